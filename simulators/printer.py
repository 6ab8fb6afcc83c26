"""A thermal printer for tests: takes ESC/POS bytes and says what is on the paper.

It reads the bytes as a device does, by the manufacturer's command list (Epson, ESC/POS Application
Programming Guide), and knows nothing of the library that wrote them. `python -m simulators.printer
9100` listens on that port and prints to the terminal.
"""

import socket
import socketserver
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

ESC, GS, LF = 0x1B, 0x1D, 0x0A


class NotUnderstood(Exception):
    """A command that this device does not have."""


@dataclass
class Line:
    text: str
    height: int
    bold: bool
    centred: bool


@dataclass
class Paper:
    lines: list[Line] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    cuts: int = 0


class Device:
    """One command after the other; what is not text must be known."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.text = bytearray()
        self.height, self.bold, self.centred, self.stored = 1, False, False, b""

    def read(self, data: bytes) -> Paper:
        at = 0
        while at < len(data):
            at = self._step(data, at)
        return self.paper

    def _step(self, data: bytes, at: int) -> int:
        sign = data[at]
        if sign == LF:
            self._feed()
            return at + 1
        if sign == ESC:
            return self._escape(data, at)
        if sign == GS:
            return self._group(data, at)
        if sign < 0x20:
            raise NotUnderstood(f"{sign:#04x} at {at}")
        self.text.append(sign)
        return at + 1

    def _feed(self) -> None:
        said = self.text.decode("ascii")
        self.paper.lines.append(Line(said, self.height, self.bold, self.centred))
        self.text.clear()

    def _escape(self, data: bytes, at: int) -> int:
        command, value = data[at + 1 : at + 2], data[at + 2] if at + 2 < len(data) else 0
        if command == b"@":
            self.height, self.bold, self.centred = 1, False, False
            return at + 2
        known: dict[bytes, Callable[[int], None]] = {
            b"a": lambda n: setattr(self, "centred", n in {1, 49}),
            b"E": lambda n: setattr(self, "bold", n & 1 == 1),
            b"!": lambda n: setattr(self, "height", 2 if n & 0x10 else 1),
            b"d": lambda n: None,  # feeds n lines
            b"J": lambda n: None,  # feeds n dots
            b"t": lambda n: None,  # the code page; our text is ASCII
            b"M": lambda n: None,  # the font
            b"-": lambda n: None,  # underline
            b"{": lambda n: None,  # upside down
            b"G": lambda n: None,  # double strike
        }
        if command not in known:
            raise NotUnderstood(f"ESC {command!r} at {at}")
        known[command](value)
        return at + 3

    def _group(self, data: bytes, at: int) -> int:
        command = data[at + 1 : at + 2]
        if command == b"!":
            self.height = (data[at + 2] & 0x07) + 1
            return at + 3
        if command in {b"B", b"b"}:
            return at + 3
        if command == b"V":
            self.paper.cuts += 1
            return at + (4 if data[at + 2] in {65, 66, 97, 98} else 3)
        if command == b"(" and data[at + 2 : at + 3] == b"k":
            return self._symbol(data, at)
        raise NotUnderstood(f"GS {command!r} at {at}")

    def _symbol(self, data: bytes, at: int) -> int:
        """GS ( k: store the data of a QR code (function 80), print it (81)."""
        length = data[at + 3] + 256 * data[at + 4]
        body = data[at + 5 : at + 5 + length]
        if body[:2] == b"1P":
            self.stored = body[3:]
        if body[:2] == b"1Q":
            self.paper.codes.append(self.stored.decode())
        return at + 5 + length


def listening(took: Callable[[Paper], None], port: int = 0) -> socketserver.TCPServer:
    """A printer on the network: each connection is a piece of paper."""

    class Job(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            received = bytearray()
            connection: socket.socket = self.request
            while piece := connection.recv(4096):
                received += piece
            took(Device().read(bytes(received)))

    socketserver.TCPServer.allow_reuse_address = True
    return socketserver.TCPServer(("127.0.0.1", port), Job)


def show(paper: Paper) -> None:
    for line in paper.lines:
        print(f"{'#' * (line.height - 1)} {line.text}")
    print(*(f"[QR {code}]" for code in paper.codes), "-" * 42, sep="\n")


if __name__ == "__main__":
    with listening(show, int(sys.argv[1]) if len(sys.argv) > 1 else 9100) as server:
        server.serve_forever()
