"""Many rows, and many entries, in one statement: what several requests do together.

A row through the ORM costs more than the database takes for it. Here a column travels as one text
that PostgreSQL unpacks (`unnest`), or once where all rows have the same; SQLite takes row by row.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models, transaction

from lintas.journal import kinds
from lintas.journal.commands import NotInATransaction
from lintas.journal.models import Entry
from lintas.journal.sending import Row, answer_to, run
from lintas.journal.wire import to_send
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


class Line(NamedTuple):
    """One entry to be written, as `record` takes it."""

    data: object
    subject: UUID
    actor: Actor
    office: str
    at: datetime
    case: UUID | None = None
    rule: str = ""


ENTRY = (
    *("id", "kind", "subject", "case", "actor_kind", "actor_id"),
    *("actor_name", "office", "at", "data", "rule"),
)


_gathered: ContextVar[list[Line] | None] = ContextVar("gathered", default=None)


def record_all(lines: Sequence[Line]) -> None:
    """Append these entries, in this order. Raises: NotInATransaction, KindUnknown."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered += lines
        return
    add_rows(Entry, ENTRY, [_row(line) for line in lines])


@contextmanager
def recorded_together() -> Iterator[None]:
    """What commands called within record by `record_all` is written in one statement at its end.

    Part of the caller's transaction, which an exception ends. Raises: as `record_all`.
    """
    if _gathered.get() is not None:
        yield
        return
    lines: list[Line] = []
    token = _gathered.set(lines)
    try:
        yield
    finally:
        _gathered.reset(token)
    record_all(lines)


def _row(line: Line) -> tuple[Any, ...]:
    actor = line.actor
    return (
        new_id(),
        kinds.name_of(line.data),
        line.subject,
        line.case,
        actor.kind.value,
        actor.id,
        actor.name if actor.id is None else "",
        line.office,
        line.at,
        kinds.to_text(line.data),
        line.rule,
    )


Rows = Sequence[Sequence[Any]]


def add_rows(model: type[models.Model], names: tuple[str, ...], rows: Rows) -> None:
    """Insert rows that hold a value for each named field; the others get the model's own.

    JSON comes as text. Raises: NotInATransaction, IntegrityError.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise NotInATransaction
    if not rows:
        return
    if connection.vendor == "postgresql":
        run(*_at_once(model, names, rows))
        return
    with connection.cursor() as cursor:
        cursor.executemany(*_one_by_one(model, names, rows))


def add_or_change(
    model: type[models.Model], names: tuple[str, ...], rows: Rows, then: str
) -> Sequence[Row]:
    """Insert rows, or do what stands after ON CONFLICT in `then`; gives what it returns of each.

    Raises: NotInATransaction, IntegrityError.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise NotInATransaction
    if connection.vendor == "postgresql":
        sql, values = _at_once(model, names, rows)
        return answer_to(run(f"{sql} {then}", values)).answer()
    sql, each = _one_by_one(model, names, rows)
    with connection.cursor() as cursor:
        return [cursor.execute(f"{sql} {then}", row).fetchone() for row in each]


def _at_once(
    model: type[models.Model], names: tuple[str, ...], rows: Rows
) -> tuple[str, list[Any]]:
    into = _into(model, names)
    picked, constants, arrays, unpacked, unpacked_as = [], [], [], [], []
    for target, column in zip(into.named, zip(*rows, strict=True), strict=True):
        if column[0] == column[-1] and column.count(column[0]) == len(column):
            picked.append(target.constant)
            constants.append(column[0])
        else:
            picked.append(target.picked)
            arrays.append(to_send(column))
            unpacked.append(target.array)
            unpacked_as.append(target.column)
    for target, usual in into.usual:
        picked.append(target.constant)
        constants.append(usual())
    source = ""
    if unpacked:
        source = f" FROM unnest({', '.join(unpacked)}) AS rows({', '.join(unpacked_as)})"
    return f"{into.statement} SELECT {', '.join(picked)}{source}", constants + arrays


class _Target(NamedTuple):
    """A column as it stands in a statement."""

    column: str
    constant: str
    picked: str
    array: str


class _Into(NamedTuple):
    statement: str
    named: tuple[_Target, ...]
    usual: tuple[tuple[_Target, Callable[[], Any]], ...]


@cache
def _into(model: type[models.Model], names: tuple[str, ...]) -> _Into:
    fields, usual = _fields(model, names)
    return _Into(
        _insert_into(fields + usual),
        tuple(_target(field) for field in fields),
        tuple((_target(field), field.get_default) for field in usual),
    )


def _target(field: Any) -> _Target:
    column, kind = f'"{field.column}"', _type(field)
    return _Target(column, f"%s::{kind}", f"rows.{column}", f"%s::{kind}[]")


def _one_by_one(
    model: type[models.Model], names: tuple[str, ...], rows: Rows
) -> tuple[str, list[list[Any]]]:
    fields, usual = _fields(model, names)
    places = ", ".join(["%s"] * len(fields + usual))
    same = [_plain(field, field.get_default()) for field in usual]
    given = [[_plain(f, v) for f, v in zip(fields, row, strict=True)] + same for row in rows]
    return f"{_insert_into(fields + usual)} VALUES ({places})", given


@cache
def _fields(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Those named, and the others but a number that counts up by itself."""
    named = tuple(model._meta.get_field(name) for name in names)
    usual = [f for f in model._meta.concrete_fields if f not in named]
    return named, tuple(f for f in usual if not isinstance(f, models.AutoField))


def _insert_into(fields: tuple[Any, ...]) -> str:
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return f'INSERT INTO "{fields[0].model._meta.db_table}" ({columns})'


def _type(field: Any) -> str:
    """A text too long for its column is refused, not cut as a cast to varchar would."""
    kind: str = field.db_type(transaction.get_connection())
    return "text" if kind.startswith("varchar") else kind


def _plain(field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(value, transaction.get_connection())
