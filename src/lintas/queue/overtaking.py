"""How often somebody was called before another whose turn was earlier. Pure.

A turn is the later of appointment and arrival, as the published order reads it, before priority
and missed calls are looked at: those are the reasons that are counted apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lintas.queue.rules import Waiting, order_key


@dataclass(frozen=True)
class Came:
    """One number of the day that has come. `served_with` are the letters its counter serves."""

    letter: str
    priority: bool
    due_at: datetime | None
    arrived_at: datetime
    called_at: datetime | None
    missed_calls: int
    served_with: frozenset[str] = frozenset()

    @property
    def turn(self) -> tuple[object, ...]:
        return order_key(Waiting(False, self.due_at, self.arrived_at, 0))


@dataclass(frozen=True)
class Overtaking:
    """Of a day: calls, those that passed somebody, and why."""

    calls: int
    for_priority: int
    otherwise: int

    @property
    def index(self) -> float:
        """The share of calls that passed somebody. Shape: 0 to 1."""
        return (self.for_priority + self.otherwise) / self.calls if self.calls else 0.0


def passed_by(one: Came, day: Sequence[Came]) -> list[Came]:
    """Who stood in a line of this counter at that call, with an earlier turn, and was not called.

    Who missed a call of their own is not passed by anybody: they were called in time.
    """
    if one.called_at is None:
        return []
    return [
        other
        for other in day
        if other is not one
        and other.letter in one.served_with
        and other.arrived_at < one.called_at
        and (other.called_at is None or other.called_at > one.called_at)
        and not other.missed_calls
        and other.turn < one.turn
    ]


def overtaking(day: Sequence[Came]) -> Overtaking:
    """A priority call that passed only people without priority had its reason."""
    calls = [one for one in day if one.called_at is not None]
    passing = [(one, passed) for one in calls if (passed := passed_by(one, day))]
    reasoned = [
        one for one, passed in passing if one.priority and not any(o.priority for o in passed)
    ]
    return Overtaking(len(calls), len(reasoned), len(passing) - len(reasoned))
