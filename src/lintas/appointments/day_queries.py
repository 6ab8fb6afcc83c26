"""The coming boat days, and what was decided about a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, Sum

from lintas.appointments.day_models import Affected, CalendarDay, DayChange
from lintas.appointments.day_rules import CLOSED
from lintas.appointments.draw_models import Offer
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import FREE, is_open
from lintas.appointments.village_queries import KeptFor, kept_on
from lintas.appointments.village_rules import VILLAGE
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal


class DayUnknown(LookupError):
    """No such day stands in the calendar."""


@dataclass(frozen=True)
class BoatDay:
    """A day at a place; `left` by service, of what can be booked now."""

    id: UUID
    office: str
    place: str
    on: date
    journey: str
    opens: time | None
    closes: time | None
    quota: dict[str, int]
    box: str
    state: str
    reason: str
    decide_at: datetime | None
    moved_to: date | None
    left: dict[str, int]
    kept: tuple[KeptFor, ...] = ()
    """For which villages places are kept; they are not among what is left for all."""

    @property
    def all_left(self) -> int:
        return sum(self.left.values())

    @property
    def is_off(self) -> bool:
        return self.state in CLOSED


def coming_days(office: str, at: datetime, most: int = 40, *, boats: bool = True) -> list[BoatDay]:
    """Boat days from today on, soonest first, those called off too. Cost: three index reads.

    With `boats` off: the office's own days that were changed.
    """
    today = catalogue.office(office).today(at)
    rows = CalendarDay.objects.filter(office=office, on__gte=today).order_by("on", "opens", "place")
    rows = rows.exclude(place="") if boats else rows.filter(place="")
    days = list(rows[:most])
    left = _left(office, [day.on for day in days], at) if days else {}
    kept = kept_on(office, [day.on for day in days], at) if days else {}
    return [
        view_of_day(day, left.get((day.place, day.on), {}), kept.get((day.place, day.on), ()))
        for day in days
    ]


def _left(
    office: str, days: Iterable[date], at: datetime
) -> dict[tuple[str, date], dict[str, int]]:
    rows = (
        Slot.objects.filter(is_open(at), office=office, on__in=set(days), starts_at__gt=at)
        .exclude(share__startswith=VILLAGE)
        .values("place", "on", "service")
        .annotate(left=Sum(FREE))
        .order_by()
    )
    found: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["place"], row["on"]][row["service"]] = row["left"]
    return found


def view_of_day(day: CalendarDay, left: dict[str, int], kept: tuple[KeptFor, ...] = ()) -> BoatDay:
    return BoatDay(
        id=day.pk,
        office=day.office,
        place=day.place,
        on=day.on,
        journey=day.journey,
        opens=day.opens,
        closes=day.closes,
        quota=dict(day.quota),
        box=day.box,
        state=day.state,
        reason=day.reason,
        decide_at=day.decide_at,
        moved_to=day.moved_to,
        left=left,
        kept=kept,
    )


def day_at(office: str, place: str, on: date, at: datetime) -> BoatDay:
    """One day; the office's own as well, also where nothing was changed. Raises: DayUnknown."""
    day = CalendarDay.objects.filter(office=office, place=place, on=on).first()
    left = _left(office, [on], at).get((place, on), {})
    if day is not None:
        return view_of_day(day, left, kept_on(office, [on], at).get((place, on), ()))
    if place or not Slot.objects.filter(office=office, place="", on=on).exists():
        raise DayUnknown
    return view_of_day(CalendarDay(office=office, place="", on=on), left)


def state_of_day(office: str, place: str, on: date) -> BoatDay | None:
    """What was decided about a day; None where it is like any other. Cost: one index read."""
    day = _DAY.first(office, place, on)
    return view_of_day(day, {}) if day is not None else None


_DAY = journal.Prepared(
    lambda office, place, on: CalendarDay.objects.filter(office=office, place=place, on=on)
)


def is_called_off(office: str, on: date) -> bool:
    """Whether the office's own day was moved or cancelled. Cost: one index read."""
    rows = CalendarDay.objects.filter(office=office, place="", on=on, state__in=CLOSED)
    return rows.exists()


