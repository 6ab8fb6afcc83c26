"""A line to the office that breaks: after so many bytes towards it every connection is closed."""

import contextlib
import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image


class CuttingLine:
    """`budget` is how many bytes still get through; None for all. `sent` counts what did."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.door = socket.create_server(("127.0.0.1", 0))
        self.site = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.budget: int | None = None
        self.sent = 0
        self.cuts = 0
        self.open: set[socket.socket] = set()
        self.lock = threading.Lock()

    def serve(self) -> None:
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            if self.budget == 0:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self.target))
            self.open |= {near, far}
            threading.Thread(target=self._up, args=(near, far), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := near.recv(16 * 1024):
                with self.lock:
                    if self.budget is not None:
                        piece = piece[: self.budget]
                        self.budget -= len(piece)
                    self.sent += len(piece)
                    over = self.budget == 0
                if piece:
                    far.sendall(piece)
                if over:
                    self.cut()
                    return
        self._close(near, far)

    def _pass(self, far: socket.socket, near: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := far.recv(16 * 1024):
                near.sendall(piece)
        self._close(near, far)

    def cut(self) -> None:
        self.cuts += 1
        self._close(*self.open)

    def _close(self, *lines: socket.socket) -> None:
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
            self.open.discard(line)


@contextmanager
def cutting_line(port: int) -> Iterator[CuttingLine]:
    line = CuttingLine(port)
    thread = threading.Thread(target=line.serve, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.door.shutdown(socket.SHUT_RDWR)
        line.door.close()
        line._close(*list(line.open))
        thread.join(5)


def big_photo(*, turned: bool = False) -> bytes:
    """Some megabytes of noise, as a modern phone's photo weighs; its left upper corner is red."""
    picture = Image.effect_noise((3000, 2000), 90).convert("RGB")
    picture.paste((220, 0, 0), (0, 0, 900, 600))
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6
    exif[0x010F] = "Camera of somebody"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()
