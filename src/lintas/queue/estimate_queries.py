"""The queue of this moment as one number sees it, and what its wait will be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lintas.catalogue.public import Counter, Office
from lintas.queue.estimating import Ahead, Coming, CounterNow, Laws, Scene, Wait, wait
from lintas.queue.models import Ticket
from lintas.queue.pace import Pace
from lintas.queue.pace_queries import pace_of, usual_minutes
from lintas.queue.queries import key_of
from lintas.queue.rules import APPOINTMENT_WINDOW, Waiting, order_key

NEGLECT = timedelta(minutes=5)
"""A free counter that left somebody it serves standing so long is taken for closed."""
HOURS_AHEAD = 6
LONG_AGO = -1e6
PRIORITY = "P"
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

    letter: str
    service: str
    priority: bool = False


class Moment:
    """An office's queue at one moment. Cost: two index reads, one of the day's numbers."""

    def __init__(self, office: Office, at: datetime) -> None:
        self.office, self.at = office, at
        self.pace: Pace = pace_of(office.id)
        today = Ticket.objects.filter(office=office.id, on=office.today(at))
        self.rows = list(today.exclude(status=Status.CANCELLED))
        self._laws: dict[tuple[str, datetime], Laws] = {}

    def with_status(self, *wanted: str) -> list[Ticket]:
        return [row for row in self.rows if row.status in wanted]

    def guess(self, me: Ticket | Newcomer) -> Guess:
        """The same state gives the same guess."""
        mine = key_of(me) if isinstance(me, Ticket) else (*_newcomer_key(me, self.at), "~", 0)
        scene = self.scene(me, mine)
        reach = frozenset().union(*(c.letters for c in scene.counters if me.letter in c.letters))
        seed = sum(row.number for row in self.rows) + int(self.at.timestamp()) // 60
        return Guess(
            ahead=sum(1 for one in scene.ahead if one.letter in reach),
            wait=wait(scene, seed),
            measured=self.pace.measured.get(me.service, 0),
        )

    def scene(self, me: Ticket | Newcomer, mine: Key) -> Scene:
        line = sorted(self.with_status(Status.WAITING), key=key_of)
        ahead = [row for row in line if key_of(row) < mine]
        expected = self.with_status(Status.ISSUED)
        coming = [one for row in expected if (one := self._coming(row, mine, ahead))]
        return Scene(
            letter=me.letter,
            counters=self._counters(me.letter),
            ahead=[
                Ahead(2 * nth + 1, row.letter, self.laws(row.service))
                for nth, row in enumerate(ahead)
            ],
            coming=coming,
            breaks=self._breaks(),
            absent_share=self.pace.absent_share,
            priority_a_minute=0.0 if me.priority else self.pace.priority_an_hour / 60,
            priority_laws=self.laws(me.service),
            past_the_hour=self.office.local(self.at).minute,
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
        key = (*on_time, row.letter, row.number)
        due_in = _minutes(self.at, row.due_at)
        to_come = [due_in + early for early in self.pace.early_minutes if due_in + early > 0]
        window = APPOINTMENT_WINDOW.total_seconds() / 60
        in_time = tuple(after for after in to_come if after - due_in <= window)
        if key >= mine or not in_time:
            return None
        left = self.pace.coming_share * len(to_come) / len(self.pace.early_minutes)
        coming = left / (1 - self.pace.coming_share + left)
        rank = 2 * sum(1 for one in ahead if key_of(one) < key)
        chance = coming * len(in_time) / len(to_come)
        return Coming(rank, row.letter, self.laws(row.service), in_time, chance)

    def _counters(self, letter: str) -> list[CounterNow]:
        """Those taken for open; all that serve the letter while none of them is."""
        held = {row.counter: row for row in self.with_status(Status.CALLED, Status.SERVING)}
        known = self.office.counters
        opened = [one for one in known if one.id in held or not self._left_standing(one)]
        if letter != PRIORITY and not any(letter in one.queues for one in opened):
            opened += [one for one in known if letter in one.queues and one not in opened]
        return [self._counter(one, held.get(one.id)) for one in opened or known]

    def _left_standing(self, counter: Counter) -> bool:
        """Whether somebody it serves stood waiting while this counter was free and did not call.

        That nobody came to it says nothing: a counter is free because there is nobody, too.
        """
        ended = [r.finished_at for r in self.rows if r.counter == counter.id and r.finished_at]
        free_since = max([self._span_began(), *ended])
        letters = {*counter.queues, PRIORITY}
        return any(
            min(row.called_at or self.at, self.at) - max(row.arrived_at, free_since) >= NEGLECT
            for row in self.rows
            if row.arrived_at and row.letter in letters
        )

    def _span_began(self) -> datetime:
        """When the office last opened today, or will; who waits in a break is not neglected."""
        day = self.office.today(self.at)
        opens = [self.office.moment(day, span.opens) for span in self.office.spans_on(day)]
        closes = [self.office.moment(day, span.closes) for span in self.office.spans_on(day)]
        over = sum(1 for one in closes if one <= self.at)
        return opens[min(over, len(opens) - 1)] if opens else self.at - NEGLECT

    def _counter(self, counter: Counter, row: Ticket | None) -> CounterNow:
        letters = frozenset({*counter.queues, PRIORITY})
        if row is None or row.called_at is None:
            return CounterNow(letters)
        law = self.laws(row.service, row.called_at)[0]
        return CounterNow(letters, law=law, age=max(0.0, _minutes(row.called_at, self.at)))

    def _breaks(self) -> list[tuple[float, float]]:
        """The time before the day opens and between its spans; after closing nobody is sent off."""
        day = self.office.today(self.at)
        found, begins = [], LONG_AGO
        for span in self.office.spans_on(day):
            opens = _minutes(self.at, self.office.moment(day, span.opens))
            found.append((begins, opens))
            begins = _minutes(self.at, self.office.moment(day, span.closes))
        return [(begins, ends) for begins, ends in found if ends > 0]


def _newcomer_key(me: Newcomer, at: datetime) -> Key:
    return (*order_key(Waiting(me.priority, None, at, 0)),)


def _minutes(begins: datetime, ends: datetime) -> float:
    return (ends - begins).total_seconds() / 60
