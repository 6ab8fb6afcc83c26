"""The few threads in which Django runs, each with its own connection to the database.

The server has a thread for each request that waits for a place, and waiting is all those do. If
Django ran in them, there would be as many connections; so it runs here, and a rush for places
leaves the pages as many threads as they had.
"""

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Program = Callable[[Environ, StartResponse], Iterable[bytes]]


class _Call:
    __slots__ = ("done", "environ", "result", "start_response", "trouble")

    def __init__(self, environ: Environ, start_response: StartResponse) -> None:
        self.environ, self.start_response = environ, start_response
        self.result: Iterable[bytes] = ()
        self.trouble: BaseException | None = None
        self.done = threading.Lock()
        self.done.acquire()


class Crew:
    """A WSGI program that runs another one in threads of its own."""

    def __init__(self, program: Program, hands: int) -> None:
        self.program = program
        self.calls: SimpleQueue[_Call] = SimpleQueue()
        for number in range(hands):
            threading.Thread(target=self._work, name=f"django-{number}", daemon=True).start()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        call = _Call(environ, start_response)
        self.calls.put(call)
        call.done.acquire()
        if call.trouble is not None:
            raise call.trouble
        return call.result

    def _work(self) -> None:
        while True:
            call = self.calls.get()
            try:
                call.result = self.program(call.environ, call.start_response)
            except BaseException as trouble:  # told where it was asked
                call.trouble = trouble
            call.done.release()
