"""The shape of an office: one folder under offices/ says all of this."""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

import holidays
from pydantic import Field, model_validator

from lintas.catalogue.booking_rules import BookingRules
from lintas.catalogue.definition import Texts
from lintas.catalogue.lobby import LobbyPlan
from lintas.catalogue.outreach import Journey, PlannedStop, Travel
from lintas.catalogue.questions import Slug
from lintas.catalogue.releases import DAYS, Release, Weekday
from lintas.catalogue.shares import Quota, Share, misfit
from lintas.catalogue.villages import village
from lintas.catalogue.waiting_room import WaitingRoom
from lintas.catalogue.words import LISTED, Strict, Words
from lintas.kernel.working_days import WorkingCalendar

LONGEST_JOURNEY = 20
"""A stop is at most so many days after its journey began."""


class Span(Strict):
    opens: time
    closes: time


class Day(Strict):
    """The opening hours of some weekdays; an office may pause at noon by two spans."""

    days: Annotated[tuple[Weekday, ...], LISTED, Field(min_length=1)]
    spans: Annotated[tuple[Span, ...], LISTED, Field(min_length=1)]


class Quiet(Strict):
    """When the office writes to nobody about what can wait until morning."""

    starts: time = time(21)
    ends: time = time(6)


class Closure(Strict):
    on: date
    reason: Words


class Counter(Strict):
    id: Slug
    title: Words
    queues: Texts


class Place(Strict):
    village: str
    address: Words
    lat: float
    lng: float


class Post(Strict):
    """Who carries finished documents to people who ask for that."""

    carrier: Words
    rule: Slug
    confirmed: bool


