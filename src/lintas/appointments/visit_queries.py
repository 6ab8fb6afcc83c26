"""What may still be done with a visit, when it is changed no more, which other times are near."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.formats import date_format

from lintas.appointments.errors import (
    ChangedOnce,
    MissedTooOften,
    TooLateToChange,
    TooSoonAfterMissed,
)
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import FREE, SlotView, is_open
from lintas.appointments.visit_models import Excuse
from lintas.appointments.visit_rules import Standing, Visit, standing
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office
from lintas.journal import public as journal

NEAREST = 6
CARRIED = Count("affected", filter=Q(affected__fate="moved", affected__state="done"))
"""How often the office moved a booking."""


@dataclass(frozen=True)
class BookingEvent:
    """A booking as a calendar holds it: `changes` grows with each change, `changed_at` too."""

    id: UUID
    case: UUID
    office: str
    service: str
    starts_at: datetime
    minutes: int
    status: str
    changes: int
    changed_at: datetime
    place: str = ""


@dataclass(frozen=True)
class MissedShare:
    """Of so many visits of a service that came to an end, so many were missed."""

    service: str
    ended: int
    missed: int

    @property
    def percent(self) -> int:
        return round(100 * self.missed / self.ended) if self.ended else 0


def standing_of(case: UUID, office: str) -> Standing:
    """Cost: two index reads."""
    visits = [Visit(*row) for row in _VISITS.rows(case)]
    excused = [given_at for (given_at,) in _EXCUSED.rows(case)]
    return standing(catalogue.office(office).booking, visits, excused)


_VISITS = journal.Prepared(
    lambda case: (
        Booking.objects.filter(case=case)
        .exclude(status=Booking.Status.CANCELLED, moved_by_office=True)  # not theirs
        .order_by("made_at", "id")
        .values_list("status", "slot__on", "changes", "made_at")
    )
)
_EXCUSED = journal.Prepared(lambda case: Excuse.objects.filter(case=case).values_list("given_at"))


def changeable_until(office: Office, starts_at: datetime) -> datetime:
    return office.booking.change.last_moment(office.today(starts_at), office.zone)


def until_words(office: Office, starts_at: datetime) -> str:
    """The last day a visit is changed on, and the hour where that day does not count to its end."""
    change, until = office.booking.change, changeable_until(office, starts_at)
    if change.until is None:
        return date_format(office.today(until) - timedelta(days=1), "l j F Y")
    here = office.local(until)
    return f"{date_format(here, 'l j F Y')} {here:%H.%M}"


def require_changeable(case: UUID, office: Office, starts_at: datetime, at: datetime) -> None:
    """Raises: ChangedOnce, TooLateToChange."""
    if standing_of(case, office.id).changes_left <= 0:
        raise ChangedOnce
    require_in_time(office, starts_at, at)


def require_in_time(office: Office, starts_at: datetime, at: datetime) -> None:
    """Raises: TooLateToChange."""
    if at >= changeable_until(office, starts_at):
        raise TooLateToChange.after(until_words(office, starts_at))


def require_may_choose(case: UUID, slot_id: UUID, office: str) -> None:
    """Who cancelled or missed a visit chooses another by the office's rule.

    Raises: ChangedOnce, MissedTooOften, TooSoonAfterMissed.  Cost: three index reads.
    """
    starts_at = Slot.objects.filter(pk=slot_id).values_list("starts_at", flat=True).first()
    require_may_choose_on(case, starts_at, office)


def require_may_choose_on(case: UUID, starts_at: datetime | None, office: str) -> None:
    """Raises: ChangedOnce, MissedTooOften, TooSoonAfterMissed.  Cost: two index reads."""
    found = standing_of(case, office)
    if found.office_only:
        raise MissedTooOften
    if found.cancelled and found.changes_left < 0:
        raise ChangedOnce
    if starts_at is None or found.from_day is None:
        return
    if catalogue.office(office).today(starts_at) < found.from_day:
        raise TooSoonAfterMissed.before(date_format(found.from_day, "l j F Y"))


def nearest_slots(
    office: str,
    service: str,
    near: UUID | None,
    on: date | None,
    at: datetime,
    shares: Collection[str] = (GENERAL,),
) -> list[SlotView]:
    """Other times that still have room, the nearest to a time that is gone first in each day.

    `near` may be a time that was deleted; then its day says where to look.  Cost: two index reads.
    """
    place = catalogue.office(office)
    row = Slot.objects.filter(pk=near).first() if near else None
    wanted = row.starts_at if row else place.moment(on, time(12)) if on else at
    rows = Slot.objects.filter(is_open(at), office=office, service=service, starts_at__gt=at)
    rows = rows.filter(share__in=shares, place=row.place if row else "")
    free = rows.annotate(left=FREE).filter(left__gt=0).exclude(pk__in=[near] if near else [])
    later = list(free.filter(starts_at__gte=wanted).order_by("starts_at")[:NEAREST])
    before = list(free.filter(starts_at__lt=wanted).order_by("-starts_at")[:NEAREST])
    both: list[Any] = [*later, *before]
    found = sorted(both, key=lambda one: abs(one.starts_at - wanted))[:NEAREST]
    return [
        SlotView(one.id, one.starts_at, one.minutes, one.left, one.share)
        for one in sorted(found, key=lambda one: one.starts_at)
    ]


def events_of(cases: Collection[UUID]) -> list[BookingEvent]:
    """Every booking of these requests, also what was cancelled. Cost: one index read."""
    rows = Booking.objects.filter(case__in=list(cases)).select_related("slot")
    return [
        BookingEvent(
            id=row.id,
            case=row.case,
            office=row.slot.office,
            service=row.slot.service,
            starts_at=row.slot.starts_at,
            minutes=row.slot.minutes,
            status=row.status,
            changes=row.changes + row.carried,
            changed_at=row.moved_at or row.made_at,
            place=row.slot.place,
        )
        for row in rows.annotate(carried=CARRIED).order_by("slot__starts_at", "id")
    ]


def missed_shares(office: str, first: date, last: date) -> list[MissedShare]:
    """How many visits of each service were missed in these days. Cost: one index read."""
    missed = Count("pk", filter=Q(status=Booking.Status.MISSED))
    rows = (
        Booking.objects.filter(
            slot__office=office,
            slot__on__range=(first, last),
            status__in=[Booking.Status.KEPT, Booking.Status.MISSED],
        )
        .values("slot__service")
        .annotate(ended=Count("pk"), missed=missed)
        .order_by("slot__service")
    )
    return [MissedShare(row["slot__service"], row["ended"], row["missed"]) for row in rows]
