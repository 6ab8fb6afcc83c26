"""Long bodies come in on the loop: slow ones hold nobody up, cut ones count as far as they came."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from lintas.applications.lobby_memory import MEMORY
from lintas.portal.arriving import IN_MEMORY, MOST, Arrivals, Arrived
from lintas.portal.crew import Crew
from lintas.portal.in_front import DJANGO_THREADS
from lintas.portal.kept_pages import KeptPages
from lintas.portal.serving import AT_ONCE, Web
from tests.loops import apart
from tests.portal.test_serving import asked
from tests.portal.web_client import Proto, scope_of

LONG = bytes(range(256)) * (AT_ONCE // 256 + 1)


class Slow(Proto):
    """Sends the first half, and the rest when it is told to."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.go_on = asyncio.Event()

    async def __aiter__(self) -> Any:
        half = len(self.body) // 2
        yield self.body[:half]
        await self.go_on.wait()
        yield self.body[half:]


def echo(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read() or b"a page"]


def web() -> Web:
    MEMORY.thread = threading.current_thread()  # nobody waits in a lobby here
    made = Web(pages=echo, kept=KeptPages(echo), crew=Crew(DJANGO_THREADS), inside=Crew(1))
    made.loop = asyncio.get_running_loop()
    return made


def sent(to: Web, proto: Proto, method: str = "POST") -> Awaitable[None]:
    environ = asked(proto.body, REQUEST_METHOD=method)
    return asyncio.ensure_future(to.__rsgi__(scope_of(environ), proto))


def test_as_many_slow_uploads_as_django_has_threads_hold_up_no_page() -> None:
    async def office() -> tuple[bytes, list[bytes]]:
        here, uploads = web(), [Slow(LONG) for _ in range(DJANGO_THREADS)]
        sending = [sent(here, one) for one in uploads]
        await asyncio.sleep(0)
        page = Proto(b"")
        await asyncio.wait_for(sent(here, page), 30)
        assert not any(one.done() for one in sending)  # type: ignore[attr-defined]
        for one in uploads:
            one.go_on.set()
        await asyncio.gather(*sending)
        return b"".join(page.pieces), [b"".join(one.pieces) for one in uploads]

    page, uploads = apart(office())
    assert page == b"a page"
    assert uploads == [LONG] * DJANGO_THREADS


def test_a_body_that_is_too_long_is_refused_unread() -> None:
    class Unread(Proto):
        async def __aiter__(self) -> Any:
            raise AssertionError
            yield b""

    async def office() -> Proto:
        here, proto = web(), Unread(b"")
        environ = asked(CONTENT_LENGTH=str(MOST + 1))
        await here.__rsgi__(scope_of(environ), proto)
        return proto

    assert apart(office()).status == 413


async def came(arrivals: Arrivals, pieces: AsyncIterator[bytes]) -> bytes:
    body = await arrivals.take(pieces, asyncio.get_running_loop())
    try:
        return body.opened().read()
    finally:
        body.close()


async def in_pieces(body: bytes, end: Callable[[], Awaitable[None]]) -> AsyncIterator[bytes]:
    for begin in range(0, len(body), 10_000):
        yield body[begin : begin + 10_000]
    await end()


async def at_the_end() -> None:
    return None


async def cut() -> None:
    raise ConnectionResetError


async def silence() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("size", [AT_ONCE + 1, IN_MEMORY, 3 * IN_MEMORY + 7])
@pytest.mark.parametrize("end", [at_the_end, cut, silence])
def test_what_came_is_there_whole_and_its_room_is_given_back(
    size: int, end: Callable[[], Awaitable[None]]
) -> None:
    """However it ended: as it should, by a cut line, or by one that fell silent."""
    body = (LONG * 20)[:size]
    arrivals = Arrivals(room=size, silent=0.2)
    assert apart(came(arrivals, in_pieces(body, end))) == body
    assert arrivals.room == size


def test_all_together_take_no_more_room_than_there_is() -> None:
    """Whoever finds none left is handed on as cut, and goes on later as after any cut."""
    arrivals = Arrivals(room=25_000)
    assert apart(came(arrivals, in_pieces(LONG, at_the_end))) == LONG[:20_000]
    assert arrivals.room == 25_000


def test_a_body_that_nobody_will_read_gives_its_room_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Arrived) -> None:
        raise OSError(28, "No space left on device")

    async def run() -> None:
        loop, arrivals = asyncio.get_running_loop(), Arrivals(room=10 * IN_MEMORY)
        slow = Slow(b"x" * 1000)
        waits = asyncio.ensure_future(arrivals.take(aiter(slow), loop))
        while arrivals.room == 10 * IN_MEMORY:
            await asyncio.sleep(0)
        waits.cancel()
        await asyncio.wait([waits])
        assert arrivals.room == 10 * IN_MEMORY, "the server stopped meanwhile"
        monkeypatch.setattr(Arrived, "write", full)
        with pytest.raises(OSError, match="No space"):
            await arrivals.take(aiter(Proto(b"x" * 2 * IN_MEMORY)), loop)
        assert arrivals.room == 10 * IN_MEMORY, "the disk was full"

    apart(run())
