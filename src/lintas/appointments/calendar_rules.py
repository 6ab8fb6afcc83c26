"""A day of an office: its hours and counters as they are, and the places that follow. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from lintas.appointments.capacity_rules import (
    Need,
    Places,
    Time,
    cut_shares,
    share_out,
    split,
    trim,
)
from lintas.appointments.rules import starts
from lintas.catalogue.public import GENERAL, WALK_IN, Office, Service

Interval = tuple[datetime, datetime]
CLOSED, EXTRA = "closed", "extra"
UNLIMITED = 10**6
"""Minutes of an office whose places follow its quota alone."""


@dataclass(frozen=True)
class Change:
    """A closure of the office or of one counter, or an extra opening; `counter` "" is all."""

    kind: str
    counter: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class DayPlan:
    """`places` of each service and time by share; `full` is how many with nobody away."""

    times: tuple[Time, ...] = ()
    places: Mapping[tuple[str, datetime], Places] = field(default_factory=dict)
    full: Mapping[tuple[str, datetime], int] = field(default_factory=dict)


def hours(office: Office, day: date, changes: Iterable[Change]) -> list[Interval]:
    """When the office is open on a day, extra openings added and closures taken out."""
    regular = _regular(office, day)
    extra = [
        (max(one.starts_at, _begin(office, day)), min(one.ends_at, _end(office, day)))
        for one in changes
        if one.kind == EXTRA
    ]
    opened = _merged([*regular, *(span for span in extra if span[0] < span[1])])
    away = [(c.starts_at, c.ends_at) for c in changes if c.kind == CLOSED and not c.counter]
    return without(opened, away)


def counter_hours(
    office: Office, day: date, counter: str, changes: Sequence[Change]
) -> list[Interval]:
    away = [(c.starts_at, c.ends_at) for c in changes if c.kind == CLOSED and c.counter == counter]
    return without(hours(office, day, changes), away)


def needs_of(office: Office, services: Mapping[str, Service]) -> list[Need]:
    """What each quota asks of the counters; numbers without an appointment count beside them."""
    needs = [
        Need(quota.service, visit.queue, visit.minutes, quota.per_day)
        for quota in office.quota
        if (one := services.get(quota.service)) and (visit := one.visit)
    ]
    walking = [
        Need(f"{WALK_IN}:{one.service}", visit.queue, visit.minutes, one.per_day)
        for one in office.queue.walk_ins
        if (known := services.get(one.service)) and (visit := known.visit)
    ]
    return [*needs, *walking] if office.places_by == "counters" else needs


def day_plan(
    office: Office, day: date, needs: Sequence[Need], changes: Sequence[Change]
) -> DayPlan:
    """The places of a day: the quota, what the counters can serve, less what is closed."""
    whole = [c for c in changes if c.kind == EXTRA]
    regular = _times(office, _regular(office, day), changes)
    added = _times(office, without(hours(office, day, whole), _regular(office, day)), changes)
    if not regular and not added:
        return DayPlan()
    length = office.slot_minutes
    full = share_out(needs, [_full(office, time) for time in regular], length)
    usual = _by_share(office, needs, regular, full, trim(needs, full, regular, length))
    if not added:
        return usual
    more = _left_of(needs, full)
    full = share_out(more, [_full(office, time) for time in added], length)
    extra = _by_share(office, more, added, full, trim(more, full, added, length))
    return DayPlan(
        (*usual.times, *extra.times),
        {**usual.places, **extra.places},
        {**usual.full, **extra.full},
    )


def _by_share(
    office: Office,
    needs: Sequence[Need],
    times: Sequence[Time],
    full: Sequence[Places],
    kept: Sequence[Places],
) -> DayPlan:
    places: dict[tuple[str, datetime], Places] = {}
    planned: dict[tuple[str, datetime], int] = {}
    for need in needs:
        if need.service.startswith(f"{WALK_IN}:"):
            continue
        counts = [row.get(need.service, 0) for row in full]
        whole = split(counts, sizes_of(office, need.service, sum(counts)), GENERAL)
        left = cut_shares(whole, [row.get(need.service, 0) for row in kept])
        for time, count, row in zip(times, counts, left, strict=True):
            if count:
                places[need.service, time.starts_at] = row
                planned[need.service, time.starts_at] = count
    return DayPlan(tuple(times), places, planned)


def sizes_of(office: Office, service: str, places: int) -> Places:
    """How many of a service's places on a day each share has in the calendar.

    A drawn service has one row for all of a time: the draw itself keeps the shares apart.
    """
    if office.release_of(service).plan == "draw":
        return {}
    return kept_for(office, service, places)


def kept_for(office: Office, service: str, places: int) -> Places:
    """How many of a service's places on a day are for each share, to the nearest whole place."""
    quota = next(one for one in office.quota if one.service == service)
    own = {part.share: part for part in quota.shares or ()}
    found: Places = {}
    for share in office.shares:
        part = own.get(share.id)
        if share.for_whom != "priority":
            continue
        if part is not None and part.places is not None:
            found[share.id] = part.places
            continue
        percent = part.percent if part is not None and part.percent is not None else share.percent
        found[share.id] = (2 * places * percent + 100) // 200
    return found