class Office(Strict):
    id: Slug
    prefix: str = Field(pattern=r"^[A-Z]{3}$")
    name: Words
    town: Words
    """What people call this office among others: "Kantor Tuapejat"."""
    kind: Literal["kanim", "ukk", "ulp", "outreach"]
    demo: bool
    confirmed: bool
    time_zone: str
    phone: str
    email: str
    place: Place
    hours: Annotated[tuple[Day, ...], LISTED, Field(min_length=1)]
    quiet: Quiet = Quiet()
    closed: Annotated[tuple[Closure, ...], LISTED] = ()
    counters: Annotated[tuple[Counter, ...], LISTED, Field(min_length=1)]
    quota: Annotated[tuple[Quota, ...], LISTED]
    release: Annotated[tuple[Release, ...], LISTED] = ()
    """How places are given out, where it is not day by day."""
    shares: Annotated[tuple[Share, ...], LISTED] = ()
    """Whom places are for; without any, all are for everybody."""
    places_by: Literal["counters", "quota"] = "counters"
    """Whether a time has no more places than its counters can serve, or all of its quota."""
    slot_minutes: int = Field(ge=5, le=120)
    earliest_days: int = Field(ge=0)
    furthest_days: int = Field(ge=1, le=120)
    assigns_cases: bool = True
    """Whether each case is given to somebody; an office of one decides what comes."""
    draft_days: int = Field(default=60, ge=7)
    """How long a request that was not sent is kept after the last word. Unit: calendar days."""
    draft_warn_days: Annotated[tuple[int, ...], LISTED] = (14, 3)
    """This long before the end its owner is reminded. Unit: calendar days."""
    travel: Travel = Travel()
    outreach: Annotated[tuple[Journey, ...], LISTED] = ()
    """Journeys by boat, each with its stops."""
    post: Post | None = None
    rail_accounts: Annotated[tuple[Slug, ...], LISTED] = ()
    """Rails whose account is this office's: it looks after payments with a code nobody knows."""
    queue: WaitingRoom = WaitingRoom()
    booking: BookingRules = BookingRules()
    lobby: LobbyPlan = LobbyPlan()
    """Who waits online when more come at once than can be served."""

    @model_validator(mode="after")
    def _hours_make_sense(self) -> "Office":
        named = [name for day in self.hours for name in day.days]
        if len(named) != len(set(named)):
            raise ValueError("a weekday stands in two [[hours]]: put its spans in one")
        if any(span.opens >= span.closes for day in self.hours for span in day.spans):
            raise ValueError("a span of [[hours]] closes before it opens")
        if self.time_zone not in available_timezones():
            raise ValueError(
                f"time_zone {self.time_zone!r} is unknown: write one like Asia/Jakarta"
            )
        return self

    @model_validator(mode="after")
    def _rooms_hold_counters_that_exist(self) -> "Office":
        known = {one.id for one in self.counters}
        for room in self.queue.rooms:
            if strange := sorted(set(room.counters) - known):
                raise ValueError(f"room {room.id} has a counter that does not exist: {strange[0]}")
        return self

    @model_validator(mode="after")
    def _shares_fit_together(self) -> "Office":
        if say := misfit(self.shares, self.quota):
            raise ValueError(say)
        return self

    @model_validator(mode="after")
    def _releases_have_places(self) -> "Office":
        named = [one.service for one in self.release]
        twice = {one for one in named if named.count(one) > 1}
        if twice:
            raise ValueError(f"{sorted(twice)} stands in two [[release]]: keep one")
        without = set(named) - {quota.service for quota in self.quota}
        if without:
            raise ValueError(f"[[release]] names {sorted(without)}, which has no [[quota]]")
        return self

    @model_validator(mode="after")
    def _boats_go_where_there_are_places(self) -> "Office":
        if strange := [p.id for p in self.travel.places if village(p.village) is None]:
            raise ValueError(f"place {strange[0]} names a village that does not exist")
        known = {one.id for one in self.travel.places}
        stops = [stop for journey in self.outreach for stop in journey.stops]
        if strange := sorted({stop.place for stop in stops} - known):
            raise ValueError(f"{strange[0]} is a stop of [[outreach]] and no [[travel.places]]")
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """Working days: the weekdays with hours, less national holidays and our own closures."""
        weekdays = frozenset(DAYS.index(name) for day in self.hours for name in day.days)
        return WorkingCalendar(weekdays=weekdays, holiday=self._kept_free)

    def _kept_free(self, day: date) -> bool:
        return day in national_holidays(day.year) or any(c.on == day for c in self.closed)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """When the office is open on a day; empty when it is closed."""
        if not self.calendar.is_working(day):
            return ()
        name = DAYS[day.weekday()]
        return next((d.spans for d in self.hours if name in d.days), ())

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def today(self, at: datetime) -> date:
        return self.local(at).date()

    def is_open(self, at: datetime) -> bool:
        here = self.local(at)
        spans = self.spans_on(here.date())
        return any(span.opens <= here.time() < span.closes for span in spans)

    def moment(self, day: date, clock: time) -> datetime:
        """That time of that day in the office's zone, aware."""
        return datetime.combine(day, clock, tzinfo=self.zone)

    def quota_of(self, service: str) -> int:
        return next((q.per_day for q in self.quota if q.service == service), 0)

    def share(self, share_id: str) -> Share | None:
        return next((one for one in self.shares if one.id == share_id), None)

    def release_of(self, service: str) -> Release:
        named = (one for one in self.release if one.service == service)
        return next(named, Release(service=service, plan="rolling"))

    def counter(self, counter_id: str) -> Counter | None:
        return next((c for c in self.counters if c.id == counter_id), None)

    def planned_stops(self, first: date, days: int) -> list[PlannedStop]:
        """The stops of all journeys within so many days from the first, soonest first.

        A stop that falls on a holiday is not made; a journey may begin before the first day.
        """
        begins = [first + timedelta(days=n) for n in range(-LONGEST_JOURNEY, days + 1)]
        found = [
            PlannedStop(journey=journey, stop=stop, on=day + timedelta(days=stop.day))
            for journey in self.outreach
            for day in begins
            if is_nth_weekday(day, journey.weekday, journey.nth)
            for stop in journey.stops
        ]
        within = [p for p in found if 0 <= (p.on - first).days <= days]
        kept = [p for p in within if not self._kept_free(p.on)]
        return sorted(kept, key=lambda p: (p.on, p.stop.opens, p.stop.place))


def is_nth_weekday(day: date, weekday: str, nth: int) -> bool:
    return DAYS[day.weekday()] == weekday and (day.day - 1) // 7 + 1 == nth


_years: dict[int, frozenset[date]] = {}


def national_holidays(year: int) -> frozenset[date]:
    """Indonesia's public holidays. Source: the `holidays` library; joint leave is office data."""
    if year not in _years:
        _years[year] = frozenset(holidays.country_holidays("ID", years=year))
    return _years[year]
