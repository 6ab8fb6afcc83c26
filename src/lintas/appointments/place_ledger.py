"""Every place as double entry: what the journal says became of it must add up to the counters.

A place is opened once and is then in one account at a time. Each entry of the journal carries
places from one account to another, so all accounts of a time add up to zero whatever happened;
what can be wrong, and is looked for, is a counter that says something else than its account.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Account(StrEnum):
    OPENED = "opened"
    FREE = "free"
    TAKEN = "taken"
    HELD = "held"
    OFFERED = "offered"
    COMING_BACK = "coming back"
    """Between leaving somebody and being held, which one transaction does: empty afterwards."""


A = Account
CARRIES: Mapping[str, tuple[Account, Account]] = {
    "booking:made": (A.FREE, A.TAKEN),
    "booking:cancelled": (A.TAKEN, A.COMING_BACK),
    "place:returned": (A.COMING_BACK, A.HELD),
    "place:freed": (A.HELD, A.FREE),
    "offer:made": (A.HELD, A.OFFERED),
    "offer:accepted": (A.OFFERED, A.FREE),
    "offer:declined": (A.OFFERED, A.COMING_BACK),
    "offer:expired": (A.OFFERED, A.COMING_BACK),
    "draw:won": (A.HELD, A.OFFERED),
    "draw:forfeited": (A.OFFERED, A.COMING_BACK),
    "booking:released": (A.TAKEN, A.COMING_BACK),
    "booking:carried": (A.OFFERED, A.TAKEN),
    "place:reserved": (A.FREE, A.OFFERED),
    "place:kept": (A.OFFERED, A.HELD),
    "place:let-go": (A.OFFERED, A.COMING_BACK),
    "place:closed": (A.COMING_BACK, A.FREE),
}
"""Of a closed time a place that comes back is gone: free, and the time is smaller by it.
An accepted offer is free for the moment in which its booking is made."""


@dataclass
class Ledger:
    """The accounts of one time in the calendar."""

    balance: Counter[Account] = field(default_factory=Counter)

    def carry(self, from_: Account, to: Account, places: int = 1) -> None:
        self.balance[from_] -= places
        self.balance[to] += places

    def open(self, places: int, *, drawn: bool) -> None:
        self.carry(A.OPENED, A.HELD if drawn else A.FREE, places)


def departed(visited: Iterable[UUID], now: UUID) -> Iterable[UUID]:
    """The times that a moved booking has left: all it ever had but the one where it is."""
    left = Counter(visited)
    left[now] -= 1
    return left.elements()
