"""Which notice goes out when something has happened to a request."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from lintas.accounts import public as accounts
from lintas.applications.handover_models import PostalDelivery
from lintas.applications.handover_rules import Collector
from lintas.applications.models import Application, Correction, DraftContact
from lintas.applications.party_queries import whoever_fills_in
from lintas.applications.queries import office_of, service_of
from lintas.applications.rules import Status
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Service
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import system
from lintas.kernel.money import rupiah
from lintas.notices import public as notices
from lintas.payments import public as payments
from lintas.queue import public as queue

DRAFT_REMINDED = "application:draft-reminded"
NOTICES: Mapping[str, str] = {
    "application:submitted": "submitted",
    "application:payment-asked": "bill-issued",
    "application:payment-accepted": "paid",
    "application:lapsed": "lapsed",
    "application:hold-renewed": "hold-renewed",
    "application:visit-booked": "booked",
    "application:visit-moved": "booked",
    "application:returned": "returned",
    "application:approved": "approved",
    "application:refused": "refused",
    "application:production-started": "in-production",
    "application:made-ready": "ready",
    "application:post-asked": "post-asked",
    "application:posted": "posted",
    "application:post-returned": "post-returned",
    "application:post-received": "post-received",
    "application:collected": "collected",
    "application:sent-out": "sent-out",
    "application:collection-reminded": "collection-reminded",
    "application:uncollected": "uncollected",
    "application:withdrawn": "withdrawn",
    "application:sending-stopped": "sending-stopped",
    "application:sending-unfit": "sending-unfit",
    DRAFT_REMINDED: "draft-reminded",
    "application:draft-expired": "draft-expired",
}
"""Kind of entry to notice template; wiring.py reads the kinds from here."""
VISITS = frozenset({"application:visit-booked", "application:visit-moved"})
"""Told with the place where the person comes: the office, or where the boat stops."""
TAKEN_BY_ANOTHER = "collected-by-another"
"""Instead of "collected", for an owner who did not come themselves."""


_TOLD_OF = journal.Prepared(lambda case: Application.objects.filter(pk=case))


def tell_applicant(entry: EntryView) -> None:
    """Reaction: say what happened in the account's language, short, without a link."""
    application = _TOLD_OF.first(entry.case) if entry.case is not None else None
    account_id = _reader_of(application, entry) if application is not None else None
    if application is None or account_id is None or _is_past(entry):
        return
    tell_about(
        application,
        _template(entry),
        lambda: _facts(application, entry),
        account_id=account_id,
        notice_id=entry.id,
        at=entry.at,
    )


def tell_about(
    application: Application,
    template: str,
    facts: Callable[[], Mapping[str, str]],
    *,
    account_id: UUID,
    notice_id: UUID,
    at: datetime,
) -> None:
    """One message about a request; `facts` is asked in the reader's language. Of a draft that is
    nobody's yet it stands in no case.
    """
    with override(accounts.contact_of(account_id).language):
        said = dict(facts())
    notices.notify(
        notice_id=notice_id,
        account_id=account_id,
        template=template,
        facts=said,
        case=application.pk if application.account_id is not None else None,
        actor=system("notices"),
        at=at,
        office=application.office,
        quiet=quiet_of(office_of(application)),
    )


def _is_past(entry: EntryView) -> bool:
    """A time that was given back or changed since is not told any more: what came after is."""
    if entry.kind not in VISITS:
        return False
    ticket = queue.ticket(entry.data.ticket)
    return ticket is None or ticket.status == "cancelled"


def quiet_of(office: Office) -> notices.Quiet:
    return notices.Quiet(office.quiet.starts, office.quiet.ends, office.time_zone)


def _template(entry: EntryView) -> str:
    """Who finds that another took their document is told in so many words."""
    if entry.kind == "application:collected" and entry.data.collector != Collector.OWNER:
        return TAKEN_BY_ANOTHER
    return NOTICES[entry.kind]


def _reader_of(application: Application, entry: EntryView) -> UUID | None:
    """The account of a request; of a draft without one, where its owner asked to be reminded."""
    if entry.kind in {"application:sending-stopped", "application:sending-unfit"}:
        account: UUID = entry.data.account
        return account
    if entry.kind != DRAFT_REMINDED:
        return application.account_id
    if application.status != Status.DRAFT:
        return None
    contact = DraftContact.objects.filter(answers=application.pk).first()
    if application.account_id is None and contact is None:
        filling = whoever_fills_in(application)  # the applicant was not written to yet
        return filling.account_id if filling is not None else None
    return application.account_id or (contact.account_id if contact is not None else None)


