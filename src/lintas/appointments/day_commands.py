"""Deciding about a day: held, moved, cancelled, opened again. Who is booked is carried along
afterwards, one by one (carry_commands).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from lintas.appointments.day_models import Affected, CalendarDay, DayChange
from lintas.appointments.day_queries import still_booked
from lintas.appointments.day_rules import SOURCES, TARGETS
from lintas.appointments.draw_models import ReturnedPlace
from lintas.appointments.entries import DayChanged, PlaceFreed, PlaceReserved
from lintas.appointments.errors import DayBusy, DayNotOpen, DayUnclear
from lintas.appointments.models import Booking, Slot
from lintas.appointments.placing import Placed, place_everyone, reserve_places
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

RULE = "hari-dipindah-kantor"
DAYS = system("days")
CLOSING = frozenset({"move", "cancel"})


@dataclass(frozen=True)
class Decision:
    """What is to become of one day of an office, at a place ("" is the office itself)."""

    office: str
    place: str
    on: date
    action: str
    reason: str = ""
    to_on: date | None = None
    decide_at: datetime | None = None


@transaction.atomic
def change_day(*, change_id: UUID, decision: Decision, actor: Actor, at: datetime) -> None:
    """Decide; the same id again is the same decision. Closes the day's times, finds everybody who
    is booked a place and reserves it, all in this one transaction.

    Raises: DayUnclear, DayNotOpen, DayBusy.
    Race: the day's state moves once; times are locked before anybody is counted.
    """
    if DayChange.objects.filter(pk=change_id).exists():
        return
    check(decision, at)
    day = _move_state(decision)
    change = DayChange.objects.create(
        id=change_id,
        day=day,
        action=decision.action,
        reason=decision.reason,
        to_on=decision.to_on,
        decide_at=decision.decide_at,
        at=at,
        by=actor.id,
    )
    Affected.objects.filter(change__day=day, fate="told", state="pending").update(state="dropped")
    people = _carry_out(change, at)
    data = DayChanged(
        place=day.place,
        on=day.on,
        action=decision.action,
        reason=decision.reason,
        to_on=decision.to_on,
        decide_at=decision.decide_at,
        people=people,
    )
    journal.record(data, subject=change.pk, actor=actor, office=day.office, at=at, rule=RULE)


def check(decision: Decision, at: datetime) -> None:
    """Raises: DayUnclear, DayNotOpen."""
    office = catalogue.office(decision.office)
    today = office.today(at)
    if decision.action not in SOURCES or decision.on < today:
        raise DayNotOpen
    needs_reason = decision.action in {"hold", *CLOSING}
    if needs_reason and office.travel.reason(decision.reason) is None:
        raise DayUnclear
    if decision.action == "move" and not _is_a_day_to_go_to(office, decision, today):
        raise DayUnclear(DayUnclear.another_day.format(days=_days_ahead(office)))
    if decision.action == "hold":
        ends = office.moment(decision.on, _first_hour(decision))
        if decision.decide_at is None or not at < decision.decide_at <= ends:
            raise DayUnclear(DayUnclear.when)


def _days_ahead(office: Office) -> int:
    return max(office.travel.furthest_days, office.furthest_days)


def _is_a_day_to_go_to(office: Office, decision: Decision, today: date) -> bool:
    to_on = decision.to_on
    furthest = today + timedelta(days=_days_ahead(office))
    if to_on is None or to_on == decision.on or not today <= to_on <= furthest:
        return False
    there = CalendarDay.objects.filter(office=office.id, place=decision.place, on=to_on).first()
    return there is None or there.state in {"planned", "held"}


def _first_hour(decision: Decision) -> time:
    slots = Slot.objects.filter(office=decision.office, place=decision.place, on=decision.on)
    first = slots.order_by("starts_at").first()
    office = catalogue.office(decision.office)
    return office.local(first.starts_at).time() if first else time.max


def _move_state(decision: Decision) -> CalendarDay:
    """Raises: DayNotOpen."""
    key = {"office": decision.office, "place": decision.place, "on": decision.on}
    if not decision.place and Slot.objects.filter(**key).exists():
        CalendarDay.objects.bulk_create([CalendarDay(id=new_id(), **key)], ignore_conflicts=True)
    held = decision.action == "hold"
    moved = CalendarDay.objects.filter(**key, state__in=SOURCES[decision.action]).update(
        state=TARGETS[decision.action],
        reason=decision.reason if TARGETS[decision.action] != "planned" else "",
        decide_at=decision.decide_at if held else None,
        moved_to=decision.to_on,
    )
    if moved != 1:
        raise DayNotOpen
    return CalendarDay.objects.get(**key)


def _carry_out(change: DayChange, at: datetime) -> int:
    """What the decision means in the calendar, and for whom. Gives how many people."""
    if change.action in CLOSING:
        return close(change, at)
    if change.action == "reopen":
        leaving = Affected.objects.filter(change__day=change.day, state="pending")
        if leaving.exists():
            raise DayBusy  # first everybody is where the last decision said
        _open_again(change.day)
        earlier = Affected.objects.filter(change__day=change.day).exclude(fate="told")
        last = earlier.order_by("-change__at").values_list("change", flat=True).first()
        return _tell(change, list(earlier.filter(change=last).order_by("nth")))
    return _tell(change, _told(change, booked(change.day)))


def booked(day: CalendarDay) -> list[Booking]:
    """Who is booked on a day, in order: by their hour, then who booked first."""
    rows = Booking.objects.filter(
        status=Booking.Status.LIVE,
        slot__office=day.office,
        slot__place=day.place,
        slot__on=day.on,
    )
    return list(rows.select_related("slot").order_by("slot__starts_at", "made_at", "id"))


def _told(change: DayChange, bookings: Sequence[Booking]) -> list[Affected]:
    return [
        Affected(change=change, booking=one, case=one.case, from_at=one.slot.starts_at)
        for one in bookings
    ]


def _tell(change: DayChange, people: Sequence[Affected]) -> int:
    """Everybody on this list is told, and nothing else becomes of them."""
    Affected.objects.bulk_create(
        Affected(
            id=new_id(),
            change=change,
            booking_id=one.booking_id,
            case=one.case,
            nth=nth,
            from_at=one.from_at,
            fate=Affected.Fate.TOLD,
        )
        for nth, one in enumerate(people, start=1)
    )
    return len(people)


def close(change: DayChange, at: datetime) -> int:
    """Nobody can book the day any more; who is booked gets a place elsewhere."""
    day = change.day
    targets = _targets(change, at)
    rows = Slot.objects.filter(office=day.office, place=day.place, on=day.on)
    old = {slot.pk for slot in rows}
    ids = [*old, *targets]
    list(Slot.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    open_ones = Slot.objects.filter(pk__in=old, closed_places=None)
    open_ones.update(closed_places=F("places"), places=F("taken") + F("offered"), held=0)
    kept = ReturnedPlace.objects.filter(slot__in=old, state=ReturnedPlace.State.KEPT)
    for one in kept:
        _note(PlaceFreed(returned=one.pk), one.slot_id, change, at)
    kept.update(state=ReturnedPlace.State.FREED)
    return place_latecomers(change, at)


def _targets(change: DayChange, at: datetime) -> list[UUID]:
    """The times of the new day, made where there are none: the old day's, on that date."""
    day = change.day
    if change.to_on is None:
        return []
    office = catalogue.office(day.office)
    there = Slot.objects.filter(office=day.office, place=day.place, on=change.to_on)
    if not there.exists():
        _copy(day, change.to_on, office)
    return list(there.filter(starts_at__gt=at).values_list("pk", flat=True))


