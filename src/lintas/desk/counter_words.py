"""What the console says after a step whose effect is no longer at this counter."""

from uuid import UUID

from django.utils.translation import gettext as _

from lintas.catalogue.public import Office
from lintas.queue import public as queue
from lintas.queue.public import TicketView


def told(action: str, office: Office, ticket_id: UUID) -> str:
    """Empty where the number and its state, large on the page, say it already."""
    ticket = queue.ticket(ticket_id)
    if ticket is None or action in {"start", "resume"}:
        return ""
    return _sentence(action, office, ticket).format(number=ticket.label)


def _sentence(action: str, office: Office, ticket: TicketView) -> str:
    if action == "not-there":
        if ticket.status == "missed":
            return _("{number} dipanggil dua kali dan tidak ada: terlewat.")
        return _("{number} tidak ada: kembali ke antrean satu kali, dengan jam yang mundur.")
    if action == "send-on":
        return _("{number} dipindahkan ke {there}.").replace("{there}", _there(office, ticket))
    return {
        "recall": _("{number} dipanggil sekali lagi di layar."),
        "undo": _("Panggilan {number} ditarik; nomornya kembali ke tempatnya."),
        "park": _("{number} diparkir di loket ini."),
        "done": _("{number} selesai."),
    }[action]


def _there(office: Office, ticket: TicketView) -> str:
    counter = office.counter(ticket.wanted_counter)
    return str(counter.title) if counter else _("antrean {line}").format(line=ticket.line)
