"""Visits as iCalendar (RFC 5545): a file for one booking, a feed for all of a person's.

No name and no number of identity stands in it: calendars are shared, and synchronised elsewhere.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, vDDDTypes, vGeo, vText

from lintas.applications.models import Application
from lintas.applications.queries import office_of, service_of
from lintas.appointments.public import BookingEvent
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.queue import public as queue

PRODUCT = "-//Lintas//Visits//ID"
ZONE_FROM, ZONE_UNTIL = datetime(2020, 1, 1).date(), datetime(2038, 1, 1).date()  # noqa: DTZ001
FEED_EVERY = "PT1H"


def calendar_of(visits: Iterable[tuple[Application, BookingEvent]], name: str = "") -> bytes:
    """The same visits give the same bytes. Shape: RFC 5545, with a VTIMEZONE for each zone."""
    rows, calendar = list(visits), Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", vText(FEED_EVERY), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", FEED_EVERY)
    for zone in sorted({office_of(one).time_zone for one, _event in rows}):
        calendar.add_component(
            Timezone.from_tzinfo(ZoneInfo(zone), zone, first_date=ZONE_FROM, last_date=ZONE_UNTIL)
        )
    for application, event in rows:
        calendar.add_component(_event_of(application, event))
    text: bytes = calendar.to_ical()
    return text


def _event_of(application: Application, booking: BookingEvent) -> Event:
    """UID is the booking's for ever; SEQUENCE grows with each change, so that the newest counts."""
    office = _where(application, booking)
    ended = booking.status == "cancelled"
    event = Event()
    starts_at = office.local(booking.starts_at)
    event.add("uid", f"{booking.id}@lintas")
    event.add("sequence", booking.changes + ended)
    event.add("dtstamp", booking.changed_at.replace(microsecond=0))
    event.add("last-modified", booking.changed_at.replace(microsecond=0))
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=booking.minutes))
    event.add("status", "CANCELLED" if ended else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("summary", _summary(application, booking))
    event.add("description", _description(application, office))
    event.add("location", f"{office.name}, {office.place.address}")
    event["geo"] = vGeo((office.place.lat, office.place.lng))
    event.add("url", settings.SITE_URL + reverse("applications:status", args=[application.pk]))
    if not ended:
        for before in _alarms(office):
            event.add_component(_alarm(before, str(event["summary"])))
    return event


def _where(application: Application, booking: BookingEvent) -> Office:
    """The office, or the place where the boat stops."""
    return catalogue.office(catalogue.hall_id(application.office, booking.place))


def _summary(application: Application, booking: BookingEvent) -> str:
    ticket = queue.ticket_of(application.pk)
    label = ticket.label if ticket is not None and ticket.booking_id == booking.id else ""
    return " ".join(part for part in (str(_where(application, booking).town), label) if part)


def _description(application: Application, office: Office) -> str:
    told = _("{service}, permohonan {number}. Bawa berkas asli. Telepon kantor {phone}.")
    return told.format(
        service=service_of(application).title, number=application.number, phone=office.phone
    )


def _alarms(office: Office) -> tuple[timedelta, ...]:
    return timedelta(days=1), timedelta(minutes=office.booking.reminders.minutes_before)


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm["trigger"] = vDDDTypes(-before)
    return alarm
