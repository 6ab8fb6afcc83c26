"""What a counter must know before it hands a document over, and what it wrote down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lintas.applications.handover_models import HandOver, MadeDocument, PostalDelivery
from lintas.applications.models import Application
from lintas.applications.queries import answers_of, office_of, service_of, visible_to
from lintas.applications.rules import Status
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import read_id
from lintas.kernel.numbers import read_number
from lintas.kernel.text import only_digits
from lintas.payments import public as payments
from lintas.queue import public as queue

TICKET = "LINTAS:T:"
LISTED = 100


def code_fits(application: Application, typed: str) -> bool:
    """Whether what was scanned or typed belongs to this request: its number, its ticket's code,
    its billing code or the number of its payment."""
    text = typed.strip()
    if text.upper().startswith(TICKET):
        ticket = queue.ticket_of(application.pk)
        return ticket is not None and text[len(TICKET) :].lower() == str(ticket.id)
    if read_number(text) == application.number:
        return True
    bill = payments.bill_of(application.pk)
    known = {bill.billing_code, bill.ntpn} - {""} if bill is not None else set()
    return only_digits(text).upper() in known


def ready_by_code(actor: Actor, typed: str) -> UUID | None:
    """The request whose finished document this code fetches. Cost: two queries at most."""
    text = typed.strip()
    rows = Application.objects.filter(visible_to(actor), status=Status.READY)
    if text.upper().startswith(TICKET):
        case = _case_of_ticket(text[len(TICKET) :])
        return rows.filter(pk=case).values_list("pk", flat=True).first() if case else None
    number = read_number(text)
    return rows.filter(number=number).values_list("pk", flat=True).first() if number else None


def _case_of_ticket(code: str) -> UUID | None:
    named = read_id(code)
    ticket = queue.ticket(named) if named else None
    return ticket.case if ticket else None


def numbers_on(application: Application, kind: str) -> list[str]:
    """The answers to questions of this kind."""
    answers = answers_of(application)
    asked = [q.id for q in service_of(application).questions if q.kind == kind]
    return [answers[question] for question in asked if answers.get(question)]


def open_delivery(application: Application) -> PostalDelivery | None:
    """What was asked for or is under way. Cost: one query."""
    found: PostalDelivery | None = _UNDER_WAY.first(application.pk)
    return found


_UNDER_WAY = journal.Prepared(
    lambda case: PostalDelivery.objects.filter(
        application=case, state__in=[PostalDelivery.State.ASKED, PostalDelivery.State.POSTED]
    ).order_by("pk")[:1],
    of_case=True,
)


@dataclass(frozen=True)
class Waiting:
    """A finished document that lies at the office or travels."""

    id: UUID
    number: str
    name: str
    title: object
    since: date
    until: date | None
    """The last day, for services whose documents do not wait for ever."""
    delivery: str
    tracking: str


def waiting_documents(actor: Actor) -> Sequence[Waiting]:
    """What is to be posted and what has waited longest come first. Cost: three queries."""
    rows = Application.objects.filter(visible_to(actor))
    ready = rows.filter(status__in=[Status.READY, Status.IN_POST])
    found = list(
        ready.select_related("answers", "made_document")
        .prefetch_related("deliveries")
        .order_by("status_since", "id")[:LISTED]
    )
    listed = [_waiting(row) for row in found]
    return sorted(listed, key=lambda w: (w.delivery != "asked", w.delivery != "", w.since))


def _waiting(row: Application) -> Waiting:
    open_states = {PostalDelivery.State.ASKED, PostalDelivery.State.POSTED}
    delivery = next((d for d in row.deliveries.all() if d.state in open_states), None)
    service, since = service_of(row), waits_from(row)
    days = service.collection.days if service.collection else None
    return Waiting(
        id=row.pk,
        number=row.number,
        name=row.answers.name,
        title=service.title,
        since=since,
        until=since + timedelta(days=days) if days and delivery is None else None,
        delivery=delivery.state if delivery else "",
        tracking=delivery.tracking if delivery else "",
    )


def waits_from(application: Application) -> date:
    """The day from which a document's days of waiting count. Cost: none when selected along."""
    made = getattr(application, "made_document", None)
    return made.waits_from if made else office_of(application).today(application.status_since)


@dataclass(frozen=True)
class HandOverFacts:
    """For the section of a case's page."""

    document_number: str
    made_at: datetime | None
    taken: HandOver | None
    delivery: PostalDelivery | None


def hand_over_facts(application: Application) -> HandOverFacts:
    """Of an application that the asker was given by a query. Cost: three queries."""
    made = MadeDocument.objects.filter(application=application).first()
    return HandOverFacts(
        document_number=made.number if made else "",
        made_at=made.made_at if made else None,
        taken=HandOver.objects.filter(application=application).first(),
        delivery=application.deliveries.order_by("-asked_at").first(),
    )
