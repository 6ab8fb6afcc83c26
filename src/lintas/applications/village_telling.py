"""What somebody is told who asked for places for a village."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications.telling import moment, moment_short, quiet_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal.public import EntryView
from lintas.kernel.actor import system
from lintas.notices import public as notices

OF_VILLAGES: Mapping[str, str] = {
    "village-ask:granted": "village-granted",
    "village-ask:declined": "village-declined",
}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""


def tell_of_village(entry: EntryView) -> None:
    """Reaction: places are kept for the village, or why they are not."""
    ask = appointments.villages.ask_of(entry.subject)
    if ask is None:
        return
    office = catalogue.office(entry.office)
    with override(accounts.contact_of(ask.asked_by).language):
        facts = _facts(ask, office)
    notices.notify(
        notice_id=entry.id,
        account_id=ask.asked_by,
        template=OF_VILLAGES[entry.kind],
        facts=facts,
        case=None,
        actor=system("notices"),
        at=entry.at,
        office=office.id,
        quiet=quiet_of(office),
    )


def _facts(ask: appointments.villages.AskView, office: Office) -> dict[str, str]:
    facts = {
        "village": ask.village.name if ask.village else "",
        "town": str(catalogue.office(catalogue.hall_id(office.id, ask.place)).town),
        "due_on": date_format(ask.on, "l j F Y"),
        "due_short": date_format(ask.on, "j M Y"),
    }
    until = appointments.villages.frees_at(office, ask.on)
    if ask.state == "declined":
        return {**facts, "decline_reason": ask.reason}
    facts["count"] = str(ask.places)
    if until is not None:
        facts |= {"closes_at": moment(until, office), "closes_short": moment_short(until, office)}
    return facts
