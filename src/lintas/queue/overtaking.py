"""How often somebody was called before another whose turn was earlier. Pure.

A turn is the later of appointment and arrival, as the published order reads it, before priority
and missed calls are looked at: those are the reasons that are counted apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lintas.queue.rules import Waiting, order_key, priority_in_a_row


@dataclass(frozen=True)
class Came:
    """One wait of one number in one line; who is sent on waits once more, in another.

    `stood_since` and `called_at` are this wait's own. `served_with` are the lines of the counter
    that called, which is `counter`.
    """

    line: str
    priority: bool
    due_at: datetime | None
    arrived_at: datetime
    stood_since: datetime
    called_at: datetime | None
    missed_calls: int = 0
    wanted_counter: str = ""
    counter: str = ""
    served_with: frozenset[str] = frozenset()
    held_until: datetime | None = None

    @property
    def turn(self) -> tuple[object, ...]:
        return order_key(Waiting(False, self.due_at, self.arrived_at, 0, self.held_until))


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
    """Who stood where this counter calls, with an earlier turn, and was not called.

    Who missed a call of their own is not passed by anybody: they were called in time.  Who was
    sent on to another counter waits for that one alone.
    """
    if one.called_at is None:
        return []
    return [
        other
        for other in day
        if other is not one
        and other.line in one.served_with
        and other.wanted_counter in {"", one.counter}
        and other.stood_since < one.called_at
        and (other.called_at is None or other.called_at > one.called_at)
        and not other.missed_calls
        and other.turn < one.turn
    ]


def overtaking(day: Sequence[Came], most_in_a_row: int) -> Overtaking:
    """The rule of priority works both ways: it lets people with priority pass the others, and
    after `most_in_a_row` of them one of the others passes those with priority.
    """
    known = [(one.called_at, nth, one) for nth, one in enumerate(day) if one.called_at]
    calls = [one for _at, _nth, one in sorted(known, key=lambda found: found[:2])]
    reasoned = otherwise = 0
    for nth, one in enumerate(calls):
        passed = passed_by(one, day)
        if not passed:
            continue
        before = [c.priority for c in reversed(calls[:nth]) if c.line in one.served_with]
        theirs = any(other.priority for other in passed)
        others = any(not other.priority for other in passed)
        in_turn = priority_in_a_row(before, most_in_a_row) >= most_in_a_row
        by_rule = not theirs if one.priority else (in_turn and not others)
        reasoned, otherwise = reasoned + by_rule, otherwise + (not by_rule)
    return Overtaking(len(calls), reasoned, otherwise)
