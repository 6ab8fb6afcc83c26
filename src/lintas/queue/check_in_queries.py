"""The ticket that somebody shows or says, or why it does not open this office's door today."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lintas.catalogue import public as catalogue
from lintas.kernel.ids import read_id
from lintas.queue.errors import AlreadyHere, NoSuchTicket, NotToday, OtherOffice, TicketVoid
from lintas.queue.models import Ticket
from lintas.queue.queries import TicketView, view_of

QR_PREFIX = "LINTAS:T:"


def shown_ticket(office: str, typed: str, at: datetime) -> TicketView:
    """The ticket of a code (QR) or of a number like A-47, if it may be checked in here and now.

    Raises: NoSuchTicket, OtherOffice, NotToday, TicketVoid, AlreadyHere.
    """
    found = _by_code(typed) or _by_number(office, typed, at)
    if found is None:
        raise NoSuchTicket
    _check(found, office, at)
    return view_of(found)


def _by_code(typed: str) -> Ticket | None:
    text = typed.strip()
    if not text.upper().startswith(QR_PREFIX):
        return None
    named = read_id(text[len(QR_PREFIX) :])
    return Ticket.objects.filter(pk=named).first() if named else None


def _by_number(office: str, typed: str, at: datetime) -> Ticket | None:
    signs = "".join(c for c in typed.upper() if c.isalnum())
    if not 2 <= len(signs) <= 6 or not signs[0].isalpha() or not signs[1:].isdecimal():
        return None
    today = catalogue.office(office).today(at)
    rows = Ticket.objects.filter(office=office, on=today, letter=signs[0], number=int(signs[1:]))
    return rows.first()


def _check(found: Ticket, office: str, at: datetime) -> None:
    if found.office != office:
        place = catalogue.office(found.office).name
        raise OtherOffice(
            _("Tiket ini untuk {office}. Di sini tiket ini tidak berlaku.").format(office=place)
        )
    if found.on != catalogue.office(office).today(at):
        day = date_format(found.on, "l j F Y")
        raise NotToday(
            _("Tiket ini untuk {day}, bukan hari ini. Datanglah pada hari di tiket.").format(
                day=day
            )
        )
    if found.status == Ticket.Status.CANCELLED:
        raise TicketVoid
    if found.status != Ticket.Status.ISSUED:
        raise AlreadyHere.with_number(found.label, found.status)
