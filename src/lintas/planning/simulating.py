"""Playing a day: people come, counters call them by the published order of the queue.

The events are SimPy's; the order is the very rule the real queue follows.
"""

from bisect import insort
from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

import simpy

from lintas.planning.days import Day, Seat, Span, Visit, WalkIns
from lintas.queue.public import Waiting, order_key, priority_in_a_row

HOLD_MINUTES = 2.0
OPENING = datetime(2000, 1, 1, tzinfo=UTC)
Steps = Generator[simpy.Event, Any, None]


@dataclass(frozen=True)
class Person:
    service: str
    line: str
    priority: bool
    due: float | None
    arrived: float
    number: int = 0

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """The published order, ties by line and number as at the counters."""
        turn = order_key(Waiting(self.priority, _moment(self.due), _moment(self.arrived), 0))
        return (*turn, self.line, self.number)


def _key(person: Person) -> tuple[Any, ...]:
    return person.key


def _moment(minutes: float | None) -> Any:
    return None if minutes is None else OPENING + timedelta(minutes=minutes)


def play(day: Day, seed: int) -> list[Visit]:
    """One day to its end, everybody who came served; the same seed is the same day."""
    return _Office(day, Random(seed)).run()  # noqa: S311 - a simulation


class _Office:
    def __init__(self, day: Day, chance: Random) -> None:
        self.day, self.chance = day, chance
        self.clock = simpy.Environment(initial_time=-24 * 60.0)
        self.line: list[Person] = []
        self.called: list[Person] = []
        self.most = day.priority_in_a_row
        self.visits: list[Visit] = []
        self.came = self.clock.event()
        self.to_come = 0
        self.done: simpy.Event = self.clock.event()

    def run(self) -> list[Visit]:
        coming = self._coming()
        self.to_come = len(coming)
        for person in coming:
            self.clock.process(self._come(person))
        for seat in self.day.seats:
            self.clock.process(self._serve(seat))
        if coming:
            self.clock.run(until=self.done)
        return self.visits

    def _coming(self) -> list[Person]:
        """Numbers go by booking, then by arrival to those without one."""
        found = [
            Person(one.service, one.line, False, one.due, one.due + self._early(), nth)
            for nth, one in enumerate(self.day.booked, 1)
            if self.chance.random() < self.day.coming_share
        ]
        walking = sorted(
            (one for kind in self.day.walk_ins for one in self._walking_in(kind)),
            key=lambda one: one.arrived,
        )
        given = len(self.day.booked)
        return found + [replace(one, number=given + nth) for nth, one in enumerate(walking, 1)]

    def _early(self) -> float:
        return self.day.early(self.chance)

    def _walking_in(self, kind: WalkIns) -> list[Person]:
        at, ends = kind.between
        found: list[Person] = []
        while kind.an_hour and (at := at + self.chance.expovariate(kind.an_hour / 60)) < ends:
            found.append(Person(kind.service, kind.line, kind.priority, None, at))
        return found

    def _come(self, person: Person) -> Steps:
        yield self.clock.timeout(max(0.0, person.arrived - self.clock.now))
        insort(self.line, person, key=_key)
        came, self.came = self.came, self.clock.event()
        came.succeed()

    def _serve(self, seat: Seat) -> Steps:
        away: list[Span] = sorted([(-24 * 60.0, 0.0), *self.day.breaks, *seat.away])
        while True:
            back = _back_at(self.clock.now, away)
            if back > self.clock.now:
                yield self.clock.timeout(back - self.clock.now)
                continue
            person = self._first_for(seat)
            if person is None:
                yield self.came
                continue
            yield from self._with(person, seat)

    def _first_for(self, seat: Seat) -> Person | None:
        """Priority first, but after so many of them in a row one of the others."""
        place = self._place_of(seat, with_priority=True)
        if place is not None and self.line[place].priority and self._in_a_row(seat) >= self.most:
            other = self._place_of(seat, with_priority=False)
            place = place if other is None else other
        if place is None:
            return None
        self.called.append(self.line[place])
        return self.line.pop(place)

    def _place_of(self, seat: Seat, *, with_priority: bool) -> int | None:
        for place, one in enumerate(self.line):
            if one.line in seat.lines and (with_priority or not one.priority):
                return place
        return None

    def _in_a_row(self, seat: Seat) -> int:
        before = (one.priority for one in reversed(self.called) if one.line in seat.lines)
        return priority_in_a_row(before, self.most)

    def _with(self, person: Person, seat: Seat) -> Steps:
        called = self.clock.now
        absent = self.chance.random() < self.day.absent_share
        draw = self.day.draws[person.service]
        minutes = HOLD_MINUTES if absent else draw(self.chance, called)
        yield self.clock.timeout(minutes)
        self.visits.append(
            Visit(
                person.service,
                person.line,
                person.priority,
                person.due,
                person.arrived,
                called,
                self.clock.now,
                seat.id,
                person.number,
                absent,
            )
        )
        self.to_come -= 1
        if not self.to_come:
            self.done.succeed()


def _back_at(now: float, away: list[Span]) -> float:
    """When somebody sits there again; spans may touch."""
    for begins, ends in away:
        if begins <= now < ends:
            now = ends
    return now
