"""The messaging simulator as a program of its own, and an office that takes its calls."""

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx

from lintas.env import ROOT
from lintas.notices.ports import Call
from tools.postgres import free_port

SECRET = "agreed-with-the-channels"


class Office:
    """Takes calls as an office would; what it answers is empty."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Call] = queue.Queue()
        calls = self.calls

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._take(b"")

            def do_POST(self) -> None:
                self._take(self.rfile.read(int(self.headers["Content-Length"])))

            def _take(self, body: bytes) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                calls.put(Call(self.command, query, httpx.Headers(dict(self.headers)), body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Office":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def messaging(site: str) -> Iterator[httpx.Client]:
    """A client of a simulator that really runs."""
    port = free_port()
    told = ["--port", str(port), "--site", site, "--secret", SECRET]
    process = subprocess.Popen([sys.executable, "-m", "simulators.messaging", *told], cwd=ROOT)
    patient = httpx.HTTPTransport(retries=6)  # a refused connection is tried again while it starts
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=patient) as client:
            client.get("/")
            yield client
    finally:
        process.terminate()
        process.wait(10)


def options(place: str) -> dict[str, dict[str, str]]:
    """Settings of every channel at a simulator."""
    return {
        "sms": {
            "url": f"{place}/cgi-bin/sendsms",
            "username": "lintas",
            "password": SECRET,
            "token": SECRET,
        },
        "whatsapp": {
            "url": f"{place}/v23.0",
            "number_id": "1",
            "token": SECRET,
            "app_secret": SECRET,
            "verify_token": SECRET,
        },
        "telegram": {
            "url": place,
            "link": f"{place}/t.me",
            "token": "1:x",
            "bot": "contoh_bot",
            "secret": SECRET,
        },
        "push": {
            "key": "xRuK2Rw0vVxpRMTNTDqfyVkOgUSPyGIBhR0vdFZo7nA",
            "trusted": place,
            "contact": "kantor@contoh.example",
        },
    }
