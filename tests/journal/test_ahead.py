"""Questions about a case that are put together: each finds its answer, for one block."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection

from lintas.journal import public as journal
from tests.journal.test_commands import note

pytestmark = pytest.mark.django_db


@pytest.mark.postgres
def test_a_question_about_the_case_was_answered_before_it_is_asked(at: datetime) -> None:
    case, other = uuid4(), uuid4()
    note(1, at, case=case)
    with journal.asked_ahead(case):
        note(2, at, case=case)
        note(3, at, case=other)
        assert len(journal.entries_of_case(case)) == 1, "asked ahead"
        assert len(journal.entries_of_case(other)) == 1, "another case is asked now"
    assert len(journal.entries_of_case(case)) == 2


def test_the_answers_are_those_without_it(at: datetime) -> None:
    case = uuid4()
    note(1, at, case=case)
    expected = journal.entries_of_case(case)
    with journal.asked_ahead(case):
        assert journal.entries_of_case(case) == expected


def test_trouble_within_leaves_nothing_known(at: datetime) -> None:
    case = uuid4()
    with pytest.raises(ZeroDivisionError), journal.asked_ahead(case):
        raise ZeroDivisionError
    note(1, at, case=case)
    assert len(journal.entries_of_case(case)) == 1
    assert not connection.needs_rollback
