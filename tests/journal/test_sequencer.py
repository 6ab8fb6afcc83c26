import threading
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction

from lintas.journal import public as journal
from lintas.journal.invariants import check_journal
from lintas.journal.models import Order
from tests.journal.test_commands import note


@pytest.mark.django_db
def test_entries_get_one_order_without_gaps_in_batches(at: datetime) -> None:
    for number in range(25):
        note(number, at)
    placed = []
    while more := journal.order_entries(at, most=10):
        placed.append(more)
    assert placed == [10, 10, 5]
    assert list(Order.objects.order_by("seq").values_list("seq", flat=True)) == [*range(1, 26)]
    assert [e.data.number for e in journal.entries_after(0)] == [*range(25)]
    assert list(check_journal()) == []


@pytest.mark.django_db
def test_a_reader_goes_on_where_its_cursor_stands(at: datetime) -> None:
    for number in range(5):
        note(number, at)
    journal.order_entries(at)
    first = journal.entries_after(0, most=3)
    rest = journal.entries_after(first[-1].seq)
    assert [e.data.number for e in first + rest] == [0, 1, 2, 3, 4]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_is_never_skipped(at: datetime) -> None:
    """The earlier id commits after the later one was ordered: it comes next, not never."""
    written, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            note(1, at)
            written.set()
            go_on.wait(10)
        connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    written.wait(10)
    with transaction.atomic():
        note(2, at)
    journal.order_entries(at)
    seen = journal.entries_after(0)
    go_on.set()
    slow.join(10)
    journal.order_entries(at)
    seen += journal.entries_after(seen[-1].seq)
    assert [(e.seq, e.data.number) for e in seen] == [(1, 2), (2, 1)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_sequencers_and_writers_leave_no_gap_and_no_double(at: datetime) -> None:
    subject = uuid4()
    stop = threading.Event()

    def write() -> None:
        for number in range(40):
            with transaction.atomic():
                note(number, at, subject=subject)
        connection.close()

    def order() -> None:
        while not stop.is_set() or journal.order_entries(at, most=7):
            journal.order_entries(at, most=7)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    sequencers = [threading.Thread(target=order) for _ in range(3)]
    for thread in writers + sequencers:
        thread.start()
    for thread in writers:
        thread.join(30)
    stop.set()
    for thread in sequencers:
        thread.join(30)
    assert list(check_journal()) == []
    assert Order.objects.count() == 160
