"""Closing the office or a counter, opening as an extra, and ending either before its time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.appointments.calendar_models import CalendarChange
from lintas.appointments.calendar_settling import changed_days, settle_day
from lintas.appointments.entries import CalendarChangeEnded, ClosureMade, OpeningAdded
from lintas.appointments.errors import (
    CalendarNotYours,
    ChangeOfNoTime,
    ChangeOver,
    ChangeWithoutReason,
)
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role

CALENDAR_KEEPERS = (Role.HEAD, Role.ADMIN)
CLOSING = ("absence", "repair", "training", "weather", "disaster", "other")
OPENING = ("demand", "made-up", "other")
LONGEST = timedelta(days=60)
CAPACITY_RULE = "kapasitas-loket"


def close_time(
    *,
    change_id: UUID,
    office: str,
    counter: str,
    starts_at: datetime,
    ends_at: datetime,
    why: str,
    text: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The office ("" as counter) or one counter is closed; places not yet taken go at once.

    The closure is one transaction, each time that it touches another: whoever books meanwhile
    waits for no more than one time. The same id again changes nothing.

    Raises: CalendarNotYours, ChangeWithoutReason, ChangeOfNoTime.
    """
    known = catalogue.office(office)
    if why not in CLOSING or (counter and known.counter(counter) is None):
        raise ChangeWithoutReason
    row = CalendarChange(
        id=change_id,
        office=office,
        kind=CalendarChange.Kind.CLOSED,
        counter=counter,
        starts_at=starts_at,
        ends_at=ends_at,
        why=why,
        text=text.strip()[:120],
    )
    _enter(row, ClosureMade(why, counter, starts_at, ends_at), actor, at)
    _settle(row, at)


def open_extra(
    *,
    change_id: UUID,
    office: str,
    starts_at: datetime,
    ends_at: datetime,
    why: str,
    text: str,
    actor: Actor,
    at: datetime,
) -> None:
    """The office is open beside its hours; its times can be booked at once.

    Raises: CalendarNotYours, ChangeWithoutReason, ChangeOfNoTime.
    """
    if why not in OPENING:
        raise ChangeWithoutReason
    row = CalendarChange(
        id=change_id,
        office=office,
        kind=CalendarChange.Kind.EXTRA,
        starts_at=starts_at,
        ends_at=ends_at,
        why=why,
        text=text.strip()[:120],
    )
    _enter(row, OpeningAdded(why, starts_at, ends_at), actor, at)
    _settle(row, at)


@transaction.atomic
def _enter(row: CalendarChange, data: object, actor: Actor, at: datetime) -> None:
    if not actor.has(*CALENDAR_KEEPERS) or actor.office != row.office:
        raise CalendarNotYours
    if not row.text:
        raise ChangeWithoutReason
    lasts = row.ends_at - row.starts_at
    if not timedelta() < lasts <= LONGEST or row.ends_at <= at:
        raise ChangeOfNoTime
    if CalendarChange.objects.filter(pk=row.pk).exists():
        return
    row.made_by, row.made_at = actor.id, at
    row.save(force_insert=True)
    journal.record(data, subject=row.pk, actor=actor, office=row.office, at=at, rule=CAPACITY_RULE)


def end_change(*, change_id: UUID, actor: Actor, at: datetime) -> None:
    """Somebody is back, or the extra opening is called off: from now on all is as before.

    Raises: CalendarNotYours, ChangeOver.
    """
    row = _ended(change_id, actor, at)
    _settle(row, at)


@transaction.atomic
def _ended(change_id: UUID, actor: Actor, at: datetime) -> CalendarChange:
    row = CalendarChange.objects.filter(pk=change_id, office=actor.office).first()
    if row is None or not actor.has(*CALENDAR_KEEPERS):
        raise CalendarNotYours
    moved = journal.change_and_record(
        CalendarChange.objects.filter(pk=change_id, ended_at=None, ends_at__gt=at),
        {"ended_at": at},
        CalendarChangeEnded(counter=row.counter),
        subject=change_id,
        actor=actor,
        office=row.office,
        at=at,
        rule=CAPACITY_RULE,
    )
    if not moved:
        raise ChangeOver
    return row


def _settle(row: CalendarChange, at: datetime) -> None:
    office = catalogue.office(row.office)
    first, last = office.today(row.starts_at), office.today(row.ends_at)
    for day in changed_days(office, at):
        if first <= day <= last:
            settle_day(office=office, day=day, at=at)
