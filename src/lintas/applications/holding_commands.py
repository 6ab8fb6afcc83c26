"""Putting a case into somebody's hands: whoever shares cases out decides whose."""

from datetime import datetime
from uuid import UUID

from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

HELD_WHILE = [Status.UNDER_REVIEW.value, Status.RETURNED.value]


def put_in_hands(
    *,
    case: UUID,
    office: str,
    seat: str,
    was: UUID | None,
    now: UUID | None,
    data: object,
    actor: Actor,
    at: datetime,
) -> bool:
    """Change who reviews ("reviewed_by") or decides ("decider") a case, with the entry `data`.

    False when it is elsewhere by now. Race: moves only from the hands it was in.
    """
    rows = Application.objects.filter(pk=case, status__in=HELD_WHILE, **{seat: was})
    return journal.change_and_record(
        rows, {seat: now}, data, subject=case, case=case, actor=actor, office=office, at=at
    )
