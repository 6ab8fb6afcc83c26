"""The queue of this moment as one number sees it, and what its wait will be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lintas.appointments import public as appointments
from lintas.catalogue.public import Office
from lintas.queue.estimating import Ahead, Coming, CounterNow, Laws, Scene, Wait, wait
from lintas.queue.models import Ticket
from lintas.queue.open_counters import OpenCounters, served_minutes
from lintas.queue.pace import POINTS, Law, Pace
from lintas.queue.pace_queries import pace_of, usual_minutes
from lintas.queue.pause_queries import paused_counters, resumed_on
from lintas.queue.queries import key_of
from lintas.queue.rules import (
    APPOINTMENT_WINDOW,
    Waiting,
    kept_until,
    order_key,
    priority_in_a_row,
    take_turns,
)

HOURS_AHEAD = 6
LONG_AGO = -1e6
LAST = ("~", 0, "~", 0)
"""After every number with the same turn."""
PRIORITY = "P"
CALLS_REMEMBERED = 20
AWAY_MINUTES = 10.0
"""How long somebody who was put aside, or a counter that pauses, stays away; memoryless."""
Status = Ticket.Status
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Guess:
    """`wait` in minutes; `measured` services it rests on (0: the services' own minutes)."""

    ahead: int
    wait: Wait
    measured: int


@dataclass(frozen=True)
class Newcomer:
    """Who would come this moment without an appointment."""

    line: str
    service: str
    priority: bool = False
    wanted_counter: str = ""


class Moment:
    """An office's queue at one moment. Cost: five index reads, one of the day's numbers."""

    def __init__(self, office: Office, at: datetime) -> None:
        self.office, self.at = office, at
        self.pace: Pace = pace_of(office.id)
        day = office.today(at)
        today = Ticket.objects.filter(office=office.id, on=day)
        self.rows = list(today.exclude(status=Status.CANCELLED))
        self.hours, absent = appointments.hours_and_absent(office, at)
        away = paused_counters(office.id) | absent
        self.counters = OpenCounters(office, at, self.rows, away, resumed_on(office, day))
        called = [row for row in self.rows if row.called_nth]
        called.sort(key=lambda row: row.called_nth or 0, reverse=True)
        self.called = [(row.line, row.priority) for row in called[:CALLS_REMEMBERED]]
        self._laws: dict[tuple[str, datetime], Laws] = {}

    def with_status(self, *wanted: str) -> list[Ticket]:
        return [row for row in self.rows if row.status in wanted]

    def guess(self, me: Ticket | Newcomer) -> Guess:
        """The same state gives the same guess."""
        mine = key_of(me) if isinstance(me, Ticket) else (*_newcomer_key(me, self.at), *LAST)
        scene = self.scene(me, mine)
        seed = sum(row.number for row in self.rows) + int(self.at.timestamp()) // 60
        return Guess(
            ahead=self._before(me, mine, scene),
            wait=wait(scene, seed),
            measured=self.pace.measured.get(me.service, 0),
        )

    def _before(self, me: Ticket | Newcomer, mine: Key, scene: Scene) -> int:
        """How many stand before me in the published order and are called where I may be called."""
        lines = (c.lines for c in scene.counters if scene.line in c.lines)
        reach = frozenset().union(*lines)
        standing = [(key_of(row), row.priority, _line(row)) for row in self._standing(me)]
        standing = sorted([*standing, (mine, me.priority, "")])
        most = self.office.queue.priority_in_a_row
        order = take_turns(
            [one for one in standing if one[1]],
            [one for one in standing if not one[1]],
            priority_in_a_row((priority for _line, priority in self.called), most),
            most,
        )
        before = order[: [one[0] for one in order].index(mine)]
        return sum(1 for _key, _priority, line in before if line in reach)

    def _standing(self, me: Ticket | Newcomer) -> list[Ticket]:
        my_id = me.pk if isinstance(me, Ticket) else None
        return [row for row in self.with_status(Status.WAITING) if row.pk != my_id]

    def scene(self, me: Ticket | Newcomer, mine: Key) -> Scene:
        line = sorted(self._standing(me), key=key_of)
        ahead = [row for row in line if key_of(row) < mine or (me.priority and not row.priority)]
        expected = self.with_status(Status.ISSUED)
        coming = [one for row in expected if (one := self._coming(row, mine, ahead))]
        return Scene(
            line=_line(me),
            counters=self._counters(_line(me)),
            ahead=[
                Ahead(2 * nth + 1, _line(row), self.laws(row.service), row.priority)
                for nth, row in enumerate(ahead)
            ],
            coming=[*coming, *self._put_aside()],
            breaks=self._breaks(),
            absent_share=self.pace.absent_share,
            priority_a_minute=0.0 if me.priority else self.pace.priority_an_hour / 60,
            priority_laws=self.laws(me.service),
            past_the_hour=self.office.local(self.at).minute,
            priority=me.priority,
            called=self.called,
            most_in_a_row=self.office.queue.priority_in_a_row,
        )

    def laws(self, service: str, since: datetime | None = None) -> Laws:
        """The law of a service now and in each coming hour, or from the hour of `since`."""
        since = since or self.at
        if (service, since) not in self._laws:
            usual, hour = usual_minutes(self.office, service), self.office.local(since).hour
            hours = range(hour, hour + HOURS_AHEAD)
            found = tuple(self.pace.law(service, h, usual) for h in hours)
            self._laws[service, since] = found
        return self._laws[service, since]

    def _coming(self, row: Ticket, mine: Key, ahead: Sequence[Ticket]) -> Coming | None:
        """Somebody who is expected and would stand ahead; None of others and of who is too late."""
        if row.due_at is None:
            return None
        on_time = (*order_key(Waiting(row.priority, row.due_at, row.due_at, row.calls)),)
        key = (*on_time, row.letter, row.number, row.letter, row.number)
        kept = _minutes(self.at, kept_until(row.due_at, row.held_until))
        due_in = _minutes(self.at, self._said_to_come(row, row.due_at))
        to_come = [due_in + early for early in self.pace.early_minutes if due_in + early > 0]
        in_time = tuple(after for after in to_come if after <= kept)
        if key >= mine or not in_time:
            return None
        left = self.pace.coming_share * len(to_come) / len(self.pace.early_minutes)
        coming = left / (1 - self.pace.coming_share + left)
        rank = 2 * sum(1 for one in ahead if key_of(one) < key)
        chance = coming * len(in_time) / len(to_come)
        return Coming(rank, _line(row), self.laws(row.service), in_time, chance, row.priority)

    def _said_to_come(self, row: Ticket, due_at: datetime) -> datetime:
        """The appointment; of somebody who said they are late, a window before their turn ends."""
        return max(due_at, row.held_until - APPOINTMENT_WINDOW) if row.held_until else due_at

    def _put_aside(self) -> list[Coming]:
        """Who comes back to the counter that has put them aside, for what is left of the visit."""
        found = []
        for row in self.with_status(Status.PARKED):
            law = self.laws(row.service)[0]
            rest = Law(law.left(served_minutes(row, row.left_at or self.at)))
            after = away_law().minutes
            found.append(Coming(-1, f"@{row.counter}", (rest,), after, 1.0, row.priority))
        return found

    def _counters(self, line: str) -> list[CounterNow]:
        """Those taken for open; if all that serve the line pause, these when they are back."""
        held = {row.counter: row for row in self.with_status(Status.CALLED, Status.SERVING)}
        opened = self.counters.open_to(line)
        found = [self._counter(one.id, held.get(one.id)) for one in opened]
        if any(line in one.lines for one in found):
            return found
        pausing = [one.id for one in self.office.counters if one not in opened]
        return [
            *found,
            *(CounterNow(self.counters.lines_of(one), law=away_law()) for one in pausing),
        ]

    def _counter(self, counter: str, row: Ticket | None) -> CounterNow:
        lines = self.counters.lines_of(counter)
        if row is None or row.called_at is None:
            return CounterNow(lines)
        law = self.laws(row.service, row.called_at)[0]
        return CounterNow(lines, law=law, age=served_minutes(row, self.at))

    def _breaks(self) -> list[tuple[float, float]]:
        """The time before the day opens and between its spans; after closing nobody is sent off."""
        found, begins = [], LONG_AGO
        for opens, closes in self.hours:
            found.append((begins, _minutes(self.at, opens)))
            begins = _minutes(self.at, closes)
        return [(begins, ends) for begins, ends in found if ends > 0]


def away_law() -> Law:
    """Exponential: how long somebody has been away says nothing about how long they stay."""
    return Law(tuple(-math.log(1 - (n + 0.5) / POINTS) * AWAY_MINUTES for n in range(POINTS)))


def _line(one: Ticket | Newcomer) -> str:
    """Where it may be called: by every counter of its line, or by the one it was sent on to."""
    return f"@{one.wanted_counter}" if one.wanted_counter else one.line


def _newcomer_key(me: Newcomer, at: datetime) -> Key:
    return (*order_key(Waiting(me.priority, None, at, 0)),)


def _minutes(begins: datetime, ends: datetime) -> float:
    return (ends - begins).total_seconds() / 60
