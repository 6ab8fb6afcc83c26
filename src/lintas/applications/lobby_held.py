"""Requests of people who are being written into the line: each waits for its answer until it is.

On an event loop a waiting request costs nothing, so whoever comes reads at once where they stand.
"""

import asyncio
import threading
from asyncio import AbstractEventLoop, Future
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lintas.applications.lobby_arrivals import Asked

AT_A_TIME = 4
HELD_SECONDS = 1.0
"""Longer than that, and they are told that they are being written down."""


class Held:
    def __init__(self) -> None:
        self.patience = HELD_SECONDS
        self.lock = threading.Lock()
        self.waiting: dict[Asked, list[Future[None]]] = {}

    def add(self, asked: Asked, loop: AbstractEventLoop) -> "Future[None]":
        """Done when `asked` has been looked at, whatever was found."""
        future: Future[None] = loop.create_future()
        with self.lock:
            self.waiting.setdefault(asked, []).append(future)
        return future

    async def wait(self, future: "Future[None]") -> None:
        """Nobody waits for ever for a database that is away."""
        try:
            async with asyncio.timeout(self.patience):
                await future
        except TimeoutError:
            return

    def release(self, done: Iterable[Asked]) -> None:
        """From any thread; a loop is woken once for all who wait on it."""
        by_loop: dict[AbstractEventLoop, list[Future[None]]] = defaultdict(list)
        with self.lock:
            for one in done:
                for future in self.waiting.pop(one, ()):
                    by_loop[future.get_loop()].append(future)
        for loop, futures in by_loop.items():
            loop.call_soon_threadsafe(_go_on, loop, futures)


def _go_on(loop: AbstractEventLoop, futures: Sequence["Future[None]"]) -> None:
    """Some at a time, so that whoever asks for another page meanwhile is not behind all of them."""
    for future in futures[:AT_A_TIME]:
        if not future.done():
            future.set_result(None)
    if len(futures) > AT_A_TIME:
        loop.call_soon(_go_on, loop, futures[AT_A_TIME:])
