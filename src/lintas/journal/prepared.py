"""Questions put to the ORM once and to the database often.

Where a hundred requests are settled together, compiling a query costs more than answering it. A
`Prepared` one is written as any other; on PostgreSQL it is compiled at its first use, and after a
few uses the server has its plan as well. SQLite is asked anew each time.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Value
from django.db.models.sql import UpdateQuery

from lintas.journal.arrays import array_of

Row = tuple[Any, ...]


class Given(Value):
    """Stands for what will be given, while a question is compiled."""

    def __init__(self, nth: int) -> None:
        super().__init__(self)
        self.nth = nth


class Prepared:
    """`ask` is a function of what differs from time to time; it gives a `values_list`, or what to
    change in which rows. Lists are compared with `any_of`."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self.ask = ask
        self.compiled: tuple[str, tuple[Any, ...]] | None = None

    def rows(self, *given: Any) -> Sequence[Row]:
        """What a question finds."""
        if transaction.get_connection().vendor != "postgresql":
            return list(self.ask(*given))
        if self.compiled is None:
            self.compiled = _compiled(self.ask, given, lambda asked: asked.query)
        found: Sequence[Row] = run(*_filled(self.compiled, given)).fetchall()
        return found

    def change(self, *given: Any) -> int:
        """How many rows were changed."""
        if transaction.get_connection().vendor != "postgresql":
            rows, values = self.ask(*given)
            return int(rows.update(**values))
        if self.compiled is None:
            self.compiled = _compiled(self.ask, given, _update)
        return int(run(*_filled(self.compiled, given)).rowcount)


def _update(asked: tuple[models.QuerySet[Any], dict[str, Any]]) -> Any:
    rows, values = asked
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    return query


def _compiled(
    ask: Callable[..., Any], given: Sequence[Any], query_of: Callable[[Any], Any]
) -> tuple[str, tuple[Any, ...]]:
    marks = [Given(nth) for nth in range(len(given))]
    query = query_of(ask(*marks))
    sql, params = query.get_compiler(connection=transaction.get_connection()).as_sql()
    return sql, tuple(params)


def _filled(compiled: tuple[str, tuple[Any, ...]], given: Sequence[Any]) -> tuple[str, list[Any]]:
    sql, params = compiled
    return sql, [_value(given[p.nth]) if isinstance(p, Given) else p for p in params]


def _value(given: Any) -> Any:
    return array_of(given) if isinstance(given, (list, tuple, set, frozenset)) else given


_mine = threading.local()
"""A thread's cursor: whoever asks reads all of an answer before asking again."""


def run(sql: str, values: Sequence[Any]) -> Any:
    """A statement with its values apart, so that PostgreSQL can keep its plan. Gives the cursor.

    Django's own cursor writes values into the text, and each is another statement.
    """
    connection = transaction.get_connection()
    connection.ensure_connection()
    raw, cursor = connection.connection, getattr(_mine, "cursor", None)
    with connection.wrap_database_errors:
        if cursor is None or cursor.connection is not raw:
            cursor = _mine.cursor = _cursor(raw)
        return cursor.execute(sql, values)


def _cursor(raw: Any) -> Any:
    from psycopg import Cursor

    return Cursor(raw)


def look_up_by_index() -> None:
    """For a thread that asks for nothing but rows by their ids, on its own connection.

    A plan kept by the server is as old as the connection: made while a table was small, it would
    read the whole of it for each lot of a rush.
    """
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
