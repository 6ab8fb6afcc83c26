"""Times that are open already, brought to what hours, counters and closures say now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from lintas.appointments.calendar_models import CalendarChange, TimePlaces
from lintas.appointments.calendar_queries import plan_of
from lintas.appointments.capacity_rules import Places, settle
from lintas.appointments.day_opening import new_slot
from lintas.appointments.day_queries import is_called_off
from lintas.appointments.entries import PlacesChanged
from lintas.appointments.models import Slot
from lintas.appointments.place_rows import CALENDAR, hold, let_go, promised, slots_of
from lintas.appointments.release_rules import days_to_prepare
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office
from lintas.journal import public as journal
from lintas.kernel.ids import new_id

CAPACITY_RULE = "kapasitas-loket"
Key = tuple[str, datetime]


def settle_calendar(at: datetime) -> int:
    """Bring each day that is changed, or was and is no more, to its places. Gives how many moved.

    The command that changes the calendar does this at once; this turn is for what it did not
    reach: a crash in between, a day opened at the same moment, a visit cancelled where too many
    were booked. Once everything is in place it changes nothing.
    """
    return sum(
        settle_day(office=office, day=day, at=at)
        for office in catalogue.offices()
        for day in changed_days(office, at)
    )


def changed_days(office: Office, at: datetime) -> list[date]:
    """The coming days in reach that some change of the calendar touches, also an ended one."""
    today = office.today(at)
    plans = (office.release_of(quota.service) for quota in office.quota)
    reach = max((days_to_prepare(office, plan) for plan in plans), default=0)
    days: set[date] = set()
    for row in CalendarChange.objects.filter(office=office.id, ends_at__gt=at):
        first, last = office.today(row.starts_at), office.today(row.ends_at)
        days |= set(_days(max(first, today), min(last, today + timedelta(days=reach))))
    return sorted(days)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def settle_day(*, office: Office, day: date, at: datetime) -> int:
    """Each time of its own, in a short transaction; what flowed away comes back first."""
    if is_called_off(office.id, day):
        return 0  # nobody comes then, whatever the hours would be
    plan = plan_of(office, day)
    rows = {
        (r.service, r.starts_at): r for r in TimePlaces.objects.filter(office=office.id, on=day)
    }
    sources = {quota.service for quota in office.quota if quota.flow is not None}
    keys = sorted({*rows, *plan.places}, key=lambda key: (key[0] not in sources, *key))
    again: set[Key] = set()
    moved = 0
    for key in keys:
        wanted, row = plan.places.get(key, {}), rows.get(key)
        settled = row is not None and row.planned == sum(wanted.values()) and not row.beyond
        absent = row is None and not (sum(wanted.values()) and _in_reach(office, key[0], day, at))
        if key[1] <= at or absent or (settled and key not in again):
            continue
        moved += _settle_time(office, day, key, wanted, at, again)
    return moved


def _in_reach(office: Office, service: str, day: date, at: datetime) -> bool:
    away = (day - office.today(at)).days
    return office.earliest_days <= away <= days_to_prepare(office, office.release_of(service))


@transaction.atomic
def _settle_time(
    office: Office, day: date, key: Key, wanted: Places, at: datetime, again: set[Key]
) -> bool:
    """Race: rows are locked in one order; who takes a place waits and then finds what is left."""
    row = hold(office.id, key[0], day, key[1])
    planned = sum(wanted.values())
    flowed = _called_back(office, row, planned, again)
    slots = slots_of(row)
    was = sum(slot.places for slot in slots.values())
    due = dict(wanted)
    due[GENERAL] = max(0, due.get(GENERAL, 0) + flowed)
    over = sum(map(promised, slots.values())) - sum(due.values())
    let_go(slots.values(), over, at)
    kept = {share: promised(slot) for share, slot in slots.items()}
    found = settle(due, kept, flows_by(office, row.service, day, key[1], at))
    for share in {*slots, *found}:
        _write(office, row, slots.get(share), share, found.get(share, 0))
    now = sum(found.values())
    beyond = now - planned - flowed
    TimePlaces.objects.filter(pk=row.pk).update(planned=planned, flowed=flowed, beyond=beyond)
    if (now, beyond) == (was, row.beyond):
        return False
    data = PlacesChanged(row.service, row.starts_at, was, now, beyond)
    subject = min((slot.pk for slot in slots.values()), default=None) or new_id()
    journal.record(
        data, subject=subject, actor=CALENDAR, office=office.id, at=at, rule=CAPACITY_RULE
    )
    return True


def _called_back(office: Office, row: TimePlaces, planned: int, again: set[Key]) -> int:
    """What has flowed stays flowed, but never more than there is: the rest is called back."""
    missing = -(planned + row.flowed)
    quota = next((q for q in office.quota if q.service == row.service), None)
    if missing <= 0 or quota is None or quota.flow is None:
        return row.flowed
    to = hold(office.id, quota.flow.service, row.on, row.starts_at)
    TimePlaces.objects.filter(pk=to.pk).update(flowed=F("flowed") - missing)
    again.add((to.service, to.starts_at))
    return row.flowed + missing


def flows_by(
    office: Office, service: str, day: date, starts_at: datetime, at: datetime
) -> dict[str, str]:
    """The shares of a time whose unused places have flowed on by now, and to which."""
    if office.release_of(service).plan == "draw":
        return {}
    walk_ins = {one.service for one in office.queue.walk_ins}
    return {
        share.id: share.flow.to
        for share in office.shares
        if share.flow is not None
        and (service in walk_ins or not _is_for_walk_ins(office, share.flow.to))
        and share.flow.moment(day, starts_at, office.zone) <= at
    }


def _is_for_walk_ins(office: Office, share: str) -> bool:
    found = office.share(share)
    return found is not None and found.for_whom == "walk-in"


def _write(office: Office, row: TimePlaces, slot: Slot | None, share: str, places: int) -> None:
    """Guarded all the same: a row that holds more than it is to have is left as it is."""
    if slot is None:
        if places:
            new_slot(office, row.service, row.on, row.starts_at, share, places).save()
        return
    held = places - slot.taken - slot.offered if slot.plan == "draw" else slot.held
    if (slot.places, slot.held) == (places, held):
        return
    fits = Slot.objects.filter(pk=slot.pk, taken=slot.taken, offered=slot.offered)
    if fits.update(places=places, held=held) != 1:
        raise PlacesMovedMeanwhile


class PlacesMovedMeanwhile(Exception):
    """A slot changed under its own lock: nothing is written, the next turn does it again."""