def places_with(office: str, service: str, at: datetime) -> set[str]:
    """Where the boat goes with this service, full days too. Cost: one index read."""
    return {place for (place,) in _WITH.rows(office, service, at)}


_WITH = journal.Prepared(
    lambda office, service, at: (
        Slot.objects.filter(is_open(at), office=office, service=service, starts_at__gt=at)
        .exclude(place="")
        .values_list("place")
        .distinct()
    )
)


def booked_on(office: str, place: str, on: date) -> int:
    """How many live bookings a day has."""
    return Booking.objects.filter(
        status=Booking.Status.LIVE, slot__office=office, slot__place=place, slot__on=on
    ).count()


@dataclass(frozen=True)
class NewsView:
    """The last thing an office's decision meant for one person."""

    fate: str
    action: str
    reason: str
    place: str
    from_at: datetime
    to_at: datetime | None
    booking: UUID


def news_of(case: UUID, fates: Collection[str] = ("moved", "offered")) -> NewsView | None:
    """What became of the day of an application. Cost: one index read."""
    found = _NEWS.first(case, list(fates))
    if found is None:
        return None
    return NewsView(
        fate=found.fate,
        action=found.change.action,
        reason=found.change.reason,
        place=found.change.day.place,
        from_at=found.from_at,
        to_at=found.slot.starts_at if found.slot else None,
        booking=found.booking_id,
    )


_NEWS = journal.Prepared(
    lambda case, fates: (
        Affected.objects.filter(case=case, state=Affected.State.DONE, fate__any_of=fates)
        .select_related("change__day", "slot")
        .order_by("-change__at", "-nth")[:1]
    )
)


def moved_news_of(case: UUID) -> NewsView | None:
    """The last time the office moved this person."""
    return news_of(case, ("moved",))


@dataclass(frozen=True)
class KeptPlace:
    """A place kept for somebody whose day was cancelled."""

    id: UUID
    place: str
    starts_at: datetime
    until: datetime


def kept_place_of(case: UUID, at: datetime) -> KeptPlace | None:
    found = _KEPT.first(case, at)
    if found is None:
        return None
    return KeptPlace(found.pk, found.slot.place, found.slot.starts_at, found.until)


_KEPT = journal.Prepared(
    lambda case, at: (
        Offer.objects.filter(case=case, waiting=None, state=Offer.State.OPEN, until__gt=at)
        .select_related("slot")
        .order_by("pk")[:1]
    )
)


def is_kept_place(offer_id: UUID) -> bool:
    """Whether an offer was a place kept after the office cancelled a day."""
    return Offer.objects.filter(pk=offer_id, waiting=None).exists()


def offered_place(offer_id: UUID) -> str:
    """At which place an offered time is; "" is the office itself."""
    return Offer.objects.values_list("slot__place", flat=True).get(pk=offer_id)


@dataclass(frozen=True)
class DecisionView:
    """A decision and how far it has been carried out."""

    id: UUID
    action: str
    reason: str
    place: str
    on: date
    to_on: date | None
    at: datetime
    done_at: datetime | None
    people: int
    pending: int


def changes_of(office: str, place: str, on: date) -> list[DecisionView]:
    """What was decided about a day, newest first. Cost: one query for each decision."""
    rows = DayChange.objects.filter(day__office=office, day__place=place, day__on=on)
    return [_change(one) for one in rows.select_related("day").order_by("-at")]


def _change(one: DayChange) -> DecisionView:
    states = list(one.affected.values_list("state", flat=True))
    return DecisionView(
        id=one.pk,
        action=one.action,
        reason=one.reason,
        place=one.day.place,
        on=one.day.on,
        to_on=one.to_on,
        at=one.at,
        done_at=one.done_at,
        people=len(states) - states.count(Affected.State.DROPPED),
        pending=states.count(Affected.State.PENDING),
    )


def still_booked(day: CalendarDay) -> Q:
    """Bookings of a closed day for which nothing was decided yet."""
    return Q(
        status=Booking.Status.LIVE,
        slot__office=day.office,
        slot__place=day.place,
        slot__on=day.on,
        slot__closed_places__isnull=False,
    )