def _facts(application: Application, entry: EntryView) -> dict[str, str]:
    service, office = service_of(application), office_of(application)
    facts = {
        "number": application.number,
        "service": str(service.title),
        "office": str(office.name),
        "town": str(office.town),
    }
    bill = payments.bill_of(application.pk)
    if bill is not None:
        facts["total"] = rupiah(bill.total_rupiah)
        facts["billing_code"] = bill.billing_code
        facts["hold_until"] = moment(bill.hold_until, office)
        facts["hold_short"] = moment_short(bill.hold_until, office)
    if application.due_on is not None:
        facts["due_on"] = date_format(application.due_on, "l j F Y")
        facts["due_short"] = date_format(application.due_on, "j M Y")
    visit = entry.kind in VISITS
    ticket = queue.ticket(entry.data.ticket) if visit else queue.ticket_of(application.pk)
    if ticket is not None and ticket.due_at is not None:
        facts["ticket"] = ticket.label
        facts["starts_at"] = moment(ticket.due_at, office)
        facts["starts_short"] = moment_short(ticket.due_at, office)
        if visit:
            hall = catalogue.office(ticket.office)
            facts |= {"office": str(hall.name), "town": str(hall.town)}
    facts |= _reason(service, entry) | _taken(entry)
    return facts


def _reason(service: Service, entry: EntryView) -> dict[str, str]:
    if entry.kind == "application:refused":
        reason = next(r for r in service.refusal_reasons if r.id == entry.data.reason)
        return {"reason": str(reason.title)}
    if entry.kind == "application:returned":
        rows = Correction.objects.filter(pk__in=entry.data.corrections).order_by("item")
        return {"reason": ", ".join(item_title(service, row.item) for row in rows)}
    if entry.kind == "application:sending-stopped":
        return {"paper": item_title(service, f"paper:{entry.data.paper}")}
    if entry.kind in {"application:collection-reminded", DRAFT_REMINDED}:
        until = entry.data.until
        return {
            "until": date_format(until, "l j F Y"),
            "until_short": date_format(until, "j M Y"),
        }
    if entry.kind in {"application:uncollected", "application:draft-expired"}:
        return {"days": str(entry.data.after_days)}
    return {}


def _taken(entry: EntryView) -> dict[str, str]:
    """Who has the document now, or who carries it; names and numbers stay at the office."""
    if entry.kind == "application:collected":
        family = entry.data.collector == Collector.FAMILY
        by = _("keluarga dari Kartu Keluarga yang sama") if family else _("pemegang surat kuasa")
        return {"collector": by}
    if entry.kind == "application:posted":
        return {"carrier": entry.data.carrier, "tracking": entry.data.tracking}
    if entry.kind == "application:post-asked":
        delivery = PostalDelivery.objects.filter(pk=entry.data.delivery).first()
        return {"place": delivery.place if delivery and delivery.place else "…"}
    return {}


def item_title(service: Service, item: str) -> str:
    """What an item of a correction is called: the question or the paper."""
    kind, _, name = item.partition(":")
    if kind == "paper":
        return next((str(p.title) for p in service.papers if p.id == name), name)
    return next((str(q.label) for q in service.questions if q.id == name), name)


def moment(at: datetime, office: Office) -> str:
    """Day and time at the office: "Rabu 25 November 2026, 08.30 WIB"."""
    here = at.astimezone(office.zone)
    return f"{date_format(here, 'l j F Y')}, {hours(at, office)}"


def hours(at: datetime, office: Office) -> str:
    """08.30 WIB"""
    return f"{at.astimezone(office.zone):%H.%M} {zone_name(office)}"


def moment_short(at: datetime, office: Office) -> str:
    """The same for an SMS: "25 Nov 2026 08.30 WIB"."""
    here = at.astimezone(office.zone)
    return f"{date_format(here, 'j M Y')} {here:%H.%M} {zone_name(office)}"


def zone_name(office: Office) -> str:
    return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(
        office.time_zone, office.time_zone
    )
