"""Statements that do not wait for one another: nothing is lost, miscounted or left behind."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models.query import QuerySet
from django.utils import timezone

from lintas.journal import public as journal
from lintas.journal.models import Head, WorkerBeat

pytestmark = pytest.mark.django_db

NAMES = journal.Prepared(
    lambda names: WorkerBeat.objects.filter(name__any_of=names).values_list("name")
)


def _at_noon(names: Any, at: Any) -> tuple[QuerySet[WorkerBeat], dict[str, Any]]:
    return WorkerBeat.objects.filter(name__any_of=names), {"seen_at": at}


SEEN = journal.Prepared(_at_noon)


class Miscounted(Exception):
    pass


def add(*names: str) -> None:
    at = timezone.now()
    journal.add_rows(WorkerBeat, ("name", "seen_at"), [(name, at) for name in names])


def there() -> set[str]:
    return set(WorkerBeat.objects.values_list("name", flat=True))


@pytest.mark.parametrize("given", [["a"], ["a", "b", "c"], []])
def test_each_question_has_its_own_answer_whichever_is_looked_at_first(given: list[str]) -> None:
    with transaction.atomic(), journal.without_waiting():
        add("a", "b")
        first, none = NAMES.ask(given), NAMES.ask(["nobody"])
        count = NAMES.ask(["a", "b"]).then(len)
        add("c")
        assert count.answer() == 2
        assert list(none.answer()) == []
        assert {row[0] for row in first.answer()} == set(given) & {"a", "b"}
        assert first.answer() == first.answer()
    assert there() == {"a", "b", "c"}


@transaction.atomic
@journal.without_waiting()
def changes_too_few() -> None:
    add("a")
    SEEN.change(2, Miscounted, ["a", "nobody"], timezone.now())
    add("b")


def test_a_change_of_too_few_rows_undoes_all_of_it() -> None:
    with pytest.raises(Miscounted):
        changes_too_few()
    assert there() == set()


def test_a_change_is_counted_at_once_where_nothing_is_sent_ahead() -> None:
    add("a")
    with pytest.raises(Miscounted):
        SEEN.change(2, Miscounted, ["a"], timezone.now())
    SEEN.change(1, Miscounted, ["a"], timezone.now())


@transaction.atomic
@journal.without_waiting()
def adds_twice(*names: str) -> None:
    for name in names:
        add(name)


def test_what_breaks_a_constraint_is_said_at_the_end_and_the_next_goes_on() -> None:
    add("a")
    with pytest.raises(IntegrityError):
        adds_twice("c", "a")
    with transaction.atomic(), journal.without_waiting():
        add("b")
    assert there() == {"a", "b"}


def test_the_orm_counts_its_rows_between_statements_that_were_only_sent() -> None:
    with transaction.atomic(), journal.without_waiting():
        add("a")
        assert WorkerBeat.objects.filter(name="a").update(seen_at=timezone.now()) == 1
        assert WorkerBeat.objects.filter(name="nobody").update(seen_at=timezone.now()) == 0
        add("b")
        assert there() == {"a", "b"}
        found = NAMES.ask(["a", "b", "c"])
        add("c")
    assert len(found.answer()) == 2


def test_what_fails_within_a_savepoint_leaves_the_rest() -> None:
    with transaction.atomic(), journal.without_waiting():
        add("a")
        with pytest.raises(IntegrityError), transaction.atomic():
            add("a")
        add("b")
    assert there() == {"a", "b"}


@transaction.atomic
@journal.without_waiting()
def stumbles() -> None:
    add("a")
    raise ValueError("ours")


def test_a_trouble_of_ones_own_ends_it_and_the_database_is_there_as_before() -> None:
    with pytest.raises(ValueError, match="ours"):
        stumbles()
    assert there() == set()
    add("b")
    assert [row[0] for row in NAMES.rows(["a", "b"])] == ["b"]


def test_one_within_another_is_part_of_it() -> None:
    with transaction.atomic(), journal.without_waiting():
        add("a")
        with journal.without_waiting():
            asked = NAMES.ask(["a"])
        add("b")
        assert list(asked.answer()) == [("a",)]


def test_rows_that_are_there_are_changed_instead_and_each_gives_what_it_is_now() -> None:
    then = "ON CONFLICT (id) DO UPDATE SET last_seq = journal_head.last_seq + 5 RETURNING last_seq"
    Head.objects.update_or_create(id=1, defaults={"last_seq": 10})
    with transaction.atomic():
        assert [
            tuple(row) for row in journal.add_or_change(Head, ("id", "last_seq"), [(1, 0)], then)
        ] == [(15,)]


def test_more_than_a_socket_holds_arrives_whole() -> None:
    names = [f"{n:030}" for n in range(60_000)]
    with transaction.atomic(), journal.without_waiting():
        add(*names)
        asked = [NAMES.ask(names) for _ in range(3)]
        found = [{row[0] for row in one.answer()} for one in asked]
    assert found == [set(names)] * 3
