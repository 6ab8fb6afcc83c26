"""What people are told when the office holds, moves, cancels or reopens their day."""

from collections.abc import Mapping
from datetime import datetime

from lintas.applications.models import Application
from lintas.applications.queries import office_of, service_of
from lintas.applications.telling import moment, moment_short, tell_about
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal.public import EntryView
from lintas.queue import public as queue

OF_DAYS: Mapping[str, str] = {
    "application:visit-day-held": "day-held",
    "application:visit-day-kept": "day-kept",
    "application:visit-day-moved": "day-moved",
    "application:visit-day-cancelled": "day-cancelled",
    "application:visit-day-reopened": "day-reopened",
    "offer:made": "day-place-kept",
    "offer:expired": "day-place-over",
}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""


def tell_of_day(entry: EntryView) -> None:
    """Reaction: one message about one thing. A cancelled day with a place kept is told by the
    offer of that place, which says both.
    """
    application = Application.objects.filter(pk__in=[entry.case]).first()
    if application is None or application.account_id is None or not _is_told(entry):
        return
    tell_about(
        application,
        OF_DAYS[entry.kind],
        lambda: _facts(application, entry),
        account_id=application.account_id,
        notice_id=entry.id,
        at=entry.at,
    )


def _is_told(entry: EntryView) -> bool:
    if entry.kind == "offer:made":
        return entry.data.waiting is None
    if entry.kind == "offer:expired":
        return appointments.is_kept_place(entry.subject)
    if entry.kind == "application:visit-day-cancelled":
        return not entry.data.kept_place
    return True


def _facts(application: Application, entry: EntryView) -> dict[str, str]:
    office, said = office_of(application), entry.data
    facts = {
        "number": application.number,
        "service": str(service_of(application).title),
        "town": str(office.town),
    }
    if entry.kind == "offer:expired":
        return facts
    if entry.kind == "offer:made":
        news = appointments.news_of(application.pk)
        reason, from_at = (news.reason, news.from_at) if news else ("", said.starts_at)
        kept = appointments.offered_place(entry.subject)
        facts |= {"town": str(catalogue.office(catalogue.hall_id(office.id, kept)).town)}
        facts |= _when("starts", said.starts_at, office)
        facts |= _when("answer", said.until, office)
    else:
        reason, from_at = said.reason, said.from_at
    facts |= _when("from", from_at, office)
    facts["cause"] = reason_words(office, reason)
    if entry.kind == "application:visit-day-moved":
        ticket = queue.ticket(said.ticket)
        facts |= _when("starts", said.starts_at, office)
        facts["ticket"] = ticket.label if ticket else ""
        facts["town"] = str(catalogue.office(ticket.office if ticket else office.id).town)
    if entry.kind == "application:visit-day-held":
        facts |= _when("decide", said.decide_at, office)
    return facts


def reason_words(office: Office, reason: str) -> str:
    return str(office.travel.reason(reason) or reason)


def _when(name: str, at: datetime, office: Office) -> dict[str, str]:
    whole = {"answer": "answer_until"}.get(name, f"{name}_at")
    return {whole: moment(at, office), f"{name}_short": moment_short(at, office)}
