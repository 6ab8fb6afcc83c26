"""A PostgreSQL of our own for tests and benchmarks: made in a folder, gone afterwards.

Durable as shipped (fsync on), so that what is measured and proven on it is the real thing.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def running() -> Iterator[str]:
    """Start a fresh server; gives the DATABASE_URL of its database; stops and removes it."""
    place = binaries()
    if place is None:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="lintas-pg-"))
    user = owner()
    if user:
        shutil.chown(folder, user)
    port = free_port()
    run(user, place / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=150"
    control = [place / "pg_ctl", "-D", folder / "data", "-w", "-s"]
    run(user, *control, "-o", options, "-l", folder / "log", "start")
    try:
        run(
            user, place / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "lintas"
        )
        yield f"postgresql://postgres@127.0.0.1:{port}/lintas"
    finally:
        run(user, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


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
