"""An office's own numbers made into a day to play or to plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

from lintas.appointments import public as appointments
from lintas.catalogue.public import Office
from lintas.planning.days import Booked, Day, Draw, Seat, Span, WalkIns
from lintas.planning.phases import Clinic, Plan
from lintas.queue import public as queue
from lintas.queue.public import Pace

MOST_PHASES = 3
PRIORITY = "P"
EARLY_FROM, EARLY_UNTIL = -45.0, 75.0
"""When the first half comes where one must queue for a place. Unit: minutes from opening."""


class ClosedThatDay(Exception):
    """The office has no hours on that day."""


@dataclass(frozen=True)
class OfficeDay:
    """One office on one day. Unit: minutes from its opening; `mix` are shares of services."""

    office: Office
    on: date
    pace: Pace
    mix: tuple[tuple[str, float], ...]
    spans: tuple[Span, ...]
    opens_at: datetime
    counters: int
    away: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """When whose counter is closed: absence or repair that is in the calendar."""

    @property
    def closes(self) -> float:
        return self.spans[-1][1]

    @property
    def open_minutes(self) -> float:
        return sum(ends - begins for begins, ends in self.spans)

    @property
    def minutes_away(self) -> float:
        """Of the counters that are counted, while the office is open."""
        counted = {one.id for one in self.office.counters[: self.counters]}
        return sum(
            max(0.0, min(ends, until) - max(begins, since))
            for counter, spans in self.away.items()
            if counter in counted
            for since, until in spans
            for begins, ends in self.spans
        )

    def starts(self, every: float) -> list[float]:
        """The beginnings of the day's slots."""
        found = []
        for begins, ends in self.spans:
            at = begins
            while at + every <= ends + 1e-9:
                found.append(at)
                at += every
        return found

    def law(self, service: str, minute: float) -> queue.Law:
        hour = int((self.opens_at.hour * 60 + self.opens_at.minute + minute) / 60) % 24
        return self.pace.law(service, hour, queue.usual_minutes(self.office, service))

    @property
    def service_minutes(self) -> float:
        """The mean over the services' mix and the day."""
        return self._over_the_day(lambda law: law.mean)

    @property
    def service_spread(self) -> float:
        mean = self.service_minutes
        square = self._over_the_day(lambda law: law.spread**2 + (law.mean - mean) ** 2)
        return float(square**0.5)

    def _over_the_day(self, of: Callable[[queue.Law], float]) -> float:
        hours = [minute for b, e in self.spans for minute in range(int(b), int(e), 60)]
        shares = [(share, self.law(one, m)) for one, share in self.mix for m in hours]
        return sum(share * of(law) for share, law in shares) / len(hours)

    def clinic(self, every: float) -> Clinic:
        """The day as the exact evaluation knows it: all counters alike, noon left out."""
        variation = self.service_spread / self.service_minutes
        return Clinic(
            slots=len(self.starts(every)),
            slot_minutes=every,
            counters=self.counters,
            service_minutes=self.service_minutes,
            phases=max(1, min(MOST_PHASES, round(1 / variation**2))),
            show=self.pace.coming_share,
        )

    def capacity(self) -> int:
        """How many booked people fill the counters, less the room for those who go first."""
        first = self.pace.priority_an_hour * self.open_minutes / 60
        open_minutes = self.counters * self.open_minutes - self.minutes_away
        room = open_minutes / self.service_minutes - first
        return max(1, int(room / self.pace.coming_share))

    def day(self, plan: Plan, every: float) -> Day:
        """The day with so many people booked at each slot, services mixed as they are."""
        services = _dealt(self.mix, sum(plan))
        booked = [
            Booked(start, service, queue.usual_letter(self.office, service))
            for start, service in zip(_spread(self.starts(every), plan), services, strict=True)
        ]
        return Day(
            closes=self.closes,
            seats=[
                Seat(one.id, frozenset({*one.queues, PRIORITY}), self.away.get(one.id, ()))
                for one in self.office.counters[: self.counters]
            ],
            draws={service: self._draw(service) for service, _share in self.mix},
            booked=booked,
            walk_ins=self._walk_ins(),
            breaks=tuple(
                (ends, begins)
                for (_, ends), (begins, _) in zip(self.spans, self.spans[1:], strict=False)
            ),
            coming_share=self.pace.coming_share,
            early=self._early,
            absent_share=self.pace.absent_share,
            priority_in_a_row=self.office.queue.priority_in_a_row,
        )

    def first_come(self, people: int) -> Day:
        """As many people without appointments, as they come where one must queue for a place.

        Half of them stand there by EARLY_UNTIL, the others come until the last hour.
        """
        last = max(EARLY_UNTIL + 60.0, self.closes - 60.0)
        half = people * self.pace.coming_share / 2
        windows = ((EARLY_FROM, EARLY_UNTIL), (EARLY_UNTIL, last))
        coming = [
            WalkIns(
                service,
                queue.usual_letter(self.office, service),
                60 * half * share / (ends - begins),
                (begins, ends),
            )
            for service, share in self.mix
            for begins, ends in windows
        ]
        nobody = self.day((0,) * len(self.starts(60.0)), 60.0)
        return replace(nobody, walk_ins=[*self._walk_ins(), *coming])

    def _walk_ins(self) -> list[WalkIns]:
        an_hour = self.pace.priority_an_hour
        return [
            WalkIns(service, PRIORITY, an_hour * share, span, priority=True)
            for service, share in self.mix
            for span in self.spans
        ]

    def _draw(self, service: str) -> Draw:
        laws = {hour: self.law(service, hour * 60) for hour in range(24)}

        def draw(chance: Random, minute: float) -> float:
            return laws[int(max(0.0, minute) / 60) % 24].at(chance.random())

        return draw

    def _early(self, chance: Random) -> float:
        known = self.pace.early_minutes
        place = chance.random() * (len(known) - 1)
        low = int(place)
        return known[low] + (place - low) * (known[min(low + 1, len(known) - 1)] - known[low])


