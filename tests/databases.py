"""Databases of one's own beside the tests': empty, or as the migrations leave them.

Migrating is done once in a run; whatever else needs it gets a copy of what it left.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from lintas import env, processes

GROUND = "lintas_tests_ground"
LAY = "from tools.ground import lay; lay()"
run_folder = Path()
"""Of all processes of this run of the tests; tests/conftest.py says where it is."""


@contextmanager
def database(template: str = "template1") -> Iterator[str]:
    """The DATABASE_URL of a database of one's own ('' for SQLite), gone afterwards."""
    if not os.environ.get("DATABASE_URL"):
        yield ""
        return
    name = f"lintas_{os.getpid()}_{time.monotonic_ns()}"
    _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield _address_of(name)
    finally:
        _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def migrated(folder: Path) -> Iterator[str]:
    """The same with all tables, nobody in it; and the static files in this folder."""
    ground = _laid()
    shutil.copytree(ground / "static", folder / "static")
    for file in ground.glob("lintas.sqlite3*"):
        shutil.copy(file, folder)
    with database(template=GROUND) as url:
        yield url


def _laid() -> Path:
    """Whoever comes first lays the ground; the others wait for it."""
    folder = run_folder / "ground"
    folder.mkdir(exist_ok=True)
    with (run_folder / "ground.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "laid").exists():
            _lay(folder)
            (folder / "laid").touch()
    return folder


def _lay(folder: Path) -> None:
    surroundings = {**processes.surroundings(), "LINTAS_DATA": str(folder)}
    if os.environ.get("DATABASE_URL"):
        _on_the_server(f'DROP DATABASE IF EXISTS "{GROUND}"')
        _on_the_server(f'CREATE DATABASE "{GROUND}"')
        surroundings["DATABASE_URL"] = _address_of(GROUND)
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", LAY]
    subprocess.run(command, cwd=env.ROOT, env=surroundings, check=True)


def _on_the_server(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(statement)


def _address_of(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
