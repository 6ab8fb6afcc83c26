"""Writing the journal."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.journal import kinds
from lintas.journal.models import Entry, WorkerBeat
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


class NotInATransaction(Exception):
    """An entry stands or falls with the change it tells of: write it in the same transaction."""


def record(
    data: object,
    *,
    subject: UUID,
    actor: Actor,
    office: str,
    at: datetime,
    case: UUID | None = None,
    rule: str = "",
) -> UUID:
    """Append one entry; the last act of a command. Gives the entry's id.

    `data` is a frozen dataclass declared with `kind`; `case` is the application it belongs to.
    Raises: NotInATransaction, KindUnknown.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInATransaction
    entry = Entry(
        id=new_id(),
        kind=kinds.name_of(data),
        subject=subject,
        case=case,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name if actor.id is None else "",
        office=office,
        at=at,
        data=kinds.to_json(data),
        rule=rule,
    )
    entry.save()
    return entry.id


def beat(worker: str, at: datetime) -> None:
    """Say that this worker is alive."""
    WorkerBeat.objects.update_or_create(name=worker, defaults={"seen_at": at})
