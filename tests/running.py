"""An office that really runs: web, live, worker and simulators as processes of their own.

On the database of this half of the tests: a file of SQLite, or a fresh one beside the tests' own
on the PostgreSQL server. Its clock stands at a Wednesday morning and goes on from there.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx

from lintas import env, processes
from tests.databases import migrated

MORNING = datetime.fromisoformat("2026-11-25T08:40:00+07:00")
WAIT_SECONDS = 60.0
FIRST_PORT, LAST_PORT = 10_000, 32_000


class RunningOffice:
    """The processes of one office, each in a group of its own so that it can be killed whole."""

    def __init__(self, folder: Path, port: int, database_url: str, more: dict[str, str]) -> None:
        self.site, self.live = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
        self.folder = folder
        self.surroundings = {
            **processes.surroundings(),
            "PORT": str(port),
            "LINTAS_DATA": str(folder),
            "LINTAS_DEMO": "1",
            "DATABASE_URL": database_url,
            **more,
        }
        self.commands = processes.commands(port, folder)
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def set_clock(self, to: datetime) -> None:
        shift = int((to - datetime.now(UTC)).total_seconds())
        (self.folder / "clock-shift").write_text(str(shift))

    def manage(self, *words: str) -> str:
        """What a `manage.py` command printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=env.ROOT,
            env=self.surroundings,
            capture_output=True,
            text=True,
            timeout=4 * WAIT_SECONDS,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *names: str) -> None:
        for name in names:
            log = (self.folder / f"{name}.log").open("ab")
            self.running[name] = subprocess.Popen(
                self.commands[name],
                cwd=env.ROOT,
                env=self.surroundings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def send(self, name: str, what: signal.Signals) -> None:
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, what)
        process.wait(20)

    def stop(self) -> None:
        for name in list(self.running):
            self.send(name, signal.SIGKILL)

    def answers(self, path: str = "/healthz") -> bool:
        try:
            return httpx.get(self.site + path, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def ports(self) -> list[int]:
        """Where those that were started listen, or will."""
        commands = [self.commands[name] for name in self.running]
        return [int(one[one.index("--port") + 1]) for one in commands if "--port" in one]

    def wait_until_ready(self) -> None:
        """They start side by side, and on a busy machine pages are there before the stream is."""
        until("the office is ready", lambda: self.answers("/readyz"))
        until("all listen", lambda: not any(is_free(port) for port in self.ports()))


def until(what: str, holds: object, seconds: float = WAIT_SECONDS) -> None:
    """Ask again and again until it holds."""
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, f"waited {seconds} s and still not: {what}"
        time.sleep(0.05)


def free_row() -> int:
    """The first of five neighbouring ports that are free.

    Below those that the system gives to outgoing calls, or one of them is taken before it is used.
    """
    while True:
        first = secrets.randbelow(LAST_PORT - FIRST_PORT) + FIRST_PORT
        if all(is_free(first + n) for n in range(5)):
            return first


def is_free(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def office(folder: Path, *prepared: str, **more: str) -> Iterator[RunningOffice]:
    """A demonstration office, ready to be visited; `prepared` goes to `manage.py demo prepare`,
    `more` into its environment."""
    with migrated(folder) as url:
        found = RunningOffice(folder, free_row(), url, more)
        found.set_clock(MORNING)
        found.manage("demo", "prepare", *prepared)
        try:
            found.start("web", "live", "worker", "payment", "messaging", "production")
            found.wait_until_ready()
            yield found
        finally:
            found.stop()
