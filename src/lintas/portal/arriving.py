"""A long body comes in on the loop before a thread of Django's is asked for.

It goes into a file without a name, which is gone with the process. Whoever sends slowly keeps
nobody waiting but themselves. What had come when the line broke is handed on, as it always was.
"""

import asyncio
import io
import tempfile
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterable
from contextlib import suppress
from typing import IO

from django.conf import settings

IN_MEMORY = 256 * 1024
"""So much of one body is gathered before it is written. Unit: bytes."""
MOST = 2 * settings.UPLOAD_LIMIT_BYTES
"""A longer one is not read at all; up to it, pages say in their words what is too large."""
ROOM = 512 * 1024 * 1024
"""Of all bodies together, on their way or being read. Unit: bytes."""
SILENT_SECONDS, MOST_SECONDS = 60.0, 3600.0
"""Without a byte for so long, or under way for so long, the line counts as broken."""


class Arrivals:
    """All long bodies of one process, which share its room."""

    def __init__(self, room: int = ROOM, silent: float = SILENT_SECONDS) -> None:
        self.room, self.silent = room, silent

    async def take(self, pieces: AsyncIterable[bytes], loop: AbstractEventLoop) -> "Arrived":
        """The whole body, or as much as came before the line broke or the room was full."""
        return await loop.create_task(self._take(pieces, loop))  # only a task can be timed

    async def _take(self, pieces: AsyncIterable[bytes], loop: AbstractEventLoop) -> "Arrived":
        body = Arrived(self)
        try:
            await self._gather(body, pieces, loop)
        except BaseException:  # nobody will read it: a full disk, a server that stops
            body.close()
            raise
        return body

    async def _gather(
        self, body: "Arrived", pieces: AsyncIterable[bytes], loop: AbstractEventLoop
    ) -> None:
        end = loop.time() + MOST_SECONDS
        with suppress(TimeoutError, ConnectionError, RuntimeError):
            async with asyncio.timeout(self.silent) as patience:
                async for piece in pieces:
                    if len(piece) > self.room:
                        break
                    body.add(piece)
                    if len(body.gathered) >= IN_MEMORY:
                        patience.reschedule(None)  # a busy disk is not the sender's silence
                        await loop.run_in_executor(None, body.write)
                    patience.reschedule(min(end, loop.time() + self.silent))
        if body.file is not None:
            await loop.run_in_executor(None, body.write)


class Arrived:
    """One body; `close` gives its room back."""

    def __init__(self, arrivals: Arrivals) -> None:
        self.arrivals = arrivals
        self.size = 0
        self.gathered = bytearray()
        self.file: IO[bytes] | None = None

    def add(self, piece: bytes) -> None:
        self.gathered += piece
        self.size += len(piece)
        self.arrivals.room -= len(piece)

    def write(self) -> None:
        """Not on the loop: a disk may be busy."""
        if self.file is None:
            self.file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the body)
        self.file.write(self.gathered)
        self.gathered.clear()

    def opened(self) -> IO[bytes]:
        """From its beginning."""
        if self.file is None:
            return io.BytesIO(self.gathered)
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        self.arrivals.room += self.size
        self.size = 0
        if self.file is not None:
            self.file.close()
