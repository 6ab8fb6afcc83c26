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
from django.db.backends.base.base import BaseDatabaseWrapper

from lintas import env, processes

GROUND = "lintas_tests_ground"
LAY = "from tools.ground import lay; lay()"
run_folder = Path()
"""Of all processes of this run of the tests; tests/conftest.py says where it is."""


@contextmanager
def that_last() -> Iterator[None]:
    """Databases made in here stand on the server that writes through to the disk, as an office's.

    tools/test.py starts it beside the quick one; where there is one server, it is that.
    """
    usual, durable = os.environ.get("DATABASE_URL"), os.environ.get("LINTAS_TESTS_DURABLE")
    if not usual or not durable:
        yield
        return
    os.environ["DATABASE_URL"] = durable
    try:
        yield
    finally:
        os.environ["DATABASE_URL"] = usual


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


def begin_with_the_ground(connection: BaseDatabaseWrapper) -> None:
    """The database of this process of tests is a copy, so that migrating it finds all done."""
    ground = _laid()
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = GROUND
        return
    name = connection.creation._get_test_db_name()
    for end in ("", "-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)
        if (ground / f"lintas.sqlite3{end}").exists():
            shutil.copy(ground / f"lintas.sqlite3{end}", f"{name}{end}")


def _laid() -> Path:
    """Whoever comes first lays the ground of this server; the others wait for it."""
    folder = run_folder / f"ground-{urlsplit(os.environ.get('DATABASE_URL', '')).port or 'sqlite'}"
    folder.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
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
