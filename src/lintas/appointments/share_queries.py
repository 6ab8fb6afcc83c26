"""Who may use which share, and what has flowed to people without an appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, Sum

from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office


def shares_for(office: Office, years: int | None, *, granted: bool) -> frozenset[str]:
    """The shares somebody may book: general ones, and priority by age or by the office's word."""
    mine = {
        share.id
        for share in office.shares
        if share.for_whom == "priority"
        and (granted or (years is not None and share.has_age(years)))
    }
    return frozenset({GENERAL, *mine})


def walk_in_extra(office: str, day: date) -> dict[str, int]:
    """What nobody booked and is given to people without an appointment, by service.

    Cost: one index read.
    """
    shares = [one.id for one in catalogue.office(office).shares if one.for_whom == "walk-in"]
    rows = Slot.objects.filter(office=office, on=day, place="", share__in=shares)
    return dict(rows.order_by().values_list("service").annotate(Sum("places")))


@dataclass(frozen=True)
class Beyond:
    """A time with more booked than can be served: `count` must be told or moved."""

    service: str
    starts_at: datetime
    count: int
    booked: int


def beyond_capacity(office: str, first: date, last: date, at: datetime) -> Sequence[Beyond]:
    """Coming times with more booked than can be served, soonest first. Cost: two queries."""
    rows = TimePlaces.objects.filter(
        office=office, on__range=(first, last), starts_at__gt=at, beyond__gt=0
    ).order_by("starts_at", "service")
    times = Slot.objects.filter(office=office, on__range=(first, last), place="", taken__gt=0)
    booked = {
        (row["service"], row["starts_at"]): row["n"]
        for row in times.order_by().values("service", "starts_at").annotate(n=Sum("taken"))
    }
    return [
        Beyond(r.service, r.starts_at, r.beyond, booked.get((r.service, r.starts_at), 0))
        for r in rows
    ]


@dataclass(frozen=True)
class DayCount:
    """One service on one day in one share. `held` is kept for a draw, a list, or a moment."""

    service: str
    on: date
    share: str
    places: int
    taken: int
    held: int

    @property
    def free(self) -> int:
        return self.places - self.taken - self.held


def day_counts(office: str, first: date, last: date) -> Sequence[DayCount]:
    """Places and who has them, by service, day and share. Cost: one index read."""
    rows = Slot.objects.filter(office=office, on__range=(first, last), place="").order_by()
    sums = rows.values("service", "on", "share").annotate(
        a=Sum("places"), b=Sum("taken"), c=Sum(F("held") + F("offered"))
    )
    return [
        DayCount(r["service"], r["on"], r["share"], r["a"], r["b"], r["c"]) for r in sums if r["a"]
    ]


@dataclass(frozen=True)
class DayRoom:
    """For how many appointments a day has room, over all services, and how many are taken."""

    on: date
    places: int
    taken: int


def room_on(office: str, first: date, last: date) -> dict[date, DayRoom]:
    """Cost: one index read."""
    walk_in = [one.id for one in catalogue.office(office).shares if one.for_whom == "walk-in"]
    rows = Slot.objects.filter(~Q(share__in=walk_in), office=office, on__range=(first, last))
    sums = rows.filter(place="").order_by().values("on").annotate(a=Sum("places"), b=Sum("taken"))
    return {row["on"]: DayRoom(row["on"], row["a"], row["b"]) for row in sums}
