"""Questions about one case, all put before the first is answered.

A page about a case asks some twenty short questions. Each waits for its way to the database and
back, and then for the interpreter, which another thread may have taken meanwhile: in a rush that is
most of the page's time. Put together they wait once. Answers hold for one block, in which nobody
writes what they are about.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from lintas.journal.sending import Asked, Row, without_waiting


class Question(Protocol):
    def ask(self, *given: Any) -> Asked[Sequence[Row]]: ...


_of_case: list[Question] = []
"""Those that are asked with a case's id alone."""
_known: ContextVar[tuple[UUID, dict[Question, Sequence[Row]]]] = ContextVar("known_ahead")


def note_question(question: Question) -> None:
    """It is one of those that a page about a case will ask."""
    _of_case.append(question)


@contextmanager
def asked_ahead(case: UUID) -> Iterator[None]:
    """For a page that only reads. SQLite, which is no way off, is asked one by one."""
    if transaction.get_connection().vendor != "postgresql":
        yield
        return
    with without_waiting():
        asked = [(question, question.ask(case)) for question in _of_case]
        known = {question: one.answer() for question, one in asked}
    token = _known.set((case, known))
    try:
        yield
    finally:
        _known.reset(token)


def known_ahead(question: Question, given: tuple[Any, ...]) -> Sequence[Row] | None:
    """None: it was not asked ahead."""
    case, known = _known.get((None, {}))
    return known.get(question) if given == (case,) else None
