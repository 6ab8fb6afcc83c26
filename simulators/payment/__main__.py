"""Run the simulator: python -m simulators.payment --port 8002 --notify URL --secret S --data DIR"""

import argparse
import json
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from simulators.payment.callbacks import Caller
from simulators.payment.pages import page
from simulators.payment.store import Store, as_answer

MOST_BODY = 64 * 1024
LATE_SECONDS = 20


class Simulator:
    def __init__(self, options: argparse.Namespace) -> None:
        self.store = Store(options.data)
        self.clock_file: Path | None = options.clock_file
        self.caller = Caller(options.notify, options.secret, self.now)

    def now(self) -> datetime:
        """The demonstration's clock, when one is shared with us."""
        shift = 0
        if self.clock_file is not None and self.clock_file.exists():
            shift = int(self.clock_file.read_text() or 0)
        return datetime.now(UTC) + timedelta(seconds=shift)

    def payable(self, bill: dict[str, Any] | None) -> bool:
        return bill is not None and self.now() <= datetime.fromisoformat(bill["expires_at"])

    def pay(self, code: str, how: str) -> None:
        bill = self.store.bill(code)
        if bill is None or bill["status"] != "open" or not self.payable(bill):
            return
        amount = bill["total"] - 1000 if how == "wrong" else bill["total"]
        paid = self.store.pay(code, amount, self.now())
        if paid is None or how == "silent":
            return
        self.caller.tell(as_answer(paid), LATE_SECONDS if how == "late" else 0)
        if how == "doubled":
            self.caller.tell(as_answer(paid))


def handler_for(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            kind, _, code = url.path.strip("/").partition("/")
            bill = simulator.store.bill(code)
            if kind == "bills":
                self._json(404, {}) if bill is None else self._json(200, as_answer(bill))
            elif kind == "pay":
                asked = {name: values[0] for name, values in parse_qs(url.query).items()}
                text = page(
                    bill, asked.get("lang", "id"), asked.get("back", ""), simulator.payable(bill)
                )
                self._send(200, "text/html; charset=utf-8", text.encode())
            else:
                self._json(200, {"simulator": "payment"})

        def do_POST(self) -> None:
            kind, _, code = urlsplit(self.path).path.strip("/").partition("/")
            body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MOST_BODY))
            if kind == "bills":
                try:
                    simulator.store.register(json.loads(body))
                except (KeyError, TypeError, ValueError):
                    self._json(400, {"message": "incomplete"})
                    return
                self._json(201, {"message": "registered"})
            elif kind == "pay":
                how = parse_qs(body.decode()).get("how", ["plain"])[0]
                simulator.pay(code, how)
                self.send_response(303)
                self.send_header("Location", self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._json(404, {})

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