def _copy(day: CalendarDay, to_on: date, office: Office) -> None:
    """The day as it was, on another date."""
    fresh = CalendarDay(
        id=new_id(),
        office=day.office,
        place=day.place,
        on=to_on,
        journey=day.journey,
        opens=day.opens,
        closes=day.closes,
        quota=day.quota,
        box=day.box,
    )
    CalendarDay.objects.bulk_create([fresh], ignore_conflicts=True)
    Slot.objects.bulk_create(
        (
            Slot(
                id=new_id(),
                office=one.office,
                place=one.place,
                service=one.service,
                share=one.share,
                on=to_on,
                starts_at=office.moment(to_on, office.local(one.starts_at).time()),
                minutes=one.minutes,
                places=one.places if one.closed_places is None else one.closed_places,
                plan="rolling",
            )
            for one in Slot.objects.filter(office=day.office, place=day.place, on=day.on)
        ),
        ignore_conflicts=True,
    )


def place_latecomers(change: DayChange, at: datetime) -> int:
    """Everybody booked on the closed day of whom nothing was decided yet: those of before, and
    a winner of a draw whose booking came a moment later. Gives how many.
    """
    known = change.affected.values("booking")
    rows = Booking.objects.filter(still_booked(change.day)).exclude(pk__in=known)
    people = list(rows.select_related("slot").order_by("slot__starts_at", "made_at", "id"))
    if not people:
        return 0
    placed = place_everyone(change.day, change.to_on, people, at)
    reserve_places(placed)
    for one in placed:
        if one.slot is not None:
            _note(PlaceReserved(change.pk), one.slot.pk, change, at)
    first = change.affected.count()
    Affected.objects.bulk_create(
        _affected(change, nth, one) for nth, one in enumerate(placed, start=first + 1)
    )
    return len(people)


def _note(data: object, slot: UUID, change: DayChange, at: datetime) -> None:
    journal.record(data, subject=slot, actor=DAYS, office=change.day.office, at=at, rule=RULE)


def _affected(change: DayChange, nth: int, one: Placed) -> Affected:
    return Affected(
        id=new_id(),
        change=change,
        booking=one.booking,
        case=one.booking.case,
        nth=nth,
        from_at=one.booking.slot.starts_at,
        fate=Affected.Fate.MOVED if one.moves else Affected.Fate.OFFERED,
        slot=one.slot,
    )


def _open_again(day: CalendarDay) -> None:
    rows = Slot.objects.filter(office=day.office, place=day.place, on=day.on)
    rows.filter(closed_places__isnull=False).update(
        places=Greatest(F("closed_places"), F("taken") + F("offered")), closed_places=None
    )
