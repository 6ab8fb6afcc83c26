"""What people hear about their visit: reminders, a missed visit, a late arrival that was noted."""

from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.queries import office_of
from lintas.applications.rules import Status
from lintas.applications.telling import hours, moment, moment_short, tell_about
from lintas.appointments import public as appointments
from lintas.catalogue.public import LateReason, Office
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, ActorKind, system
from lintas.kernel.errors import Refused
from lintas.notices import public as notices
from lintas.queue import public as queue

REMINDERS = {"day": "reminder-day", "hour": "reminder-hour"}
CALLED_OFF = ("booking:moved", "booking:cancelled", "booking:kept", "booking:missed")
SURE = {True: _("berlaku"), False: _("perlu konfirmasi")}
"""What is said of a rule in a message."""
WE = system("notices")


def remind(entry: EntryView) -> None:
    """Reaction to booking:reminder-due: said only while that time still stands."""
    application = Application.objects.filter(pk__in=[entry.case]).first()
    if application is None or application.account_id is None:
        return
    booking, ticket = appointments.booking_of(application.pk), queue.ticket_of(application.pk)
    stands = booking is not None and booking.id == entry.subject and booking.status == "live"
    if not stands or ticket is None or application.status != Status.VISIT_BOOKED:
        return
    if booking is None or booking.starts_at != entry.data.starts_at:
        return
    office = office_of(application)
    with override(accounts.contact_of(application.account_id).language):
        facts = {
            "starts_at": moment(booking.starts_at, office),
            "starts_short": moment_short(booking.starts_at, office),
            "hour": hours(booking.starts_at, office),
            "ticket": ticket.label,
        }
    _tell(application, REMINDERS[entry.data.reminder], facts, entry.id, entry.at)


def call_off_reminders(entry: EntryView) -> None:
    """Reaction: a reminder that waits for the morning goes nowhere once its time is another."""
    if entry.case is not None:
        notices.call_off(case=entry.case, templates=tuple(REMINDERS.values()), at=entry.at)


def tell_missed(entry: EntryView) -> None:
    """Reaction to application:visit-missed: when another time may be chosen, and how often."""
    application = Application.objects.filter(pk__in=[entry.case]).first()
    ticket = queue.ticket(entry.data.ticket)
    if application is None or application.account_id is None or ticket is None:
        return
    office = office_of(application)
    found = appointments.standing_of(application.pk, office.id)
    today = office.today(entry.at)
    with override(accounts.contact_of(application.account_id).language):
        again = max(found.from_day or today, today)
        facts = {
            "ticket": ticket.label,
            "again_on": date_format(again, "l j F Y"),
            "again_short": _short(again),
            "left": str(found.misses_left),
            "phone": office.phone,
            "rule_state": str(SURE[office.booking.missed.confirmed]),
        }
    template = "visit-missed-last" if found.office_only else "visit-missed"
    _tell(application, template, facts, entry.id, entry.at)


def tell_cancelled(entry: EntryView) -> None:
    """Reaction to application:visit-cancelled."""
    application = Application.objects.filter(pk__in=[entry.case]).first()
    if application is None or application.account_id is None:
        return
    office = office_of(application)
    with override(accounts.contact_of(application.account_id).language):
        facts = {
            "cancelled_at": moment(entry.data.starts_at, office),
            "cancelled_short": moment_short(entry.data.starts_at, office),
        }
    _tell(application, "visit-cancelled", facts, entry.id, entry.at)


def say_late_by_word(entry: EntryView) -> None:
    """Reaction to word:heard: keep the turns of today's visits, and answer by a message.

    Whoever brings a family has several; all of them are on the same boat.
    """
    heard = notices.take_word(entry.subject) if entry.data.about == "late" else None
    if heard is None:
        return
    account_id, text = heard
    rows = Application.objects.filter(account_id=account_id, status=Status.VISIT_BOOKED)
    coming = [one for one in rows.order_by("pk") if _comes_today(one, entry.at)]
    with override(accounts.contact_of(account_id).language):
        told = [_say_late(one, text, account_id, entry, nth) for nth, one in enumerate(coming)]
        if not any(told):
            _tell_not_noted(account_id, coming, entry)


def _comes_today(application: Application, at: datetime) -> bool:
    ticket = queue.ticket_of(application.pk)
    return ticket is not None and ticket.on == office_of(application).today(at)


def _say_late(
    application: Application, text: str, account_id: UUID, entry: EntryView, nth: int
) -> bool:
    office, ticket = office_of(application), queue.ticket_of(application.pk)
    reason = reason_in(office, text)
    actor = Actor(kind=ActorKind.PERSON, id=account_id)
    try:
        if ticket is None or reason is None:
            raise ActionNotOpen
        kept = queue.say_late(ticket_id=ticket.id, reason=reason.id, actor=actor, at=entry.at)
    except Refused:
        return False
    if kept.held_until is None:
        return False
    facts = {"ticket": kept.label, "held_until": hours(kept.held_until, office)}
    _tell(application, "late-noted", facts, ticket.id, entry.at)
    return True


def reason_in(office: Office, text: str) -> LateReason | None:
    """The reason whose word stands in what somebody wrote; the last of the list where none does."""
    words = {one.strip(".,!").lower() for one in text.split()}
    known = office.queue.lateness
    named = next((one for one in known if words & set(one.words)), None)
    return named or (known[-1] if known else None)


def _tell_not_noted(account_id: UUID, coming: list[Application], entry: EntryView) -> None:
    said = any(
        ticket is not None and ticket.held_until is not None
        for ticket in (queue.ticket_of(one.pk) for one in coming)
    )
    why = queue.LateAlready.sentence if said else queue.TooLateToSay.sentence
    notices.notify(
        notice_id=entry.id,
        account_id=account_id,
        template="late-not-noted",
        facts={"why": str(why)},
        case=None,
        actor=WE,
        at=entry.at,
    )


def _tell(
    application: Application, template: str, facts: dict[str, str], notice: UUID, at: datetime
) -> None:
    office = office_of(application)
    if application.account_id is None:
        return
    tell_about(
        application,
        template,
        lambda: {
            "number": application.number,
            "office": str(office.name),
            "town": str(office.town),
            **facts,
        },
        account_id=application.account_id,
        notice_id=notice,
        at=at,
    )


def _short(day: date) -> str:
    return date_format(day, "j M Y")
