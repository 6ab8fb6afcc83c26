"""What the forms of a visit have in common: the hidden key, what is needed, the rules in words."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from lintas.applications.choosing_commands import Chosen
from lintas.applications.models import Application
from lintas.applications.need_commands import kept_needs
from lintas.applications.queries import office_of
from lintas.appointments import public as appointments
from lintas.kernel import clock
from lintas.kernel.ids import new_id, read_id

WORDS = "kata-"


def key_of(request: HttpRequest) -> UUID:
    """The key its page gave this form; a form without one is a form of its own."""
    return read_id(request.POST.get("kunci", "")) or new_id()


def chosen_of(request: HttpRequest) -> Chosen:
    """Raises: SlotGone where no time was chosen that could be one."""
    slot_id = read_id(request.POST.get("slot", ""))
    if slot_id is None:
        raise appointments.SlotGone
    return Chosen(key_of(request), slot_id, *needs_sent(request))


def needs_sent(request: HttpRequest) -> tuple[list[str], dict[str, str]]:
    words = {
        name.removeprefix(WORDS): str(text)
        for name, text in request.POST.items()
        if name.startswith(WORDS)
    }
    return request.POST.getlist("perlu"), words


def need_rows(request: HttpRequest, application: Application) -> list[dict[str, Any]]:
    """Each need of the office's list, ticked as just sent, else as kept."""
    kept = kept_needs([application.pk])
    ids, words = (kept[0].ids, kept[0].words) if kept else ([], {})
    if request.method == "POST":
        ids, words = needs_sent(request)
    return [
        {"need": one, "chosen": one.id in ids, "words": words.get(one.id, "")}
        for one in office_of(application).booking.needs
    ]


def rule_facts(application: Application) -> dict[str, Any]:
    """What may be done with the visit now, for the words on the page."""
    office = office_of(application)
    booking = appointments.booking_of(application.pk)
    live = booking if booking is not None and booking.status == "live" else None
    standing = appointments.standing_of(application.pk, office.id)
    too_late = live is not None and clock.now() >= appointments.changeable_until(
        office, live.starts_at
    )
    theirs = live is not None and not live.moved_by_office
    return {
        "rules": office.booking,
        "standing": standing,
        "until": appointments.until_words(office, live.starts_at) if live else "",
        "too_late": too_late,
        "fixed": theirs and (too_late or standing.changes_left <= 0),
        "booking": booking,
    }
