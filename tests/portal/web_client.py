"""The web process's program asked without a server, in this thread and with its connection."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from types import SimpleNamespace
from typing import Any

from lintas.applications.lobby_memory import MEMORY
from lintas.portal.kept_pages import KeptPages
from lintas.portal.serving import Web

NAMES = {"CONTENT_TYPE": "content-type", "CONTENT_LENGTH": "content-length"}


class Here:
    """A crew that does everything at once."""

    def soon(self, call: Callable[[], None]) -> None:
        call()

    def do(self, work: Callable[[], Any], loop: asyncio.AbstractEventLoop) -> "asyncio.Future[Any]":
        future = loop.create_future()
        future.set_result(work())
        return future


class Proto:
    """What granian gives to answer with."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.pieces: list[bytes] = []

    async def __call__(self) -> bytes:
        return self.body

    async def __aiter__(self) -> Any:
        for begin in range(0, len(self.body), 1000):
            yield self.body[begin : begin + 1000]

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.pieces = status, headers, [body]

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, headers

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Any:
        self.status, self.headers = status, headers

        async def send_bytes(piece: bytes) -> None:
            self.pieces.append(piece)

        return SimpleNamespace(send_bytes=send_bytes)


def scope_of(environ: dict[str, Any]) -> Any:
    headers = [
        (NAMES.get(key) or key[5:].lower().replace("_", "-"), value)
        for key, value in environ.items()
        if key in NAMES or key.startswith("HTTP_")
    ]
    return SimpleNamespace(
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"],
        query_string=environ.get("QUERY_STRING", ""),
        server=f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}",
        client="127.0.0.1:40000",
        scheme=environ["wsgi.url_scheme"],
        http_version="1.1",
        headers=SimpleNamespace(items=lambda: headers),
    )


def through(django: Any) -> Any:
    """A WSGI program that asks the web process's own, which has this one behind it."""
    MEMORY.thread = threading.current_thread()  # no other thread looks at a test's database
    web = Web(pages=django, kept=KeptPages(django), crew=Here(), inside=Here())  # type: ignore[arg-type]
    web.loop = asyncio.new_event_loop()

    def program(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        proto = Proto(environ["wsgi.input"].read())
        finish(web.__rsgi__(scope_of(environ), proto))
        start_response(str(proto.status), proto.headers)
        return iter(proto.pieces)

    return program


def finish(running: Awaitable[None]) -> None:
    """Without a running loop, which Django would not be called under: nothing here ever waits."""
    steps = running.__await__()
    try:
        next(steps)
    except StopIteration:
        return
    raise AssertionError("it waits for something")
