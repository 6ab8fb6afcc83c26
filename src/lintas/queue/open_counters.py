"""Which counters call people now, as far as the day's numbers and pauses show."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from lintas.catalogue.public import Counter, Office
from lintas.queue.models import Ticket

NEGLECT = timedelta(minutes=5)
"""A free counter that left somebody it serves standing so long is taken for closed."""
PRIORITY = "P"
Status = Ticket.Status


class OpenCounters:
    """`paused` call nobody; `resumed` is when a counter came back from its last pause today."""

    def __init__(
        self,
        office: Office,
        at: datetime,
        rows: Sequence[Ticket],
        paused: Collection[str],
        resumed: Mapping[str, datetime],
    ) -> None:
        self.office, self.at, self.rows = office, at, rows
        self.known = [one for one in office.counters if one.id not in paused]
        self.resumed = resumed
        held = {r.counter for r in rows if r.status in {Status.CALLED, Status.SERVING}}
        self.open = [c for c in self.known if c.id in held or not self._left_standing(c)]

    def lines_of(self, counter: str) -> frozenset[str]:
        """Its own, priority, and those who were sent on to this very counter."""
        found = self.office.counter(counter)
        return frozenset({*(found.queues if found else ()), PRIORITY, f"@{counter}"})

    def open_to(self, line: str) -> list[Counter]:
        """Those taken for open; all that serve the line and do not pause while none of them is."""
        if any(line in self.lines_of(one.id) for one in self.open):
            return self.open
        more = [c for c in self.known if c not in self.open and line in self.lines_of(c.id)]
        return [*self.open, *more]

    def _left_standing(self, counter: Counter) -> bool:
        """Whether somebody it serves stood waiting while this counter was free and did not call.

        That nobody came to it says nothing: a counter is free because there is nobody, too.
        """
        lines, since = self.lines_of(counter.id), self._free_since(counter.id)
        return any(
            min(first_call(row) or self.at, self.at) - max(row.arrived_at, since) >= NEGLECT
            for row in self.rows
            if row.arrived_at
            and (f"@{row.wanted_counter}" if row.wanted_counter else row.line) in lines
        )

    def _free_since(self, counter: str) -> datetime:
        """When it last let somebody go, came back from a pause, or the office opened.

        A number that was sent on does not say from which counter: it may have been this one.
        """
        found = [self._span_began(), self.resumed.get(counter)]
        for row in self.rows:
            if row.counter == counter:
                found += [row.finished_at, row.left_at, row.called_at]
            elif not row.counter:
                found += [row.left_at, row.called_at]
        return max(one for one in found if one)

    def _span_began(self) -> datetime:
        """When the office last opened today, or will; who waits in a break is not neglected."""
        day = self.office.today(self.at)
        opens = [self.office.moment(day, span.opens) for span in self.office.spans_on(day)]
        closes = [self.office.moment(day, span.closes) for span in self.office.spans_on(day)]
        over = sum(1 for one in closes if one <= self.at)
        return opens[min(over, len(opens) - 1)] if opens else self.at - NEGLECT


def first_call(row: Ticket) -> datetime | None:
    """A number put aside or sent on is called again; it was not standing since its first start."""
    if row.called_at and row.started_at:
        return min(row.called_at, row.started_at)
    return row.called_at or row.started_at


def served_minutes(row: Ticket, until: datetime) -> float:
    """How long a counter has been taken by this number, without the time it was put aside.

    One that was sent on begins anew at its next counter.
    """
    if row.called_at is None:
        return 0.0
    put_aside = row.started_at is not None and row.started_at < row.called_at
    if not put_aside or row.line != row.letter or row.wanted_counter or row.started_at is None:
        return max(0.0, (until - row.called_at).total_seconds() / 60)
    minutes = (until - row.started_at).total_seconds() - row.away_seconds
    if row.left_at and row.left_at < until:  # called back and not at the counter yet
        minutes -= (row.called_at - row.left_at).total_seconds()
    return max(0.0, minutes / 60)
