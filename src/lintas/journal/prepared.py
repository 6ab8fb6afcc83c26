"""Questions put to the ORM once and to the database often.

Where a hundred requests are settled together, compiling a query costs more than answering it. A
`Prepared` one is written as any other; on PostgreSQL it is compiled at its first use, and after a
few uses the server has its plan as well. SQLite is asked anew each time.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import Value
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

from lintas.journal.ahead import known_ahead, note_question
from lintas.journal.sending import Asked, Row, answer_to, expect, run
from lintas.journal.wire import to_send


class Given(Value):
    """Stands for what will be given, while a question is compiled."""

    def __init__(self, nth: int) -> None:
        super().__init__(self)
        self.nth = nth


class Prepared:
    """`ask` is a function of what differs from time to time; it gives rows, a `values_list`, or
    what to change in which rows. Lists are compared with `any_of`."""

    def __init__(self, ask: Callable[..., Any], *, of_case: bool = False) -> None:
        """`of_case`: given a case's id alone, it is one of those that its page asks."""
        self._ask = ask
        self.compiled: tuple[str, tuple[Any, ...]] | None = None
        self.reading: Reading | None = None
        if of_case:
            note_question(self)

    def rows(self, *given: Any) -> Sequence[Row]:
        """What a question finds."""
        known = known_ahead(self, given)
        return self.ask(*given).answer() if known is None else known

    def found(self, *given: Any) -> list[Any]:
        """The rows themselves, with what they select beside them; nothing is fetched beforehand."""
        connection = transaction.get_connection()
        if connection.vendor != "postgresql":
            return list(self._ask(*given))
        if self.compiled is None or self.reading is None:
            asked = self._ask(*[Given(nth) for nth in range(len(given))])
            compiler = asked.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            self.compiled, self.reading = (sql, tuple(params)), Reading(compiler, asked.db)
        rows = known_ahead(self, given)
        if rows is None:
            rows = answer_to(run(*_filled(self.compiled, given))).answer()
        return self.reading.read(rows)

    def first(self, *given: Any) -> Any:
        """The first of them, or None; the question says which is first, and that it wants one."""
        return next(iter(self.found(*given)), None)

    def ask(self, *given: Any) -> Asked[Sequence[Row]]:
        """Put the question; within `without_waiting` others may be put before it is answered."""
        if transaction.get_connection().vendor != "postgresql":
            found = list(self._ask(*given))
            return Asked(lambda: found)
        if self.compiled is None:
            self.compiled = _compiled(self._ask, given, lambda asked: asked.query)
        return answer_to(run(*_filled(self.compiled, given)))

    def change(self, count: int, otherwise: type[Exception], *given: Any) -> None:
        """Change this many rows; within `without_waiting` they are counted at its end.

        Part of the caller's transaction. Raises: `otherwise` when it were more or fewer.
        """
        if transaction.get_connection().vendor != "postgresql":
            rows, values = self._ask(*given)
            if rows.update(**values) != count:
                raise otherwise
            return
        if self.compiled is None:
            self.compiled = _compiled(self._ask, given, _update)
        expect(run(*_filled(self.compiled, given)), count, otherwise)


class Reading:
    """How the rows of one question become objects, as `QuerySet` does it each time."""

    def __init__(self, compiler: Any, using: str) -> None:
        about = compiler.klass_info
        fields = about["select_fields"]
        self.begin, self.end = fields[0], fields[-1] + 1
        self.names = [one[0].target.attname for one in compiler.select[self.begin : self.end]]
        self.make, self.using = about["model"].from_db, using
        populators: Any = get_related_populators
        self.beside = populators(about, compiler.select, using)
        self.named = dict(compiler.annotation_col_map)
        self.compiler = compiler
        self.converters = compiler.get_converters([one[0] for one in compiler.select])

    def read(self, rows: Sequence[Row]) -> list[Any]:
        if self.converters:
            rows = list(self.compiler.apply_converters(rows, self.converters))
        return [self._one(row) for row in rows]

    def _one(self, row: Row) -> Any:
        made = self.make(self.using, self.names, row[self.begin : self.end])
        for one in self.beside:
            one.populate(row, made)
        for name, place in self.named.items():
            setattr(made, name, row[place])
        return made


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
    return to_send(given) if isinstance(given, (list, tuple, set, frozenset)) else given


def look_up_by_index() -> None:
    """For a thread that asks for nothing but rows by their ids, on its own connection.

    A plan kept by the server is as old as the connection: made while a table was small, it would
    read the whole of it for each lot of a rush.
    """
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
