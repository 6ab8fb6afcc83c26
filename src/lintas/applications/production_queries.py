"""What waits to be made by the passport system, and what it needs to know."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.applications.handover_models import MadeDocument
from lintas.applications.models import Application
from lintas.applications.queries import answers_of, service_of, visible_to
from lintas.applications.rules import Status
from lintas.catalogue.public import Service
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.payments import public as payments

LEFT_OUT = {"phone", "email", "declaration"}
"""Kinds of answers that are no part of a document: the passport system gets none of them."""
LISTED = 200


@dataclass(frozen=True)
class ToMake:
    """One approved case as it goes into a batch."""

    application: Application
    number: str
    name: str
    title: object
    service: str
    kind: str
    in_batches: bool
    answers: Mapping[str, str]
    paid_rupiah: int
    approved_at: datetime
    decided_by: UUID | None


def waiting_to_be_made(actor: Actor) -> Sequence[ToMake]:
    """Approved cases whose documents are made in batches, oldest first.

    Cost: one query, and two for each case (its bill).
    """
    rows = Application.objects.filter(visible_to(actor), status=Status.APPROVED)
    found = rows.select_related("answers").order_by("status_since", "id")[:LISTED]
    return [made for made in (_to_make(row) for row in found) if made.in_batches]


def cases_to_make(actor: Actor, ids: Collection[UUID]) -> Sequence[ToMake]:
    """These cases, whatever their status; those the actor may not know of are missing."""
    rows = Application.objects.filter(visible_to(actor), pk__in=ids)
    return [_to_make(row) for row in rows.select_related("answers").order_by("status_since", "id")]


def _to_make(row: Application) -> ToMake:
    service, bill = service_of(row), payments.bill_of(row.pk)
    return ToMake(
        application=row,
        number=row.number,
        name=row.answers.name,
        title=service.title,
        service=service.id,
        kind=service.outcome.kind,
        in_batches=service.outcome.in_batches,
        answers=_needed(service, answers_of(row)),
        paid_rupiah=bill.total_rupiah if bill is not None and bill.ntpn else 0,
        approved_at=row.status_since,
        decided_by=row.decided_by,
    )


def _needed(service: Service, answers: Mapping[str, str]) -> dict[str, str]:
    asked = service.visible_questions(answers)
    return {q.id: answers[q.id] for q in asked if q.kind not in LEFT_OUT and answers.get(q.id)}


def document_numbers(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The numbers of finished documents, by application. Cost: one query."""
    rows = MadeDocument.objects.filter(pk__in=ids).values_list("application_id", "number")
    return dict(rows)


def document_number_known(number: str) -> bool:
    """Whether a document of this number was made already. Cost: one index read."""
    return MadeDocument.objects.filter(number=number).exists()


def batch_behind(application: Application) -> UUID | None:
    """The batch in which its document is made; None where the office makes it. Cost: one query."""
    begun = [
        e.data.batch
        for e in journal.entries_of_case(application.pk)
        if e.kind == "application:production-started"
    ]
    return begun[-1] if begun else None


def cases_in_production(ids: Collection[UUID]) -> Sequence[Application]:
    """For whoever takes in what was made. Cost: one query."""
    return list(Application.objects.filter(pk__in=ids, status=Status.IN_PRODUCTION))


def in_production_by_batches() -> set[UUID]:
    """Cost: one query, and one for each case in production."""
    rows = Application.objects.filter(status=Status.IN_PRODUCTION)
    return {row.pk for row in rows if batch_behind(row) is not None}
