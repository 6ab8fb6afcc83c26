"""What arrived at made-up telephones, how each face behaves, and calls back to the office."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MODES = ("plain", "down", "refuse", "undeliverable", "silent", "doubled", "read")
FACES = ("sms", "whatsapp", "telegram", "push")
PAUSES = (0.2, 1, 2, 5, 10, 30)
MOST_KEPT = 500


@dataclass(frozen=True)
class Arrived:
    face: str
    to: str
    text: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


class World:
    """Shared by the threads of the server."""

    def __init__(self, site: str, secret: str) -> None:
        self.site, self.secret = site.rstrip("/"), secret
        self.lock = threading.Lock()
        self.arrived: list[Arrived] = []
        self.modes = dict.fromkeys(FACES, "plain")
        self.count = 0

    def number(self) -> int:
        with self.lock:
            self.count += 1
            return self.count

    def take(self, face: str, to: str, text: str, more: dict[str, Any]) -> None:
        with self.lock:
            self.arrived = [*self.arrived[-MOST_KEPT:], Arrived(face, to, text, more)]

    def shown(self) -> list[dict[str, Any]]:
        with self.lock:
            return [asdict(one) for one in self.arrived]

    def report(self, face: str, tell: Callable[[str], object]) -> None:
        """Tell of arrival or failure as this face behaves, from a thread of its own."""
        mode = self.modes[face]
        states = {
            "plain": ["delivered"],
            "doubled": ["delivered", "delivered"],
            "read": ["delivered", "read"],
            "undeliverable": ["failed"],
        }.get(mode, [])

        def run() -> None:
            for state in states:
                time.sleep(PAUSES[0])
                tell(state)

        threading.Thread(target=run, daemon=True).start()

    def call(self, url: str, body: bytes | None = None, headers: Mapping[str, str] = {}) -> str:
        """Call the office until it answers; nobody else is ever called."""
        if not url.startswith(self.site + "/"):
            return ""
        for pause in PAUSES:
            request = urllib.request.Request(url, body, dict(headers))  # noqa: S310 - the office
            try:
                with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                    return str(answer.read().decode())
            except urllib.error.HTTPError as refusal:
                if refusal.code < 500:
                    return ""
            except OSError:
                pass
            time.sleep(pause)
        return ""
