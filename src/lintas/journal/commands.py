"""Writing the journal."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import UpdateQuery

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
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise NotInATransaction
    entry = _entry(data, subject, actor, office, at, case, rule)
    values = _values(entry, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"{_insert_into()} VALUES ({_places(values)})", values)
    return entry.id


def change_and_record(
    rows: models.QuerySet[Any],
    values: Mapping[str, Any],
    data: object,
    *,
    subject: UUID,
    actor: Actor,
    office: str,
    at: datetime,
    case: UUID | None = None,
    rule: str = "",
) -> bool:
    """One guarded update and its entry, or neither; False when no row matched the guard.

    `rows` may match one row at most. Needs no transaction around it: on PostgreSQL both are one
    statement, which is what makes a journaled command nearly as quick as a bare INSERT.
    Raises: KindUnknown, IntegrityError when the guard matches two rows.
    """
    connection = transaction.get_connection()
    if connection.vendor != "postgresql":
        with transaction.atomic():
            changed = rows.update(**values)
            if changed > 1:
                raise IntegrityError("The guard of a change matched several rows.")
            if changed == 0:
                return False
            record(data, subject=subject, actor=actor, office=office, at=at, case=case, rule=rule)
            return True
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(dict(values))
    update, guards = query.get_compiler(connection=connection).as_sql()
    entry = _values(_entry(data, subject, actor, office, at, case, rule), connection)
    change = f"WITH changed AS ({update} RETURNING 1)"
    # The pieces are our own column names and the ORM's compiled update; values are parameters.
    statement = f"{change} {_insert_into()} SELECT {_places(entry)} FROM changed"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*guards, *entry])
        return bool(cursor.rowcount)


def _entry(
    data: object,
    subject: UUID,
    actor: Actor,
    office: str,
    at: datetime,
    case: UUID | None,
    rule: str,
) -> Entry:
    return Entry(
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


def _values(entry: Entry, connection: BaseDatabaseWrapper) -> list[Any]:
    """The row as the database takes it; plain statements cost half of what `save` does."""
    fields = Entry._meta.concrete_fields
    return [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]


@cache
def _insert_into() -> str:
    columns = ", ".join(f'"{field.column}"' for field in Entry._meta.concrete_fields)
    return f'INSERT INTO "{Entry._meta.db_table}" ({columns})'


def _places(values: list[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def beat(worker: str, at: datetime) -> None:
    """Say that this worker is alive."""
    WorkerBeat.objects.update_or_create(name=worker, defaults={"seen_at": at})
