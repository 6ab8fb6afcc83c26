"""The tables as the migrations leave them, and the static files: where every office begins.

The migrations take longer than all else that a benchmark prepares. What they left is kept under
`var/ground` and copied, until a migration or a dependency changes. Tests lay theirs anew in each
run (`tests/databases.py`), so that the migrations themselves are run by somebody.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from tools.postgres import binaries

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "ground"
MADE_BY = ("src/lintas/**/migrations/*.py", "src/lintas/settings.py", "requirements/run.txt")


def lay() -> None:
    """In a process that has set up Django, over an empty database."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _gather_static_files()


def lay_or_copy(kept: Path = KEPT) -> None:
    """The same, by a copy where there is one."""
    from django.core.management import call_command
    from django.db import connection

    file = kept / f"{connection.vendor}-{state_of_migrations()}"
    if file.exists():
        connection.close()
        restore(file)
    else:
        call_command("migrate", verbosity=0)
        keep(file)
    _gather_static_files()


def state_of_migrations(root: Path = ROOT) -> str:
    """Another one whenever what makes the tables has changed."""
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for file in sorted(root.glob(pattern)):
            digest.update(str(file.relative_to(root)).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _gather_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def keep(file: Path) -> None:
    """Whole or not at all, though two benchmarks start at once; older ones are of no use."""
    from django.db import connection

    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        made = Path(folder) / file.name
        if connection.vendor == "postgresql":
            _run("pg_dump", "--no-owner", "--file", made, os.environ["DATABASE_URL"])
        else:
            with closing(sqlite3.connect(made)) as copy:
                connection.ensure_connection()
                connection.connection.backup(copy)
        made.replace(file)
    for old in file.parent.glob(f"{connection.vendor}-*"):
        if old != file:
            old.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Into an empty database."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        words = ("--quiet", "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1")
        _run("psql", *words, "--file", file, os.environ["DATABASE_URL"])
    else:
        shutil.copy(file, settings.DATABASES["default"]["NAME"])


def _run(program: str, *words: str | Path) -> None:
    place = binaries()
    assert place is not None, "PostgreSQL is missing"
    command = [str(word) for word in (place / program, *words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
