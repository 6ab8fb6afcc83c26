"""A clamd that speaks the real protocol on a socket: it knows EICAR, and it can be ill."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass
class FakeClamd:
    """`answer`, when set, is what it says whatever comes; "" closes the line without a word."""

    address: str = ""
    answer: str | None = None
    seen: list[bytes] = field(default_factory=list)

    def verdict(self, content: bytes) -> str:
        if self.answer is not None:
            return self.answer
        return "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"


def _exactly(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = line.recv(count - len(found))
        if not more:
            raise ConnectionError
        found += more
    return found


def _serve_one(line: socket.socket, fake: FakeClamd) -> None:
    with line:
        assert _exactly(line, 10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(_exactly(line, 4), "big"):
            content += _exactly(line, size)
        fake.seen.append(content)
        said = fake.verdict(content)
        if said:
            line.sendall(said.encode() + b"\0")


@contextmanager
def clamd() -> Iterator[FakeClamd]:
    door = socket.create_server(("127.0.0.1", 0))
    fake = FakeClamd(f"tcp://127.0.0.1:{door.getsockname()[1]}")

    def serve() -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            _serve_one(line, fake)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(5)
