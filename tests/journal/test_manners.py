"""Who lets others go first does so before each question, unless they hold rows."""

import pytest
from django.db import connection, transaction

from lintas.journal import public as journal
from lintas.journal.models import Entry
from tests.threads import at_once

_ENTRIES = journal.Prepared(lambda kind: Entry.objects.filter(kind=kind).values_list("pk"))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_others_go_first_between_questions_and_not_within_a_transaction() -> None:
    pauses: list[str] = []

    def look(_n: int) -> list[int]:
        counts = []
        journal.let_others_first(lambda: pauses.append("pause"))
        assert not Entry.objects.filter(kind="nothing").exists()
        counts.append(len(pauses))
        assert not _ENTRIES.rows("nothing")
        counts.append(len(pauses))
        with transaction.atomic():
            assert not Entry.objects.filter(kind="nothing").exists()
            assert not _ENTRIES.rows("nothing")
        counts.append(len(pauses))
        connection.close()
        return counts

    assert at_once(1, look) == [[1, 2, 2]]
    assert not Entry.objects.filter(kind="nothing").exists()
    assert len(pauses) == 2, "another thread does not pause"
