"""The web process between granian and Django: one event loop that only passes things on.

Kept pages and requests for a time are answered here, without a thread each; all the rest is WSGI
and goes to the crew. Source: RSGI 1.6, PEP 3333.
"""

import io
import sys
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import DatabaseError, InterfaceError

from lintas.applications.public import (
    BOOKINGS,
    CAME,
    MEMORY,
    LookCloser,
    is_inside,
    to_be_written,
    waiting_answer,
)
from lintas.portal.arriving import MOST, Arrivals, Arrived
from lintas.portal.crew import Crew, Environ, Program
from lintas.portal.kept_pages import KeptPages, send
from lintas.portal.quick_bookings import Headers, reply_to, wants_of

AT_ONCE = 64 * 1024
"""A body up to this is read before the crew is asked. Unit: bytes."""
WHOLE = 1024 * 1024
"""An answer up to this is sent in one piece. Unit: bytes."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """`rest` is what a long answer has left, piece by piece; `close` ends it."""

    status: int
    headers: Headers
    body: bytes
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] | None = None


class Web:
    """A program for granian's RSGI."""

    def __init__(self, pages: Program, kept: KeptPages, crew: Crew, inside: Crew) -> None:
        """`inside` are the hands for those who were let in: nobody else waits behind them."""
        self.pages, self.kept, self.crew, self.inside = pages, kept, crew, inside
        self.arrivals = Arrivals()
        self.loop: AbstractEventLoop

    def __rsgi_init__(self, loop: AbstractEventLoop) -> None:
        self.loop = loop
        BOOKINGS.start()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        environ = environ_of(scope)
        reply = self._kept(environ) or await self._waits(environ) or _too_long(environ)
        if reply is None:
            reply = await self._worked_out(environ, proto)
        if reply.rest is not None:
            await self._pour(reply, reply.rest, proto)
        elif reply.body:
            proto.response_bytes(reply.status, reply.headers, reply.body)
        else:
            proto.response_empty(reply.status, reply.headers)

    async def _worked_out(self, environ: Environ, proto: Any) -> Reply:
        body = await self._read(environ, proto)
        try:
            return await self._booked(environ) or await self._by_crew(environ)
        finally:
            if body is not None:
                body.close()

    def _kept(self, environ: Environ) -> Reply | None:
        copy = self.kept.ready(environ, self.crew.soon)
        if copy is None:
            return None
        said = _Said()
        body = b"".join(send(copy, environ, said))
        return Reply(said.status, said.headers, body)

    async def _read(self, environ: Environ, proto: Any) -> Arrived | None:
        """Gives a long body, which is to be closed when it was read."""
        length = environ.get("CONTENT_LENGTH", "")
        if not length.isdigit() or length == "0":
            environ["wsgi.input"] = io.BytesIO()
        elif int(length) <= AT_ONCE:
            environ["wsgi.input"] = io.BytesIO(await proto())
        else:
            body = await self.arrivals.take(proto, self.loop)
            environ["wsgi.input"] = body.opened()
            return body
        return None

    async def _waits(self, environ: Environ) -> Reply | None:
        """Whoever waits in a lobby is answered here, not behind the pages."""
        new = to_be_written(environ)
        if new is not None:
            await MEMORY.written(new, self.loop)
        answer = waiting_answer(environ)
        return None if answer is None else Reply(int(answer[0][:3]), answer[1], answer[2])

    async def _booked(self, environ: Environ) -> Reply | None:
        wants = wants_of(environ)
        if wants is None:
            return None
        try:
            answer = await BOOKINGS.ask_soon(wants, self.loop)
        except (DatabaseError, InterfaceError):
            return None
        if isinstance(answer, LookCloser):
            return None
        return Reply(*reply_to(answer))

    async def _by_crew(self, environ: Environ) -> Reply:
        try:
            crew = self.inside if is_inside(environ) else self.crew
            return await crew.do(lambda: run(self.pages, environ), self.loop)
        except Exception:  # Django answers for its own; this is ours
            log.exception("serving", path=environ["PATH_INFO"])
            return Reply(500, [("Content-Type", "text/plain")], b"500")

    async def _pour(self, reply: Reply, rest: Iterator[bytes], proto: Any) -> None:
        """Whoever reads slowly keeps no hand of the crew waiting."""
        transport = proto.response_stream(reply.status, reply.headers)
        try:
            with suppress(ConnectionError, RuntimeError):  # whoever read went away
                await transport.send_bytes(reply.body)
                while piece := await self.loop.run_in_executor(None, next, rest, b""):
                    await transport.send_bytes(piece)
        finally:
            if reply.close is not None:
                await self.loop.run_in_executor(None, reply.close)


def _too_long(environ: Environ) -> Reply | None:
    length = environ.get("CONTENT_LENGTH", "")
    if not length.isdigit() or int(length) <= MOST:
        return None
    said = [("Content-Type", "text/plain; charset=utf-8")]
    return Reply(413, said, b"Kiriman ini terlalu besar. / This is too large.\n")


class _Said:
    """What a WSGI program says of its answer."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, _exc: object = None) -> None:
        self.status, self.headers = int(status[:3]), headers


def run(program: Program, environ: Environ) -> Reply:
    """The answer of a WSGI program, read where it was made unless it is a long one."""
    said = _Said()
    parts = program(environ, said)
    close = getattr(parts, "close", None)
    if getattr(parts, "streaming", False) and not _is_small(said.headers):
        pieces = (piece for piece in parts if piece)
        return Reply(said.status, said.headers, next(pieces, b""), pieces, close)
    try:
        return Reply(said.status, said.headers, b"".join(parts))
    finally:
        if close is not None:
            close()


def _is_small(headers: Headers) -> bool:
    lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
    return bool(lengths) and lengths[0] <= WHOLE


def environ_of(scope: Any) -> Environ:
    """Source: PEP 3333; a header that comes twice is one, joined as RFC 9110 has it.

    A name with an underscore is left out: in here it would pass for one with a hyphen, such as the
    address that only a proxy of ours may tell.
    """
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        CAME: time.perf_counter(),
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = NAMES.get(name) or _name(name)
        if key in environ:
            value = environ[key] + ("; " if name == "cookie" else ",") + value
        environ[key] = value
    return environ


NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
"""And those seen before."""
MOST_NAMES = 200


def _name(name: str) -> str:
    key = "HTTP_" + name.upper().replace("-", "_")
    if len(NAMES) < MOST_NAMES:
        NAMES[name] = key
    return key
