"""Run the simulator: python -m simulators.payment --port 8002 --notify URL --secret S --data DIR

Two rails at one port: billing codes at /bills, /pay, /settlements, and QRIS below /qris.
"""

import argparse
import json
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from simulators.payment.callbacks import Caller
from simulators.payment.pages import page
from simulators.payment.rails import SimulatedRail, billing_rail, qris_rail
from simulators.payment.shapes import day_list
from simulators.payment.store import Store

MOST_BODY = 64 * 1024
CODES = {"billing": "bills", "qris": "codes"}


class Simulator:
    def __init__(self, options: argparse.Namespace) -> None:
        self.clock_file: Path | None = options.clock_file
        store = Store(options.data)
        billing = Caller(options.notify, options.secret, self.now)
        qris = Caller(
            options.notify_qris or options.notify, options.secret_qris or options.secret, self.now
        )
        self.rails = {
            "billing": billing_rail(store, billing, self.now),
            "qris": qris_rail(store, qris, self.now),
        }

    def now(self) -> datetime:
        """The demonstration's clock, when one is shared with us."""
        shift = 0
        if self.clock_file is not None and self.clock_file.exists():
            shift = int(self.clock_file.read_text() or 0)
        return datetime.now(UTC) + timedelta(seconds=shift)

    def place(self, path: str) -> tuple[SimulatedRail, str, str, str]:
        """Which rail, what of it, whose, and what is to be done with it."""
        parts = path.strip("/").split("/")
        rail = self.rails["qris" if parts[0] == "qris" else "billing"]
        rest = [*(parts[1:] if parts[0] == "qris" else parts), "", "", ""]
        kind = "codes" if rest[0] == CODES[rail.name] else rest[0]
        return rail, kind, rest[1], rest[2]


def handler_for(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            rail, kind, name, _ = simulator.place(url.path)
            code = rail.find(name)
            if kind == "codes":
                self._json(404, {}) if code is None else self._json(200, rail.standing(code))
            elif kind == "pay":
                asked = {key: values[0] for key, values in parse_qs(url.query).items()}
                text = page(
                    rail.name,
                    code,
                    asked.get("lang", "id"),
                    asked.get("back", ""),
                    payable=rail.payable(code),
                )
                self._send(200, "text/html; charset=utf-8", text.encode())
            elif kind == "settlements":
                self._list(rail, name)
            else:
                self._json(200, {"simulator": "payment"})

        def do_POST(self) -> None:
            rail, kind, name, what = simulator.place(urlsplit(self.path).path)
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BODY))
            if kind == "codes" and what == "close":
                rail.store.close(rail.name, name)
                self._json(200, {"message": "closed"})
            elif kind == "codes":
                try:
                    rail.register(json.loads(body))
                except (KeyError, TypeError, ValueError):
                    self._json(400, {"message": "incomplete"})
                    return
                self._json(201, {"message": "registered"})
            elif kind == "pay":
                rail.pay(name, parse_qs(body.decode()).get("how", ["plain"])[0])
                self.send_response(303)
                self.send_header("Location", self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._json(404, {})

        def _list(self, rail: SimulatedRail, name: str) -> None:
            try:
                day = date.fromisoformat(name)
            except ValueError:
                self._json(404, {})
                return
            text = day_list(rail.store.of_day(rail.name, day))
            self._send(200, "text/csv; charset=utf-8", text.encode())

        def _json(self, status: int, data: dict[str, Any]) -> None:
            self._send(status, "application/json", json.dumps(data).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet: billing codes belong in no log."""

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulators.payment")
    parser.add_argument("--port", type=int, default=8002)
    parser.add_argument("--notify", required=True)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--notify-qris", default="")
    parser.add_argument("--secret-qris", default="")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clock-file", type=Path)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler_for(Simulator(options)))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
