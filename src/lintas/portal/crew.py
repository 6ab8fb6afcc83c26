"""The few threads in which Django runs, each with its own connection to the database."""

import threading
from asyncio import AbstractEventLoop, Future
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any, TypeVar

import structlog

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Program = Callable[[Environ, StartResponse], Iterable[bytes]]
T = TypeVar("T")
Call = Callable[[], None]

log = structlog.get_logger(__name__)


class Crew:
    """Does what it is given in threads of its own, in the order in which it came."""

    def __init__(self, hands: int) -> None:
        self.calls: SimpleQueue[Call] = SimpleQueue()
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

    def _work(self) -> None:
        while True:
            call = self.calls.get()
            try:
                call()
            except Exception:  # the hand goes on
                log.exception("crew")


def _tell(future: "Future[Any]", done: Any, trouble: Exception | None) -> None:
    if future.cancelled():
        return
    if trouble is not None:
        future.set_exception(trouble)
    else:
        future.set_result(done)
