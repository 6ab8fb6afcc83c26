"""The overtaking index of an office's day, from the journal: a ticket keeps its last call only."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.queue.models import Ticket
from lintas.queue.overtaking import Came, Overtaking, overtaking

CALLED = ("ticket:called", "ticket:called-out-of-order")
STEPS = (*CALLED, "ticket:call-undone", "ticket:sent-on")


def overtaking_today(office: str, at: datetime) -> Overtaking:
    """How often somebody was called before an earlier turn, up to now.

    Cost: one index read, and one in the journal for each number that has come.
    """
    place = catalogue.office(office)
    lines = {one.id: frozenset({*one.queues, "P"}) for one in place.counters}
    rows = Ticket.objects.filter(
        office=office, on=place.today(at), arrived_at__isnull=False
    ).exclude(status=Ticket.Status.CANCELLED)
    steps: dict[UUID, list[EntryView]] = {row.pk: [] for row in rows}
    for entry in journal.entries_about_any(list(steps), STEPS):
        steps[entry.subject].append(entry)
    day = [came for row in rows for came in _waits_of(row, steps[row.pk], lines)]
    return overtaking(day, place.queue.priority_in_a_row)


def _waits_of(
    row: Ticket, steps: Sequence[EntryView], lines: dict[str, frozenset[str]]
) -> Iterable[Came]:
    """One for each line it stood in; the first call of a wait counts, unless it was taken back."""
    if row.arrived_at is None:
        return
    now = Came(
        row.letter, row.priority, row.due_at, row.arrived_at, row.arrived_at, None, row.calls,
        held_until=row.held_until,
    )  # fmt: skip
    for entry in steps:
        data = entry.data
        if entry.kind in CALLED and now.called_at is None:
            with_lines = lines.get(data.counter, frozenset())
            now = replace(now, called_at=entry.at, counter=data.counter, served_with=with_lines)
        elif entry.kind == "ticket:call-undone":
            now = replace(now, called_at=None, counter="", served_with=frozenset())
        elif entry.kind == "ticket:sent-on":
            yield now
            now = replace(
                now, line=data.line, wanted_counter=data.to_counter, stood_since=entry.at,
                called_at=None, counter="", served_with=frozenset(),
            )  # fmt: skip
    yield now
