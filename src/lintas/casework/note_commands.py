"""Internal notes, and that somebody opened a case."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.applications import public as applications
from lintas.applications.public import CaseView, Held
from lintas.casework.entries import Noted, Opened
from lintas.casework.errors import ReasonNeeded
from lintas.casework.models import Note
from lintas.casework.rules import REASON_LEAST
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role

LONGEST = 2000
ONE_LOOK = timedelta(hours=1)


def keep_note(*, note_id: UUID, case: Held, text: str, actor: Actor, at: datetime) -> None:
    """Keep the reason of something. Raises: ReasonNeeded."""
    said = text.strip()[:LONGEST]
    if len(said) < REASON_LEAST or actor.id is None:
        raise ReasonNeeded
    Note.objects.create(id=note_id, case=case.id, by=actor.id, at=at, text=said)


@transaction.atomic
def add_note(*, note_id: UUID, case_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Add a remark to the file; the same id again adds none. Raises: NotFound, ReasonNeeded."""
    applications.application_for(actor, case_id)
    case = applications.held(case_id)
    if case is None or Note.objects.filter(pk=note_id).exists():
        return
    keep_note(note_id=note_id, case=case, text=text, actor=actor, at=at)
    journal.record(
        Noted(note=note_id), subject=case_id, case=case_id, actor=actor, office=case.office, at=at
    )


@transaction.atomic
def note_opening(*, view: CaseView, actor: Actor, at: datetime) -> None:
    """Somebody of the office looks at a case; once an hour each. The applicant sees it."""
    lately = at - ONE_LOOK
    seen = any(
        e.kind == "case:opened" and e.actor_id == actor.id and e.at > lately for e in view.history
    )
    if seen:
        return
    journal.record(
        Opened(role=role_shown(actor)),
        subject=view.application.pk,
        case=view.application.pk,
        actor=actor,
        office=actor.office,
        at=at,
    )


def role_shown(actor: Actor) -> str:
    """The one role an applicant is told of."""
    order = (Role.HEAD, Role.APPROVER, Role.OFFICER)
    return next((role.value for role in order if role in actor.roles), "")
