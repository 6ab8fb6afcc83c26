"""Making the document: one by one in the office, or in a batch of the passport system."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from lintas.applications.entries import MadeReady, ProductionFailed, ProductionStarted
from lintas.applications.errors import (
    ActionNotOpen,
    DocumentNumberUsed,
    MadeInBatches,
    SamePersonDecided,
)
from lintas.applications.handover_models import MadeDocument
from lintas.applications.handover_rules import document_number as folded
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.production_queries import batch_behind
from lintas.applications.queries import office_of, service_of
from lintas.applications.rules import Action
from lintas.kernel.actor import Actor
from lintas.promises import public as promises


@transaction.atomic
def start_production(*, application: Application, actor: Actor, at: datetime) -> None:
    """Begin a document that the office makes itself; whoever decided leaves it to another.

    Raises: MadeInBatches, SamePersonDecided, ActionNotOpen, also where the outcome is sent.
    """
    if service_of(application).outcome.online:
        raise ActionNotOpen
    if service_of(application).outcome.in_batches:
        raise MadeInBatches
    if actor.id is not None and application.decided_by == actor.id:
        raise SamePersonDecided
    by_another = ~Q(decided_by=actor.id)
    data = ProductionStarted()
    move(application, Action.START_PRODUCTION, data, actor=actor, at=at, guard=by_another)


@transaction.atomic
def mark_ready(
    *, application: Application, document_number: str = "", actor: Actor, at: datetime
) -> None:
    """A document the office made itself is finished; its number is kept when it has one.

    Raises: MadeInBatches, DocumentNumberUsed, ActionNotOpen.
    """
    if batch_behind(application) is not None:
        raise MadeInBatches
    finish_document(application=application, document_number=document_number, actor=actor, at=at)


@transaction.atomic
def enter_batch(*, application: Application, batch: UUID, actor: Actor, at: datetime) -> None:
    """A case goes to the passport system in a batch. Raises: ActionNotOpen."""
    data = ProductionStarted(batch=batch)
    move(application, Action.START_PRODUCTION, data, actor=actor, at=at)


@transaction.atomic
def finish_document(
    *, application: Application, document_number: str, actor: Actor, at: datetime
) -> None:
    """The document lies ready, under its number. Raises: DocumentNumberUsed, ActionNotOpen."""
    move(application, Action.MARK_READY, MadeReady(), actor=actor, at=at)
    promises.end(subject=application.pk, actor=actor, at=at)
    made = {
        "number": folded(document_number),
        "made_at": at,
        "waits_from": office_of(application).today(at),
    }
    try:
        with transaction.atomic():
            MadeDocument.objects.update_or_create(application=application, defaults=made)
    except IntegrityError:
        raise DocumentNumberUsed from None


@transaction.atomic
def fail_document(*, application: Application, reason: str, actor: Actor, at: datetime) -> None:
    """It could not be made; the case waits for another batch. Raises: ActionNotOpen."""
    move(application, Action.FAIL_PRODUCTION, ProductionFailed(reason=reason), actor=actor, at=at)
