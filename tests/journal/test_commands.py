from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lintas.journal import public as journal
from lintas.journal.commands import NotInATransaction
from lintas.journal.kinds import KindUnknown
from lintas.journal.models import Entry, OnlyGrows, Order, WorkerBeat
from lintas.kernel.actor import system
from tests.journal.kinds_for_tests import SampleNoted

WORKER = system("worker")


def note(number: int, at: datetime, **more: object) -> object:
    return journal.record(
        SampleNoted(number), subject=more.pop("subject", None) or uuid4(), actor=WORKER,
        office="mentawai", at=at, **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_an_entry_is_read_back_with_its_typed_data(at: datetime) -> None:
    case = uuid4()
    note(7, at, case=case, rule="perlu-aturan")
    (entry,) = journal.entries_of_case(case)
    assert entry.data == SampleNoted(7)
    assert (entry.kind, entry.actor_kind, entry.actor_name) == ("sample:noted", "system", "worker")
    assert (entry.at, entry.rule, entry.seq) == (at, "perlu-aturan", None)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(at: datetime) -> None:
    with pytest.raises(NotInATransaction):
        note(1, at)


@pytest.mark.django_db
def test_data_that_nobody_declared_is_refused(at: datetime) -> None:
    with pytest.raises(KindUnknown):
        journal.record(object(), subject=uuid4(), actor=WORKER, office="", at=at)


@pytest.mark.django_db
def test_the_orm_refuses_to_change_or_remove_an_entry(at: datetime) -> None:
    note(1, at)
    entry = Entry.objects.get()
    for attempt in (
        entry.save,
        entry.delete,
        lambda: Entry.objects.update(office="x"),
        lambda: Entry.objects.all().delete(),
    ):
        with pytest.raises(OnlyGrows):
            attempt()


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["journal_entry", "journal_order"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_or_remove_a_row(
    at: datetime, table: str, verb: str
) -> None:
    note(1, at)
    journal.order_entries(at)
    column = "office = 'x'" if table == "journal_entry" else "seq = seq + 1"
    sql = f"UPDATE {table} SET {column}" if verb == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(sql)
    assert Entry.objects.count() == Order.objects.count() == 1


def noted(rows: object, at: datetime) -> bool:
    return journal.change_and_record(
        rows,
        {"seen_at": at},
        SampleNoted(3),
        subject=uuid4(),
        actor=WORKER,
        office="mentawai",
        at=at,
    )


@pytest.mark.django_db
def test_a_guarded_change_and_its_entry_are_one(at: datetime) -> None:
    WorkerBeat.objects.create(name="a", seen_at=at - timedelta(days=1))
    assert noted(WorkerBeat.objects.filter(name="a", seen_at__lt=at), at)
    assert WorkerBeat.objects.get().seen_at == at
    assert Entry.objects.get().data == {"number": 3, "text": ""}


@pytest.mark.django_db
def test_where_the_guard_matches_nothing_nothing_is_written(at: datetime) -> None:
    WorkerBeat.objects.create(name="a", seen_at=at)
    assert not noted(WorkerBeat.objects.filter(name="a", seen_at__lt=at), at)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_guard_that_matches_two_rows_changes_neither(at: datetime) -> None:
    for name in "ab":
        WorkerBeat.objects.create(name=name, seen_at=at - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        noted(WorkerBeat.objects.all(), at)
    assert not WorkerBeat.objects.filter(seen_at=at).exists()
