"""The few threads in which Django runs, each with its own connection to the database."""

import threading
import time
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any, TypeVar

import structlog

from lintas.journal import public as journal

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Program = Callable[[Environ, StartResponse], Iterable[bytes]]
T = TypeVar("T")
Call = Callable[[], None]

LET_FIRST = 0.1
"""So long at most somebody waits for those who go first, however many they are. Unit: seconds."""

log = structlog.get_logger(__name__)


class Crew:
    """Does what it is given in threads of its own, in the order in which it came.

    `behind` goes first, before a call and in the midst of it: threads share one interpreter, and
    two that compute take twice as long.
    """

    def __init__(self, hands: int, behind: "Crew | None" = None) -> None:
        self.calls: SimpleQueue[Call] = SimpleQueue()
        self.behind = behind
        self.patience = LET_FIRST
        self.busy = 0
        self.idle = threading.Condition()
        for number in range(hands):
            threading.Thread(target=self._work, name=f"django-{number}", daemon=True).start()

    def soon(self, call: Call) -> None:
        """Nobody waits for it."""
        self.calls.put(call)

    def do(self, work: Callable[[], T], loop: AbstractEventLoop) -> "Future[T]":
        """The future gives what the work gives, or raises what it raises."""
        future: Future[T] = loop.create_future()

        def call() -> None:
            try:
                done = work()
            except Exception as trouble:  # told where it was asked
                loop.call_soon_threadsafe(_tell, future, None, trouble)
            else:
                loop.call_soon_threadsafe(_tell, future, done, None)

        self.calls.put(call)
        return future

    def let_first(self, within: float) -> float:
        """Wait until nobody is at work here, or for so long; gives how long. Unit: seconds."""
        if not self.busy:
            return 0.0
        began = time.monotonic()
        with self.idle:
            self.idle.wait_for(lambda: not self.busy, within)
        return time.monotonic() - began

    def _work(self) -> None:
        giving = GivingWay(self.behind) if self.behind is not None else None
        if giving is not None:
            journal.let_others_first(giving.pause)
        while True:
            call = self.calls.get()
            if giving is not None:
                giving.begin()
            with self.idle:
                self.busy += 1
            try:
                call()
            except Exception:  # the hand goes on
                log.exception("crew")
            finally:
                with self.idle:
                    self.busy -= 1
                    if not self.busy:
                        self.idle.notify_all()


class GivingWay:
    """Lets a crew go first, at the beginning of something and whenever it pauses; for so long at
    most in all.
    """

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self.left = 0.0

    def begin(self) -> None:
        self.left = self.crew.patience
        self.pause()

    def pause(self) -> None:
        if self.left > 0:
            self.left -= self.crew.let_first(self.left)


def _tell(future: "Future[Any]", done: Any, trouble: Exception | None) -> None:
    if future.cancelled():
        return
    if trouble is not None:
        future.set_exception(trouble)
    else:
        future.set_result(done)
