"""The one guarded update by which an application changes its status."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.rules import STEPS, Action, may_take
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


def move(
    application: Application,
    action: Action,
    data: object,
    *,
    actor: Actor,
    at: datetime,
    rule: str = "",
    guard: Q | None = None,
    **changes: Any,
) -> None:
    """Take one step of the table and write its entry, or nothing.

    Raises: ActionNotOpen when the actor may not, or when the application is elsewhere by now.
    Race: the update moves only from the step's sources, so of two officers one finds it closed.
    """
    step = STEPS[action]
    if not may_take(actor, action):
        raise ActionNotOpen
    if actor.is_staff and actor.office != application.office:
        raise ActionNotOpen  # a case of elsewhere is read at most
    rows = Application.objects.filter(
        guard or Q(), pk=application.pk, status__in=sorted(step.sources)
    )
    moved = journal.change_and_record(
        rows,
        {"status": step.target, "status_since": at, **changes},
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
        rule=rule,
    )
    if not moved:
        raise ActionNotOpen
    application.status = step.target
    application.status_since = at
