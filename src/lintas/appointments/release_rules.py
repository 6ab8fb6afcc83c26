"""When places are given out, by the plan of their service. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from lintas.catalogue.public import Office, Release

WEEK = timedelta(days=7)
LOOK_AHEAD_DAYS = 60
STILL_TO_REACH = timedelta(hours=2)
"""A place that begins sooner is offered to nobody: who hears of it could not come."""
LEAST_TO_ANSWER = timedelta(minutes=30)


@dataclass(frozen=True)
class Round:
    """One turn of a plan: when it opens, until when entries are taken, which days it gives out."""

    opens_at: datetime
    closes_at: datetime | None
    first_day: date
    last_day: date


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _rounds(office: Office, release: Release, at: datetime) -> Iterator[Round]:
    """The turns of a weekly plan or of a draw, from this week on."""
    monday = monday_of(office.today(at))
    while release.opens is not None:
        first = monday + release.weeks_ahead * WEEK
        yield Round(
            opens_at=release.opens.within(monday, office.zone),
            closes_at=release.closes.within(monday, office.zone) if release.closes else None,
            first_day=first,
            last_day=first + timedelta(days=6),
        )
        monday += WEEK


def next_draw(office: Office, release: Release, at: datetime) -> Round:
    """The draw whose window is open or opens next."""
    rounds = _rounds(office, release, at)
    return next(one for one in rounds if one.closes_at is not None and one.closes_at > at)


def next_opening(office: Office, release: Release, at: datetime) -> Round | None:
    """When more places come, and which; None where no coming day has any."""
    if release.plan == "draw":
        return next_draw(office, release, at)
    if release.plan == "weekly":
        return next(one for one in _rounds(office, release, at) if one.opens_at > at)
    edge = office.today(at) + timedelta(days=office.furthest_days)
    days = (edge + timedelta(days=n) for n in range(1, LOOK_AHEAD_DAYS))
    day = next((day for day in days if office.spans_on(day)), None)
    if day is None:
        return None
    opens_on = day - timedelta(days=office.furthest_days)
    return Round(office.moment(opens_on, time.min), None, day, day)


def opens_at(office: Office, release: Release, day: date) -> datetime | None:
    """From when the places of a day can be taken on the open page; None means at once."""
    if release.plan != "weekly" or release.opens is None:
        return None
    return release.opens.within(monday_of(day) - release.weeks_ahead * WEEK, office.zone)


def days_to_prepare(office: Office, release: Release) -> int:
    """How far ahead the calendar must reach for the plan. Unit: days."""
    weeks = 0 if release.plan == "rolling" else release.weeks_ahead + 1
    return max(office.furthest_days, weeks * WEEK.days)


def is_quiet(office: Office, at: datetime) -> bool:
    """Whether the office writes to nobody now; an offer made then would run out unread."""
    quiet, now = office.quiet, office.local(at).time()
    if quiet.starts <= quiet.ends:
        return quiet.starts <= now < quiet.ends
    return now >= quiet.starts or now < quiet.ends


def answer_until(release: Release, starts_at: datetime, at: datetime) -> datetime | None:
    """Until when somebody may take an offered place; None where no time is left to ask."""
    until = min(at + timedelta(minutes=release.answer_minutes), starts_at - STILL_TO_REACH)
    return until if until - at >= LEAST_TO_ANSWER else None


def comes_back_at(release: Release, starts_at: datetime, at: datetime, chance: Random) -> datetime:
    """A random moment after a place came back and before its time, for the open page."""
    left = max((starts_at - at).total_seconds(), 0) * 0.9
    span = release.returns_minutes
    most = min(span.most * 60, left)
    return at + timedelta(seconds=chance.uniform(min(span.least * 60, most / 2), most))
