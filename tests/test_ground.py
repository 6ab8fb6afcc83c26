"""What benchmarks begin with is what the migrations leave, and is made anew when those change."""

import os
import subprocess
import sys
from pathlib import Path

from lintas import env, processes
from tests.databases import database, migrated
from tools.ground import state_of_migrations

KEEP = "from pathlib import Path; from tools.ground import keep; keep(Path({file!r}))"
COPY = """
from pathlib import Path
from django.core.management import call_command
from django.db import connection
from tools.ground import lay_or_copy
lay_or_copy(Path({kept!r}))
call_command("migrate", "--check")
from lintas.journal.models import Entry
assert not Entry.objects.exists()
print(connection.vendor, len(connection.introspection.table_names()))
"""


def shell(code: str, url: str, folder: Path) -> str:
    """In a process of its own with this database."""
    folder.mkdir(exist_ok=True)
    surroundings = {**processes.surroundings(), "DATABASE_URL": url, "LINTAS_DATA": str(folder)}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(
        command, cwd=env.ROOT, env=surroundings, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_a_copy_has_all_that_the_migrations_made(tmp_path: Path) -> None:
    vendor = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    kept = tmp_path / "kept"
    kept.mkdir()
    old = kept / f"{vendor}-of-an-older-state"
    old.touch()
    file = kept / f"{vendor}-{state_of_migrations()}"
    first = tmp_path / "first"
    first.mkdir()
    with migrated(first) as url:
        shell(KEEP.format(file=str(file)), url, first)
    assert list(kept.iterdir()) == [file]
    made = file.stat().st_mtime_ns
    with database() as url:
        said = shell(COPY.format(kept=str(kept)), url, tmp_path / "second").split()
    assert said[0] == vendor
    assert int(said[1]) > 100
    assert file.stat().st_mtime_ns == made, "laid anew instead of copied"
    assert (tmp_path / "second" / "static").is_dir()


def test_another_migration_is_another_state(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "lintas" / "queue" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("one")
    before = state_of_migrations(tmp_path)
    assert state_of_migrations(tmp_path) == before
    (folder / "0002_more.py").write_text("two")
    after = state_of_migrations(tmp_path)
    (folder / "0001_initial.py").write_text("another")
    assert len({before, after, state_of_migrations(tmp_path)}) == 3
