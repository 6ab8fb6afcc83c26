"""What the journal says became of the places of each time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from lintas.appointments.models import Booking, Slot
from lintas.appointments.place_ledger import CARRIES, Account, Ledger, departed
from lintas.journal import public as journal

AT_ONCE = 500


def ledger_of_each() -> dict[UUID, Ledger]:
    """The accounts of each time, opened as it is and moved by the journal. Cost: reads it whole."""
    ledgers: dict[UUID, Ledger] = defaultdict(Ledger)
    for pk, places, plan in Slot.objects.values_list("pk", "places", "plan"):
        ledgers[pk].open(places, drawn=plan == "draw")
    for entry in journal.entries_of_kind("draws:ended"):
        ledgers[entry.subject].carry(Account.FREE, Account.HELD, entry.data.places)
    for kind, (from_, to) in CARRIES.items():
        by = "subject" if kind.startswith("place:") else "slot"
        for pk, count in journal.counts_of(kind, by).items():
            ledgers[pk].carry(from_, to, count)
    _follow_moved(ledgers)
    _follow_won(ledgers)
    return ledgers


def _follow_moved(ledgers: dict[UUID, Ledger]) -> None:
    """A moved booking takes a place where it goes and leaves each where it was."""
    visited: dict[UUID, list[UUID]] = defaultdict(list)
    for entry in journal.entries_of_kind("booking:moved"):
        visited[entry.subject].append(entry.data.slot)
        ledgers[entry.data.slot].carry(Account.FREE, Account.TAKEN)
    for entry in journal.entries_of_kind("booking:carried"):
        visited[entry.subject].append(entry.data.slot)
    for some in _parts(visited):
        for entry in journal.entries_about_any(some, ["booking:made"]):
            visited[entry.subject].append(entry.data.slot)
        for booking in Booking.objects.filter(pk__in=some):
            for left in departed(visited[booking.pk], booking.slot_id):
                ledgers[left].carry(Account.TAKEN, Account.COMING_BACK)


def _follow_won(ledgers: dict[UUID, Ledger]) -> None:
    """A winner's booking, whose id is the entry's, takes the place that was offered."""
    won = {entry.data.entry for entry in journal.entries_of_kind("draw:won")}
    for some in _parts(won):
        for entry in journal.entries_about_any(some, ["booking:made"]):
            ledgers[entry.data.slot].carry(Account.OFFERED, Account.FREE)


def _parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Some at a time, as many as a statement takes."""
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some
