"""A thread whose work can wait lets others go first, also in the midst of it: before each question.

Threads share one interpreter, and between two questions to the database a page that was begun
computes as long as it likes. Nobody is let first by whoever holds rows: others may want those.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

_mine = threading.local()


def let_others_first(pause: Callable[[], None]) -> None:
    """From now on in this thread: `pause` returns when it may go on."""
    _mine.pause = pause
    connection.execute_wrappers.append(_before)


def pause() -> None:
    """Before a question; nothing in a thread that has not asked for it."""
    found: Callable[[], None] | None = getattr(_mine, "pause", None)
    if found is not None and not connection.in_atomic_block:
        found()


def _before(execute: Callable[..., Any], *statement: Any) -> Any:
    pause()
    return execute(*statement)
