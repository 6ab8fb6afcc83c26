"""How statements of many requests reach PostgreSQL: one after another, each waited for or not.

Within `without_waiting` a statement is sent while the database still works on those before it, and
an answer is waited for when somebody looks at it, so that a lot of requests costs the way there and
back a few times and not once a statement. SQLite, which is no way off, is asked as ever.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Generic, TypeVar

from django.db import transaction
from psycopg import Cursor
from psycopg.waiting import Ready

from lintas.journal.manners import pause
from lintas.journal.wire import make_ready

T = TypeVar("T")
U = TypeVar("U")
Row = tuple[Any, ...]


class Asked(Generic[T]):
    """A question that was put; its answer is waited for when it is looked at."""

    def __init__(self, wait: Callable[[], T]) -> None:
        self._wait = wait
        self._found: list[T] = []

    def answer(self) -> T:
        """Raises: DatabaseError."""
        if not self._found:
            self._found.append(self._wait())
        return self._found[0]

    def then(self, make: Callable[[T], U]) -> "Asked[U]":
        return Asked(lambda: make(self.answer()))


class _Sending:
    """What was sent on a connection and is not answered yet."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.counts: list[tuple[Any, int, type[Exception]]] = []
        self.pipeline: AbstractContextManager[Any] | None = None

    def begin(self) -> None:
        self.connection.close_if_health_check_failed()  # as Django does before its own
        self.connection.ensure_connection()
        self.pipeline = self.connection.connection.pipeline()
        with self.connection.wrap_database_errors:
            self.pipeline.__enter__()

    def send(self, sql: str, values: Sequence[Any]) -> Any:
        """The driver looks before each statement whether there is something to read, and lets
        another thread run meanwhile, which keeps the interpreter for a while: a dozen times a lot.
        So here it does not look.
        """
        raw = self.connection.connection
        with self.connection.wrap_database_errors:
            raw.wait = _without_looking
            try:
                return _cursor(raw).execute(sql, values)
            finally:
                del raw.wait

    def end(self) -> None:
        """Wait for all. Raises: what any of them met, or what `expect` was given."""
        self._leave()
        counts, self.counts = self.counts, []
        for cursor, count, otherwise in counts:
            if cursor.rowcount != count:
                raise otherwise

    def give_up(self, trouble: BaseException) -> None:
        """Somebody's trouble ends it; what the database says besides is not heard."""
        self.counts = []
        self._leave(trouble)

    def _leave(self, trouble: BaseException | None = None) -> None:
        pipeline, self.pipeline = self.pipeline, None
        if pipeline is not None:
            with self.connection.wrap_database_errors:
                pipeline.__exit__(type(trouble) if trouble else None, trouble, None)

    def beside(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """The ORM's own statements, which count their rows at once, come after all others."""
        self.end()
        try:
            return execute(*statement)
        finally:
            self.begin()


_mine = threading.local()
"""A thread's cursor, where whoever asks reads all of an answer before asking again; and what it
has sent without waiting."""


def _sending() -> _Sending | None:
    found: _Sending | None = getattr(_mine, "sending", None)
    return found


@contextmanager
def without_waiting() -> Iterator[None]:
    """Prepared questions and changes and `add_rows` are sent without waiting for one another.

    An error may come later than its statement, at the end of this block at the latest: part of the
    caller's transaction, which it then ends. Raises: DatabaseError, what `expect` was given.
    """
    connection = transaction.get_connection()
    if connection.vendor != "postgresql" or _sending() is not None:
        yield
        return
    sending = _mine.sending = _Sending(connection)
    try:
        sending.begin()
        with connection.execute_wrapper(sending.beside):
            yield
        sending.end()
    except BaseException as trouble:
        sending.give_up(trouble)
        raise
    finally:
        _mine.sending = None


def run(sql: str, values: Sequence[Any]) -> Any:
    """A statement with its values apart, so that PostgreSQL can keep its plan. Gives the cursor.

    Django's own cursor writes values into the text, and each is another statement.
    """
    pause()
    sending = _sending()
    if sending is not None:
        return sending.send(sql, values)
    connection = transaction.get_connection()
    connection.close_if_health_check_failed()  # as Django does before its own
    connection.ensure_connection()
    raw, cursor = connection.connection, getattr(_mine, "cursor", None)
    with connection.wrap_database_errors:
        if cursor is None or cursor.connection is not raw:
            cursor = _mine.cursor = _cursor(raw)
        return cursor.execute(sql, values)


def _without_looking(sending: Any, *_: Any, **__: Any) -> Any:
    """What does not fit the socket now goes out before an answer is waited for.

    Source: psycopg's own `waiting.wait`, of which this is the part that writes.
    """
    try:
        next(sending)
        while True:
            sending.send(Ready.W)
    except StopIteration as done:
        return done.value


def answer_to(cursor: Any) -> Asked[Sequence[Row]]:
    """The rows of a question; at once, unless others may be asked meanwhile."""
    sending = _sending()
    connection = sending.connection if sending is not None else transaction.get_connection()

    def answer() -> Sequence[Row]:
        with connection.wrap_database_errors:
            found: Sequence[Row] = cursor.fetchall()
        return found

    if sending is not None:
        return Asked(answer)
    now = answer()
    return Asked(lambda: now)


def expect(cursor: Any, count: int, otherwise: type[Exception]) -> None:
    """Raises: `otherwise` when the statement changed more or fewer rows; maybe later."""
    sending = _sending()
    if sending is not None:
        sending.counts.append((cursor, count, otherwise))
    elif cursor.rowcount != count:
        raise otherwise


def _cursor(raw: Any) -> Any:
    if getattr(_mine, "ready", None) is not raw:
        make_ready(raw)
        _mine.ready = raw
    return Cursor(raw)
