"""On a case's page: how its document is made."""

from typing import Any

from lintas.applications.public import Action
from lintas.desk.case_page import Sight
from lintas.production import public as production

SHOWN_WHEN = {Action.START_PRODUCTION, Action.MARK_READY}


def making(sight: Sight) -> dict[str, Any] | None:
    """One button where the office makes it itself, else the way to its batch.

    What is sent (`outcome.online`) is not made.
    """
    view, actions = sight.view, SHOWN_WHEN & set(sight.view.actions)
    batch = production.batch_of(view.application.pk)
    in_batches = view.service.outcome.in_batches
    if view.service.outcome.online or (batch is None and not actions):
        return None
    own = sight.actor.id is not None and view.application.decided_by == sight.actor.id
    return {
        "batch": batch,
        "waits": in_batches and Action.START_PRODUCTION in actions,
        "may_start": not in_batches and Action.START_PRODUCTION in actions and not own,
        "own_decision": not in_batches and Action.START_PRODUCTION in actions and own,
        "may_finish": Action.MARK_READY in actions and (batch is None or not batch.open),
    }
