"""The payment simulator as a program of its own, and somebody who takes its callbacks."""

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from lintas.env import ROOT
from tools.postgres import free_port

SECRET = "agreed-with-the-rail"


@dataclass(frozen=True)
class News:
    stamp: str
    signature: str
    body: bytes


class Listener:
    """Takes callbacks; answers with the given statuses in turn, then always 200."""

    def __init__(self, *statuses: int) -> None:
        self.heard: queue.Queue[News] = queue.Queue()
        answers = list(statuses)
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = answers.pop(0) if answers else 200
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                heard.put(News(self.headers["X-Time"], self.headers["X-Signature"], body))

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/callbacks/billing/"

    def __enter__(self) -> "Listener":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def simulator(folder: Path, notify: str, *more: str) -> Iterator[httpx.Client]:
    """A client of a simulator that really runs."""
    port = free_port()
    told = ["--port", str(port), "--notify", notify, "--secret", SECRET, "--data", str(folder)]
    command = [sys.executable, "-m", "simulators.payment", *told, *more]
    process = subprocess.Popen(command, cwd=ROOT)
    patient = httpx.HTTPTransport(retries=6)  # a refused connection is tried again while it starts
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=patient) as client:
            client.get("/")
            yield client
    finally:
        process.terminate()
        process.wait(10)
