"""ClamAV's daemon, asked over its socket. Source: clamd(8), INSTREAM."""

import socket
from urllib.parse import urlsplit

import structlog

from lintas.attachments.ports import ScannerAway

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 3
ANSWER_SECONDS = 60
PIECE = 256 * 1024
LONGEST_ANSWER = 4096


class Clamd:
    """Unless it says OK or FOUND in so many words there is no verdict."""

    def __init__(self, address: str) -> None:
        self.address = address

    def finding(self, content: bytes) -> str:
        try:
            answer = self._asked(content)
        except (OSError, ValueError) as trouble:
            log.warning("scanner away", trouble=str(trouble))
            raise ScannerAway from trouble
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        log.warning("scanner gave no verdict", answer=answer)
        raise ScannerAway

    def _asked(self, content: bytes) -> str:
        with self._connected() as line:
            line.settimeout(ANSWER_SECONDS)
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
                more = line.recv(LONGEST_ANSWER)
                if not more:
                    break
                answer += more
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(CONNECT_SECONDS)
            try:
                line.connect(parts.path)
            except OSError:
                line.close()
                raise
            return line
        return socket.create_connection((parts.hostname or "", parts.port or 3310), CONNECT_SECONDS)
