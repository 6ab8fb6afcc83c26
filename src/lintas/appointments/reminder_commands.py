"""Saying that somebody is to be reminded: once for each time, however many workers ask."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import CombinedExpression

from lintas.appointments.entries import ReminderDue
from lintas.appointments.models import Booking
from lintas.appointments.visit_models import Reminder
from lintas.appointments.visit_rules import reminded_before, reminded_the_day_before
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import system

REMINDERS = system("reminders")
Kind = Reminder.Kind


def note_due_reminders(at: datetime) -> int:
    """Who comes tomorrow, and who comes within the hour. Gives how many were noted.

    A reminder whose moment had passed when the time was chosen is none: the person has just read
    it. After a standstill the day's reminder still goes out that evening, and not on the day.
    """
    noted = 0
    for office in catalogue.offices():
        for booking in _coming_tomorrow(office, at):
            due_at = reminded_the_day_before(office, booking.slot.starts_at)
            noted += _note(booking, Kind.DAY, due_at, at)
        for booking in _coming_soon(office, at):
            noted += _note(booking, Kind.HOUR, reminded_before(office, booking.slot.starts_at), at)
    return noted


def _coming_tomorrow(office: Office, at: datetime) -> QuerySet[Booking]:
    tomorrow = office.today(at) + timedelta(days=1)
    due_at = reminded_the_day_before(office, office.moment(tomorrow, office.quiet.ends))
    if at < due_at:
        return Booking.objects.none()
    return _not_yet(office, Kind.DAY).filter(_chosen_before(due_at), slot__on=tomorrow)


def _coming_soon(office: Office, at: datetime) -> QuerySet[Booking]:
    before = timedelta(minutes=office.booking.reminders.minutes_before)
    rows = _not_yet(office, Kind.HOUR)
    soon = rows.filter(slot__starts_at__gt=at, slot__starts_at__lte=at + before)
    return soon.filter(_chosen_before(F("slot__starts_at") - before))


def _chosen_before(moment: datetime | CombinedExpression) -> Q:
    return Q(moved_at__lt=moment) | Q(moved_at=None, made_at__lt=moment)


def _not_yet(office: Office, kind: str) -> QuerySet[Booking]:
    """Live bookings whose present time was not reminded of."""
    said = Reminder.objects.filter(
        booking=OuterRef("pk"), kind=kind, starts_at=OuterRef("slot__starts_at")
    )
    rows = Booking.objects.filter(status=Booking.Status.LIVE, slot__office=office.id)
    return rows.filter(~Exists(said)).select_related("slot").order_by("slot__starts_at", "pk")


@transaction.atomic
def _note(booking: Booking, kind: str, due_at: datetime, at: datetime) -> bool:
    """Race: of two workers the constraint lets one write the row and its entry."""
    starts_at = booking.slot.starts_at
    try:
        with transaction.atomic():
            Reminder.objects.create(booking=booking, kind=kind, starts_at=starts_at, due_at=due_at)
    except IntegrityError:
        return False
    journal.record(
        ReminderDue(reminder=kind, starts_at=starts_at),
        subject=booking.pk,
        case=booking.case,
        actor=REMINDERS,
        office=booking.slot.office,
        at=at,
    )
    return True
