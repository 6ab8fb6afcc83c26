"""The one guarded update by which an application changes its status."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

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


class Moving(NamedTuple):
    """One of many that take the same step together; `data` is its entry."""

    application_id: UUID
    office: str
    data: object
    actor: Actor


@cache
def _steps(action: Action) -> journal.Prepared:
    step = STEPS[action]

    def steps(ids: Any, at: Any) -> tuple[QuerySet[Application], dict[str, Any]]:
        rows = Application.objects.filter(pk__any_of=ids, status__in=sorted(step.sources))
        return rows, {"status": step.target, "status_since": at}

    return journal.Prepared(steps)


def move_all(moving: Sequence[Moving], action: Action, *, at: datetime) -> None:
    """Take this step with all of them and write their entries, or with none.

    Part of the caller's transaction. Raises: ActionNotOpen when one is elsewhere by now (within
    `journal.without_waiting`, at its end).
    """
    if moving:
        ids = [one.application_id for one in moving]
        _steps(action).change(len(moving), ActionNotOpen, ids, at)
    journal.record_all(
        [
            journal.Line(
                one.data,
                subject=one.application_id,
                case=one.application_id,
                actor=one.actor,
                office=one.office,
                at=at,
            )
            for one in moving
        ]
    )