def _left_of(needs: Sequence[Need], full: Sequence[Places]) -> list[Need]:
    """What of each quota is left for times beside the usual hours."""
    got = {need.service: sum(row.get(need.service, 0) for row in full) for need in needs}
    return [Need(n.service, n.letter, n.minutes, n.per_day - got[n.service]) for n in needs]


def _times(office: Office, spans: Sequence[Interval], changes: Sequence[Change]) -> list[Time]:
    """Each time with the minutes its counters are open."""
    step = timedelta(minutes=office.slot_minutes)
    return [
        Time(at, tuple(_desks(office, (at, at + step), changes)))
        for at in starts(spans, office.slot_minutes)
    ]


def _desks(
    office: Office, time: Interval, changes: Sequence[Change]
) -> list[tuple[frozenset[str], int]]:
    if office.places_by == "quota":
        away = [c for c in changes if c.kind == CLOSED and not c.counter and _meets(c, time)]
        return [(_letters(office), 0 if away else UNLIMITED)]
    found = []
    for counter in office.counters:
        mine = [c for c in changes if c.kind == CLOSED and c.counter in {"", counter.id}]
        left = without([time], [(c.starts_at, c.ends_at) for c in mine])
        minutes = sum(int((ends - begins).total_seconds() // 60) for begins, ends in left)
        found.append((frozenset(counter.queues), minutes))
    return found


def _full(office: Office, time: Time) -> Time:
    """The same time with nobody away."""
    most = office.slot_minutes if office.places_by == "counters" else UNLIMITED
    return Time(time.starts_at, tuple((letters, most) for letters, _minutes in time.desks))


def _letters(office: Office) -> frozenset[str]:
    return frozenset(chr(n) for n in range(ord("A"), ord("Z") + 1))


def _meets(change: Change, time: Interval) -> bool:
    return change.starts_at < time[1] and time[0] < change.ends_at


def without(spans: Sequence[Interval], away: Iterable[Interval]) -> list[Interval]:
    """What is left of some spans; they come in order."""
    left = list(spans)
    for begins, ends in away:
        left = [
            part
            for start, stop in left
            for part in ((start, min(stop, begins)), (max(start, ends), stop))
            if part[0] < part[1]
        ]
    return sorted(set(left))


def _merged(spans: Iterable[Interval]) -> list[Interval]:
    found: list[Interval] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def _regular(office: Office, day: date) -> list[Interval]:
    return [
        (office.moment(day, span.opens), office.moment(day, span.closes))
        for span in office.spans_on(day)
    ]


def _begin(office: Office, day: date) -> datetime:
    return office.moment(day, datetime.min.time())


def _end(office: Office, day: date) -> datetime:
    return _begin(office, day + timedelta(days=1))