def _spread(starts: Sequence[float], plan: Plan) -> list[float]:
    """One start for each person of a plan."""
    pairs = zip(starts, plan, strict=True)
    return [start for start, people in pairs for _ in range(people)]


def _dealt(mix: Sequence[tuple[str, float]], count: int) -> list[str]:
    """So many services, each next the one that lags most behind its share."""
    given = dict.fromkeys((service for service, _share in mix), 0)
    found = []
    for nth in range(count):
        service = max(mix, key=lambda one: one[1] * (nth + 1) - given[one[0]])[0]
        given[service] += 1
        found.append(service)
    return found


def office_day(office: Office, on: date, counters: int | None = None) -> OfficeDay:
    """What is known of an office for a day. Cost: one row, two index reads.

    Raises: ClosedThatDay.
    """
    hours = appointments.hours_on(office, on)
    if not hours:
        raise ClosedThatDay
    opens_at = office.local(hours[0][0])
    pace = queue.pace_of(office.id)
    return OfficeDay(
        office=office,
        on=on,
        pace=pace,
        mix=_mix(office, pace),
        spans=_spans(opens_at, hours),
        opens_at=opens_at,
        counters=min(counters or len(office.counters), len(office.counters)),
        away={
            counter: _spans(opens_at, spans)
            for counter, spans in appointments.absences_on(office, on).items()
        },
    )


def _spans(opens_at: datetime, hours: Sequence[tuple[datetime, datetime]]) -> tuple[Span, ...]:
    return tuple((_minutes(opens_at, begins), _minutes(opens_at, ends)) for begins, ends in hours)


def _mix(office: Office, pace: Pace) -> tuple[tuple[str, float], ...]:
    """The shares of services as they came; by quota where nothing was measured."""
    counts = dict(pace.measured) or {quota.service: quota.per_day for quota in office.quota}
    total = sum(counts.values())
    return tuple((service, count / total) for service, count in sorted(counts.items()) if count)


def _minutes(begins: datetime, ends: datetime) -> float:
    return (ends - begins).total_seconds() / 60
