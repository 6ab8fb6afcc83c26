"""Who hears of a claim: its person at each change, whoever must act at the office."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils.formats import date_format
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications import public as applications
from lintas.catalogue import public as catalogue
from lintas.journal.public import EntryView
from lintas.kernel.actor import Role, system
from lintas.kernel.money import rupiah
from lintas.notices import public as notices
from lintas.refunds.models import Refund

TO_PERSON: Mapping[str, str] = {
    "refund:filed": "refund-filed",
    "refund:taken-up": "refund-checking",
    "refund:proposed": "refund-proposed",
    "refund:approved": "refund-approved",
    "refund:sent": "refund-sent",
    "refund:paid-back": "refund-paid-back",
    "refund:refused": "refund-refused",
}
TO_OFFICE: Mapping[str, tuple[str, frozenset[Role]]] = {
    "refund:filed": ("refund-came", frozenset({Role.HEAD})),
    "refund:proposed": ("refund-to-decide", frozenset({Role.APPROVER, Role.HEAD})),
}
"""Kind of entry to notice template; wiring.py reads the kinds from TO_PERSON."""


def tell_of_refund(entry: EntryView) -> None:
    """Reaction: it came, moved on, was decided, or the money went back."""
    about = applications.contact_of_case(entry.case)
    refund = Refund.objects.filter(pk=entry.subject).first()
    if about is None or refund is None:
        return
    if about.account_id is not None:
        _tell(entry, refund, about.number, about.account_id, TO_PERSON[entry.kind], entry.id)
    template, roles = TO_OFFICE.get(entry.kind, ("", frozenset()))
    for member in accounts.staff_of(entry.office) if template else []:
        if roles & set(member.roles) and member.id != entry.actor_id:
            notice = uuid5(entry.id, str(member.id))
            _tell(entry, refund, about.number, member.id, template, notice)


def _tell(
    entry: EntryView, refund: Refund, number: str, account_id: UUID, template: str, notice: UUID
) -> None:
    contact = accounts.contact_of(account_id)
    with override(contact.language):
        facts = _facts(entry, refund, number)
    notices.notify(
        notice_id=notice,
        account_id=contact.id,
        template=template,
        facts=facts,
        case=entry.case,
        actor=system("notices"),
        at=entry.at,
        office=entry.office,
        quiet=applications.quiet_of(catalogue.office(entry.office)),
    )


def _facts(entry: EntryView, refund: Refund, number: str) -> dict[str, str]:
    due_on = getattr(entry.data, "due_on", None)
    amount = getattr(entry.data, "granted_rupiah", None) or refund.amount_rupiah
    return {
        "number": number,
        "total": rupiah(amount),
        "due_on": date_format(due_on, "l j F Y") if due_on else "",
        "due_short": date_format(due_on, "j M Y") if due_on else "",
        "sp2d": getattr(entry.data, "sp2d", ""),
    }
