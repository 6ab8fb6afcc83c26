"""Requests without a visit, and those reopened: taken in, looked through, sent out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lintas.applications.case_commands import staff_id
from lintas.applications.entries import Reopened, Reviewed, SentOut, TakenIn
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.promises import KIND
from lintas.applications.queries import service_of
from lintas.applications.rules import Action
from lintas.kernel.actor import Actor, system
from lintas.promises import public as promises

INTAKE = system("intake")


def take_in(*, application: Application, at: datetime) -> None:
    """Nothing is due any more: without a visit the request lies before the office now."""
    if service_of(application).visit is None:
        move(application, Action.TAKE_IN, TakenIn(), actor=INTAKE, at=at)


@transaction.atomic
def finish_review(*, application: Application, actor: Actor, at: datetime) -> None:
    """Say that it was looked through, so that another may decide.

    Raises: ActionNotOpen.  Race: the update moves only where nobody has reviewed yet and
    another decides.
    """
    move(
        application,
        Action.FINISH_REVIEW,
        Reviewed(),
        actor=actor,
        at=at,
        guard=Q(reviewed_by=None) & ~Q(decider=staff_id(actor)),
        reviewed_by=staff_id(actor),
    )


@transaction.atomic
def reopen(*, application: Application, appeal: UUID, actor: Actor, at: datetime) -> None:
    """Set the refusal aside: somebody looks through the request again, and another decides.

    The clock begins anew, with the days the service promises. Raises: ActionNotOpen.
    """
    promise = service_of(application).promise
    begun = promises.begin(
        subject=application.pk,
        case=application.pk,
        office=application.office,
        service=application.service,
        kind=KIND,
        days=promise.working_days,
        rule=promise.rule,
        actor=actor,
        at=at,
    )
    move(
        application,
        Action.REOPEN,
        Reopened(appeal=appeal, due_on=begun.due_on),
        actor=actor,
        at=at,
        reviewed_by=None,
        decided_by=None,
        decider=None,
        due_on=begun.due_on,
    )
    application.decisions.filter(set_aside_at=None).update(set_aside_at=at)


@transaction.atomic
def send_out(*, application: Application, actor: Actor, at: datetime) -> None:
    """What was asked for has been sent; nothing is to be collected. Raises: ActionNotOpen."""
    if not service_of(application).outcome.online:
        raise ActionNotOpen
    move(application, Action.SEND_OUT, SentOut(), actor=actor, at=at)
    promises.end(subject=application.pk, actor=actor, at=at)
