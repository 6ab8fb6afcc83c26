"""Run the simulator: python -m simulators.production --port 8003 --secret S --data DIR"""

import argparse
import hmac
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from simulators.production.pages import page
from simulators.production.store import Other, Store, Wrong

MOST_BODY = 4 * 1024 * 1024
AWAY_SECONDS = 60
FAILED = "photo-unusable"
KIND = "application/jsonl"


class Simulator:
    def __init__(self, options: argparse.Namespace) -> None:
        self.store = Store(options.data)
        self.secret, self.seconds = options.secret, options.seconds
        self.away_until = 0.0

    @property
    def away(self) -> bool:
        return time.time() < self.away_until

    def done(self, number: str) -> bool:
        batch = self.store.batch(number)
        return batch is not None and time.time() >= batch["taken"] + self.seconds

    def takes(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), f"Bearer {self.secret}".encode())


def handler_for(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    store = simulator.store

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            kind, _, number = urlsplit(self.path).path.strip("/").partition("/")
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BODY))
            if not self._may_enter() or kind != "batches":
                return
            try:
                new = store.take(number, body.decode(), time.time())
            except Other:
                self._send(409)
            except (Wrong, UnicodeDecodeError):
                self._send(422)
            else:
                self._send(201 if new else 200)

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            parts = url.path.strip("/").split("/")
            if parts[0] != "batches":
                language = parse_qs(url.query).get("lang", ["id"])[0]
                done = {number: simulator.done(number) for number in store.numbers()}
                text = page(store, language, done)
                self._send(200, "text/html; charset=utf-8", text.encode())
            elif self._may_enter():
                self._answer(parts[1] if parts[2:] == ["answer"] else "")

        def _answer(self, number: str) -> None:
            if store.batch(number) is None:
                self._send(404)
            elif not simulator.done(number):
                self._send(204)
            else:
                self._send(200, KIND, store.answer(number).encode())

        def do_POST(self) -> None:
            """Buttons of the page."""
            parts = urlsplit(self.path).path.strip("/").split("/")
            self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BODY))
            if parts == ["away"]:
                simulator.away_until = time.time() + AWAY_SECONDS
            elif parts[0] == "spoil" and len(parts) == 2:
                store.spoil(parts[1])
            elif parts[0] == "fail" and len(parts) == 3 and parts[2].isdecimal():
                if not simulator.done(parts[1]):
                    store.fail(parts[1], int(parts[2]), FAILED)
            else:
                self._send(404)
                return
            self.send_response(303)
            self.send_header("Location", self.headers.get("Referer") or "/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _may_enter(self) -> bool:
            if simulator.away:
                self._send(503)
                return False
            if not simulator.takes(self.headers.get("Authorization", "")):
                self._send(401)
                return False
            return True

        def _send(self, status: int, kind: str = "text/plain", body: bytes = b"") -> None:
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: what people asked for belongs in no log."""

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.production")
    parser.add_argument("--port", type=int, default=8003)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=10, help="how long a batch is made")
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler_for(Simulator(options)))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
