"""A PostgreSQL of our own for tests and benchmarks: made in a folder, gone afterwards.

Durable as shipped (fsync on), so that what is measured and proven on it is the real thing; one
that is not waits for no disk, for tests that lose nothing but time by it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, or None."""
    for place in PLACES or sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists():
            return place
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def owner() -> str | None:
    """PostgreSQL refuses to run as root: then its own system user runs it."""
    return "postgres" if os.geteuid() == 0 else None


class Server:
    """One server in a folder of its own; `crash` is a power cut for it."""

    def __init__(self, place: Path, *, durable: bool = True) -> None:
        self.place, self.port, self.user = place, free_port(), owner()
        self.durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="lintas-pg-"))
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--no-sync")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/lintas"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        options += f" -c max_connections=150 -c fsync={'on' if self.durable else 'off'}"
        more = ("-o", options, "-l", self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-w", "-s", *more, "start")

    def make_database(self) -> None:
        where = ("-h", "127.0.0.1", "-p", str(self.port))
        self._run("createdb", *where, "-U", "postgres", "lintas")

    def crash(self) -> None:
        """Every process of the server dies at once, whatever it was writing."""
        file = self.data / "postmaster.pid"
        first = int(file.read_text().split()[0])
        for process in (first, *children_of(first)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            while state_of(process)[:1] not in {(), ("Z",)}:
                time.sleep(0.01)
        # After a power cut nobody has that number; here the dead may still be unburied.
        for left in (file, *self.folder.glob(".s.PGSQL.*.lock")):
            left.unlink()

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", self.data, "-w", "-s", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str | Path) -> None:
        run(self.user, self.place / program, *words)


def state_of(process: int) -> tuple[str, ...]:
    """State and parent, the words after the name, which may hold spaces; empty when it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return tuple(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2])
    return ()


def children_of(process: int) -> list[int]:
    known = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [one for one in known if state_of(one)[1:] == (str(process),)]


@contextmanager
def server(*, durable: bool = True) -> Iterator[Server]:
    """A fresh server that runs and has its database; stopped and removed afterwards."""
    place = binaries()
    if place is None:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    found = Server(place, durable=durable)
    try:
        found.start()
        found.make_database()
        yield found
    finally:
        found.remove()


@contextmanager
def running(*, durable: bool = True) -> Iterator[str]:
    """The DATABASE_URL of a fresh server."""
    with server(durable=durable) as found:
        yield found.url


def run(user: str | None, *command: str | Path) -> None:
    identity = pwd.getpwnam(user) if user else None
    subprocess.run(
        [str(word) for word in command],
        check=True,
        stdout=subprocess.DEVNULL,
        user=identity.pw_uid if identity else None,
        group=identity.pw_gid if identity else None,
        cwd="/",
    )
