"""Who hears of an objection: its person each time, the head of office when it comes."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils.formats import date_format
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications import public as applications
from lintas.catalogue import public as catalogue
from lintas.journal.public import EntryView
from lintas.kernel.actor import Role, system
from lintas.notices import public as notices

TO_PERSON: Mapping[str, str] = {
    "appeal:filed": "appeal-filed",
    "appeal:granted": "appeal-granted",
    "appeal:refused": "appeal-refused",
}
TO_OFFICE = {"appeal:filed": "appeal-came"}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""


def tell_of_appeal(entry: EntryView) -> None:
    """Reaction: it came, or it was answered."""
    about = applications.contact_of_case(entry.case)
    if about is None:
        return
    if about.account_id is not None:
        _tell(entry, about, about.account_id, TO_PERSON[entry.kind])
    if entry.kind in TO_OFFICE:
        for member in accounts.staff_of(entry.office):
            if Role.HEAD in member.roles:
                _tell(entry, about, member.id, TO_OFFICE[entry.kind])


def _tell(
    entry: EntryView, about: applications.CaseContact, account_id: UUID, template: str
) -> None:
    person = account_id == about.account_id
    due_on = getattr(entry.data, "due_on", None)
    contact = accounts.contact_of(account_id)
    with override(contact.language):
        facts = {
            "number": about.number,
            "due_on": date_format(due_on, "l j F Y") if due_on else "",
            "due_short": date_format(due_on, "j M Y") if due_on else "",
        }
    notices.notify(
        notice_id=entry.id if person else uuid5(entry.id, str(account_id)),
        account_id=contact.id,
        template=template,
        facts=facts,
        case=entry.case,
        actor=system("notices"),
        at=entry.at,
        office=entry.office,
        quiet=applications.quiet_of(catalogue.office(entry.office)),
    )
