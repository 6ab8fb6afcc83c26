"""A village asks for places at a stop of the boat; the office grants some hours, or declines."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.appointments.day_models import CalendarDay
from lintas.appointments.errors import (
    AskedAlready,
    AskNotYours,
    AskOver,
    AskTooLate,
    AskUnclear,
    DayNotOpen,
    DeclinedWithoutReason,
    GrantUnclear,
    NotSoManyPlaces,
    TooFewPeople,
)
from lintas.appointments.village_entries import (
    AskWithdrawn,
    VillageAsked,
    VillageDeclined,
    VillageGranted,
)
from lintas.appointments.village_models import VillageAsk
from lintas.appointments.village_queries import frees_at
from lintas.appointments.village_rows import VILLAGE_RULE, hold_day, hold_times, move_places
from lintas.appointments.village_rules import MOST_PEOPLE, Free, portions, village_share
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role

VILLAGE_KEEPERS = (Role.APPROVER, Role.HEAD)
OPEN = ("planned", "held")
CONTACT_KEPT = timedelta(days=30)
"""How long after the day it is still known whom to call."""


@transaction.atomic
def ask_for_village(
    *,
    ask_id: UUID,
    office: str,
    place: str,
    on: date,
    village: str,
    people: int,
    contact: str,
    note: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The same id again is the same ask.

    Raises: AskNotYours, DayNotOpen, AskTooLate, AskUnclear, TooFewPeople, AskedAlready.
    Race: a constraint lets one person have one open ask a day.
    """
    if VillageAsk.objects.filter(pk=ask_id).exists():
        return
    if actor.id is None:
        raise AskNotYours
    day = CalendarDay.objects.filter(office=office, place=place, on=on, state__in=OPEN).first()
    if day is None or not place:
        raise DayNotOpen
    _check_time(day, at)
    _check_said(office, village, people, contact)
    row = VillageAsk(
        id=ask_id,
        day=day,
        village=village,
        people=people,
        contact=contact.strip()[:120],
        note=note.strip()[:400],
        asked_by=actor.id,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AskedAlready from None
    _say(row, VillageAsked(place, on, village, people), actor, at)


def _check_time(day: CalendarDay, at: datetime) -> None:
    """Raises: AskTooLate."""
    until = frees_at(catalogue.office(day.office), day.on)
    if until is None or until <= at:
        raise AskTooLate


def _check_said(office: str, village: str, people: int, contact: str) -> None:
    """Raises: AskUnclear, TooFewPeople."""
    rule = catalogue.office(office).travel.village
    if catalogue.village(village) is None or not contact.strip() or people > MOST_PEOPLE:
        raise AskUnclear
    if rule is None or people < rule.least_people:
        raise TooFewPeople(TooFewPeople.sentence.format(least=rule.least_people if rule else 1))


@transaction.atomic
def withdraw_ask(*, ask_id: UUID, actor: Actor, at: datetime) -> None:
    """Raises: AskOver."""
    rows = VillageAsk.objects.filter(pk=ask_id, state=VillageAsk.State.ASKED)
    row = rows.select_related("day").first()
    gone = {"state": VillageAsk.State.WITHDRAWN, "decided_at": at}
    if row is None or row.asked_by != actor.id or rows.update(**gone) != 1:
        raise AskOver
    _say(row, AskWithdrawn(row.day.place, row.day.on), actor, at)


@transaction.atomic
def grant_ask(
    *,
    ask_id: UUID,
    wanted: Mapping[str, int],
    opens: time,
    closes: time,
    actor: Actor,
    at: datetime,
) -> None:
    """So many free places of each service, of times that begin in these hours, are the village's.

    All of them or none. Raises: AskNotYours, AskOver, DayNotOpen, AskTooLate, GrantUnclear,
    NotSoManyPlaces.
    Race: the day's row is held, then its times, as whoever moves the day and whoever books does:
    a place is taken by a person or goes to the village, never both.
    """
    row = _to_decide(ask_id, actor)
    day = hold_day(row.day.office, row.day.place, row.day.on)
    if day is None or day.state not in OPEN:
        raise DayNotOpen
    _check_time(day, at)
    if opens >= closes or not wanted or min(wanted.values()) <= 0:
        raise GrantUnclear
    office = catalogue.office(day.office)
    begins, ends = office.moment(day.on, opens), office.moment(day.on, closes)
    granted = {
        "state": VillageAsk.State.GRANTED,
        "places": sum(wanted.values()),
        "from_at": begins,
        "until_at": ends,
    }
    _decide(row, granted, actor, at)
    _move(day, village_share(row.village), wanted, (begins, ends), actor, at)
    data = VillageGranted(day.place, day.on, row.village, sum(wanted.values()), begins, ends)
    _say(row, data, actor, at)


def _move(
    day: CalendarDay,
    share: str,
    wanted: Mapping[str, int],
    hours: tuple[datetime, datetime],
    actor: Actor,
    at: datetime,
) -> None:
    """Raises: NotSoManyPlaces."""
    slots = hold_times(day, (GENERAL, share))
    begins, ends = max(hours[0], at), hours[1]
    for service, count in sorted(wanted.items()):
        times = [
            slot
            for slot in sorted(slots.values(), key=lambda one: one.starts_at)
            if (slot.service, slot.share) == (service, GENERAL) and begins <= slot.starts_at < ends
        ]
        free = [Free(slot.pk, slot.free) for slot in times]  # type: ignore[attr-defined]
        parts = portions(free, count)
        if sum(parts.values()) < count:
            there = sum(one.left for one in free)
            raise NotSoManyPlaces(NotSoManyPlaces.sentence.format(left=there, wanted=count))
        for slot_id, part in parts.items():
            move_places(slots[slot_id], share, part, actor, at)


@transaction.atomic
def decline_ask(*, ask_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Raises: AskNotYours, AskOver, DeclinedWithoutReason."""
    row = _to_decide(ask_id, actor)
    if not reason.strip():
        raise DeclinedWithoutReason
    declined = {"state": VillageAsk.State.DECLINED, "reason": reason.strip()[:120]}
    _decide(row, declined, actor, at)
    _say(row, VillageDeclined(row.day.place, row.day.on, row.village), actor, at)


def _to_decide(ask_id: UUID, actor: Actor) -> VillageAsk:
    """Raises: AskNotYours."""
    rows = VillageAsk.objects.select_related("day")
    row = rows.filter(pk=ask_id, day__office=actor.office).first()
    if row is None or not actor.has(*VILLAGE_KEEPERS):
        raise AskNotYours
    return row


def _decide(row: VillageAsk, said: Mapping[str, object], actor: Actor, at: datetime) -> None:
    """Raises: AskOver."""
    asked = VillageAsk.objects.filter(pk=row.pk, state=VillageAsk.State.ASKED)
    if asked.update(**said, decided_at=at, decided_by=actor.id) != 1:
        raise AskOver


def _say(row: VillageAsk, data: object, actor: Actor, at: datetime) -> None:
    office = row.day.office
    journal.record(data, subject=row.pk, actor=actor, office=office, at=at, rule=VILLAGE_RULE)


def forget_asks(at: datetime) -> int:
    """Whom to call, and what was noted, is emptied some time after the day. Gives how many."""
    rows = VillageAsk.objects.filter(day__on__lt=(at - CONTACT_KEPT).date())
    return rows.exclude(contact="", note="").update(contact="", note="")
