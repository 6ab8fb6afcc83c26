"""The live stream: a bare ASGI program beside the site, for displays and phones that follow.

One reader of the database a process, whatever number of listeners; no Django middleware. A
database that is away is tried again; listeners stay and are told by silence of state, not of life.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")

import django
from django.conf import settings

NEEDED = ["journal", "accounts", "notices", "catalogue", "appointments", "waivers", "queue"]
"""The capabilities the display reads, and those below them: half of the memory of all."""
settings.INSTALLED_APPS = [
    *(app for app in settings.INSTALLED_APPS if not app.startswith("lintas")),
    *(f"lintas.{name}" for name in NEEDED),
]
django.setup()

import structlog
from django.db import close_old_connections

from lintas import logs
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.queue.public import fingerprint, state_of

logs.set_up()
log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.4
BEAT_SECONDS = 10.0

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Channel:
    """The newest state of one office, or one of its rooms, and everybody who waits for the next."""

    def __init__(self, office: str, room: str = "") -> None:
        self.office = office
        self.room = room
        self.event = b""
        """The newest state as it is sent, written once for all."""
        self.mark = ""
        self.changed = asyncio.Condition()
        self.listeners = 0
        self.reader: asyncio.Task[None] | None = None

    async def follow(self) -> None:
        """Look at the database while anybody listens."""
        while self.listeners:
            try:
                state = await asyncio.to_thread(self._look)
            except Exception as trouble:  # the database is away: the next look may find it again
                log.warning("live look failed", trouble=type(trouble).__name__)
                await asyncio.sleep(2)
                continue
            if fingerprint(state) != self.mark:
                async with self.changed:
                    self.event, self.mark = event_of(state), fingerprint(state)
                    self.changed.notify_all()
            await asyncio.sleep(LOOK_SECONDS)
        self.reader = None

    def _look(self) -> dict[str, Any]:
        close_old_connections()
        return state_of(catalogue.office(self.office), clock.now(), self.room)

    async def next(self, seen: str) -> tuple[str, bytes] | None:
        """The state after the one seen, or None when a beat is due."""
        async with self.changed:
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await self.changed.wait_for(lambda: self.mark not in {seen, ""})
            except TimeoutError:
                return None
            return self.mark, self.event


def event_of(state: dict[str, Any]) -> bytes:
    return f"retry: 3000\nevent: state\ndata: {json.dumps(state)}\n\n".encode()


channels: dict[str, Channel] = {}


def channel_of(path: str) -> Channel | None:
    """Shape of a path: /live/<office>/ or /live/<office>/<room>/"""
    parts = path.strip("/").split("/")
    if len(parts) not in {2, 3} or parts[0] != "live":
        return None
    office = next((one for one in catalogue.offices() if one.id == parts[1]), None)
    room = parts[2] if len(parts) == 3 else ""
    if office is None or (room and office.queue.room(room) is None):
        return None
    return channels.setdefault(f"{office.id}/{room}", Channel(office.id, room))


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    channel = channel_of(scope["path"])
    if channel is None or scope["method"] != "GET":
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    await _stream(channel, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def _stream(channel: Channel, receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", settings.SITE_URL.encode()),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    channel.listeners += 1
    if channel.reader is None:
        channel.reader = asyncio.create_task(channel.follow())
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await _tell(channel, send, gone)
    except (OSError, RuntimeError):
        pass  # the listener went away in the middle of a line
    finally:
        gone.cancel()
        channel.listeners -= 1


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


async def _tell(channel: Channel, send: Send, gone: asyncio.Task[None]) -> None:
    seen = ""
    while not gone.done():
        coming = asyncio.ensure_future(channel.next(seen))
        await asyncio.wait({coming, gone}, return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            coming.cancel()
            return
        found = coming.result()
        event = b"event: beat\ndata: \n\n"
        if found is not None:
            seen, event = found
        await send({"type": "http.response.body", "body": event, "more_body": True})
