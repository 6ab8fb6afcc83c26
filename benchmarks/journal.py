"""Entries a second that one command appends with its change, against a bare INSERT of such a row.

Both sides go through Django to one PostgreSQL made for this run (fsync on, each commit waits for
the disk), turn and turn about, so that a noisy machine disturbs both alike. The bare side is
`create()` into a table of the same shape without triggers. What psycopg alone does is printed too.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tools import postgres

GOAL = 0.60
ROUNDS = 9
A_ROUND = 400

Side = Callable[[int], None]


def bare_inserts() -> tuple[Side, Side]:
    """The bare INSERT through the ORM, and through psycopg alone."""
    from django.db import connection, models
    from django.utils import timezone

    from lintas.journal.models import Entry
    from lintas.kernel.ids import new_id

    fields = {field.name: field.clone() for field in Entry._meta.concrete_fields}
    meta = type("Meta", (), {"app_label": "journal", "managed": False, "db_table": "bench_entry"})
    bench: Any = type(
        "BenchEntry", (models.Model,), {**fields, "Meta": meta, "__module__": __name__}
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_entry (LIKE journal_entry INCLUDING ALL)")

    def row() -> dict[str, Any]:
        return {
            "id": new_id(),
            "kind": "bench:done",
            "subject": uuid4(),
            "actor_kind": "system",
            "actor_name": "bench",
            "office": "x",
            "at": timezone.now(),
            "data": {"number": 1},
        }

    def through_the_orm(count: int) -> None:
        for _ in range(count):
            bench.objects.create(**row())

    def through_psycopg(count: int) -> None:
        from psycopg.types.json import Jsonb

        sql = (
            "INSERT INTO bench_entry (id, kind, subject, actor_kind, actor_name, office, at, data,"
            " rule) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')"
        )
        for _ in range(count):
            values = list(row().values())
            connection.connection.execute(sql, [*values[:-1], Jsonb(values[-1])])

    return through_the_orm, through_psycopg


def command() -> Side:
    """A guarded change and its entry, committed together."""
    from django.utils import timezone

    from lintas.journal import public as journal
    from lintas.journal.models import WorkerBeat
    from lintas.kernel.actor import system

    @journal.kind("bench:done")
    @dataclass(frozen=True)
    class Done:
        number: int

    actor, subject = system("bench"), uuid4()
    WorkerBeat.objects.bulk_create(
        WorkerBeat(name=f"bench-{n}", seen_at=timezone.now()) for n in range(A_ROUND)
    )

    def run(count: int) -> None:
        for number in range(count):
            at = timezone.now()
            rows = WorkerBeat.objects.filter(name=f"bench-{number}")
            done = journal.change_and_record(
                rows, {"seen_at": at}, Done(number), subject=subject, actor=actor, office="x", at=at
            )
            assert done

    return run


def seconds(side: Side) -> float:
    started = time.perf_counter()
    side(A_ROUND)
    return time.perf_counter() - started


def measure() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    orm, psycopg = bare_inserts()
    ours = command()
    for side in (orm, psycopg, ours):
        side(50)
    ratios, floor = [], []
    for number in range(ROUNDS):
        bare, alone, mine = seconds(orm), seconds(psycopg), seconds(ours)
        ratios.append(bare / mine)
        floor.append(alone / mine)
        print(
            f"round {number + 1}: bare INSERT {A_ROUND / bare:,.0f}/s, command "
            f"{A_ROUND / mine:,.0f}/s, psycopg alone {A_ROUND / alone:,.0f}/s"
        )
    print(f"against psycopg alone, without Django: {statistics.median(floor):.2f}")
    ratio = statistics.median(ratios)
    print(f"journal: append {ratio:.2f} (goal {GOAL:.2f}), {'met' if ratio > GOAL else 'not met'}")


def main() -> int:
    if os.environ.get("DATABASE_URL"):
        measure()
        return 0
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        surroundings = {**os.environ, "DATABASE_URL": url, "LINTAS_DATA": folder}
        surroundings.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")
        command = [sys.executable, "-m", "benchmarks.journal"]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
