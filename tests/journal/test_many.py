"""Entries of several commands in one statement, in their order, or none."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from lintas.journal import many
from lintas.journal import public as journal
from lintas.journal.models import Entry
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from tests.journal.kinds_for_tests import SampleNoted

pytestmark = pytest.mark.django_db


def lines(*words: str) -> list[journal.Line]:
    at, subject = timezone.now(), new_id()
    return [
        journal.Line(SampleNoted(1, one), subject, system("test"), "mentawai", at) for one in words
    ]


def written() -> list[str]:
    return [e.data["text"] for e in Entry.objects.filter(office="mentawai").order_by("id")]


def test_what_commands_record_is_written_at_the_end_in_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    statements: list[int] = []

    def counted(model: Any, names: Any, rows: Any) -> None:
        statements.append(len(rows))
        journal.add_rows(model, names, rows)

    monkeypatch.setattr(many, "add_rows", counted)
    with transaction.atomic():
        with journal.recorded_together():
            journal.record_all(lines("one"))
            with journal.recorded_together():
                journal.record_all(lines("two", "three"))
            journal.record_all(lines("four"))
            assert written() == []
        assert written() == ["one", "two", "three", "four"]
    assert statements == [4]


@transaction.atomic
@journal.recorded_together()
def breaks() -> None:
    journal.record_all(lines("lost"))
    raise ValueError("broke")


def test_nothing_is_written_when_one_of_them_breaks_and_the_next_writes_at_once() -> None:
    with pytest.raises(ValueError, match="broke"):
        breaks()
    with transaction.atomic():
        journal.record_all(lines("kept"))
        assert written() == ["kept"]
