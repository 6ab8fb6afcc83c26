"""Bookings a second over HTTP, against what the database does without us.

Both sides at 64 connections on one PostgreSQL made for this run (fsync on, every commit waits for
the disk), turn and turn about. Theirs is pgbench with one safe booking a transaction: the counter
moved and the booking inserted by one statement, into our own tables. Ours is the whole of it: a
session and its account, the application's step, the place, the number in the queue, three entries,
asked by wrk at the real web process with a key for each request. Hot is one time with places for
all, spread is 500 times. On SQLite the other side is a loop that makes the same transaction without
HTTP. Afterwards every acknowledged booking must be there, whole, and no place sold twice.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from benchmarks.made.serving import need_wrk, wrk
from tools import postgres
from tools.ground import lay_or_copy

GOALS = {"hot": 1.0, "spread": 0.4}
SQLITE_GOAL = 0.3
CONNECTIONS = 64
ROUNDS = int(os.environ.get("LINTAS_ROUNDS", "3"))
SECONDS = 2
PEOPLE = int(os.environ.get("LINTAS_PEOPLE", "60000"))
PEOPLE_SQLITE = 12000
SECONDS_SQLITE = 1
LOOP = 200
SPREAD = 500
PLACES = 1_000_000
HOT, THEIR_HOT, OURS, THEIRS = 1, 2, 1000, 2000
"""Slots by number: one each, and from these on 500 each."""
LUA = Path(__file__).with_name("made") / "book.lua"
PGBENCH = """
\\set n random({first}, {last})
WITH moved AS (
  UPDATE appointments_slot SET taken = taken + 1
  WHERE id = ('00000000-0000-7000-a000-' || lpad(to_hex(:n::int), 12, '0'))::uuid
    AND places > taken + held + offered RETURNING id
)
INSERT INTO appointments_booking (id, slot_id, "case", person_id, status, changes, made_at)
SELECT gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), 'live', 0, now() FROM moved;
"""


class Crowd:
    """Books for one application after another; nobody books twice."""

    def __init__(self, site: str, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.next = 0
        self.acknowledged: list[str] = []
        self.others: Counter[str] = Counter()

    def book(self, slots: list[int], seconds: int = SECONDS) -> float:
        """Gives the bookings a second."""
        from benchmarks.made.choosers import application_id, session_key, slot_id

        asked, answered = self.folder / "requests", self.folder / "answers"
        numbers = range(self.next, min(self.next + 12000 * seconds, PEOPLE))
        chance = random.Random(self.next)
        assert numbers, "more people are needed: LINTAS_PEOPLE"
        asked.write_text(
            "".join(
                f"{session_key(n)} {application_id(n)} {slot_id(chance.choice(slots))}\n"
                for n in numbers
            )
        )
        files = {"BOOK_REQUESTS": str(asked), "BOOK_ANSWERS": str(answered)}
        took, _ = wrk(self.site, seconds, CONNECTIONS, "-s", str(LUA), **files)
        lines = answered.read_text().splitlines()
        assert len(lines) <= len(numbers), "more people are needed: LINTAS_PEOPLE"
        booked = [line.removeprefix("201 ") for line in lines if line.startswith("201 ")]
        self.others.update(line[:60] for line in lines if not line.startswith("201 "))
        self.acknowledged += booked
        self.next += len(lines) + CONNECTIONS
        return len(booked) / took


def pgbench(url: str, folder: Path, first: int, count: int) -> float:
    """Transactions a second."""
    script = folder / "book.sql"
    script.write_text(PGBENCH.format(first=first, last=first + count - 1))
    script.chmod(0o644)
    at = urlsplit(url)
    place = postgres.binaries()
    assert place is not None
    words = [place / "pgbench", "-n", "-M", "prepared", "-c", CONNECTIONS, "-j", 2, "-T", SECONDS]
    words += ["-f", script, "-h", at.hostname, "-p", at.port, "-U", at.username, at.path[1:]]
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("tps"))
    return float(line.split()[2])


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    lay_or_copy()
    call_command("services", "publish", verbosity=0)
    from benchmarks.made.choosers import make_choosers, make_slots
    from lintas.kernel import clock

    at = clock.now()
    make_choosers(0, PEOPLE, at)
    for first, count in ((HOT, 1), (THEIR_HOT, 1), (OURS, SPREAD), (THEIRS, SPREAD)):
        make_slots(first, count, PLACES, at)


def against_pgbench(crowd: Crowd, folder: Path) -> dict[str, float]:
    url = os.environ["DATABASE_URL"]
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    kinds = {
        "hot": ([HOT], (THEIR_HOT, 1)),
        "spread": (list(range(OURS, OURS + SPREAD)), (THEIRS, SPREAD)),
    }
    for number in range(1, ROUNDS + 1):
        for name, (ours, theirs) in kinds.items():
            bare = pgbench(url, folder, *theirs)
            mine = crowd.book(ours)
            ratios[name].append(mine / bare)
            print(
                f"round {number}, {name}: pgbench {bare:,.0f}/s, booked {mine:,.0f}/s, ratio "
                f"{mine / bare:.2f}, load of the machine {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    return {name: statistics.median(found) for name, found in ratios.items()}


def against_a_loop(crowd: Crowd, folder: Path) -> dict[str, float]:
    """The same transaction without HTTP, one after the other, in this process."""
    from benchmarks.made.choosers import application_id, slot_id
    from lintas.applications.booking_requests import answer_all, wanted_by
    from lintas.applications.models import Application
    from lintas.kernel.actor import Actor, ActorKind

    ratios = []
    for number in range(1, ROUNDS + 1):
        numbers = range(crowd.next, crowd.next + LOOP)
        crowd.next += LOOP
        rows = Application.objects.in_bulk([application_id(n) for n in numbers])
        wanted = [
            wanted_by(Actor(ActorKind.PERSON, one.account_id), one, slot_id(HOT), "loop")
            for one in rows.values()
        ]
        began = time.perf_counter()
        for one in wanted:
            answer_all([one])
        bare = LOOP / (time.perf_counter() - began)
        mine = crowd.book([HOT], SECONDS_SQLITE)
        ratios.append(mine / bare)
        print(f"round {number}, sqlite: loop {bare:,.0f}/s, booked {mine:,.0f}/s", flush=True)
    return {"hot": statistics.median(ratios)}


def check(crowd: Crowd) -> None:
    """Every acknowledged booking is there with its number and entries; none was sold twice."""
    from django.db.models import Count, F

    from benchmarks.made.choosers import account_id
    from lintas.applications.models import Application
    from lintas.appointments.models import Booking, Slot
    from lintas.journal.models import Entry, Unordered
    from lintas.queue.models import Ticket

    assert not crowd.others, crowd.others
    said = {UUID(one) for one in crowd.acknowledged}
    assert len(said) == len(crowd.acknowledged), "one booking was acknowledged twice"
    there = dict(Booking.objects.filter(person_id__lt=account_id(PEOPLE)).values_list("id", "case"))
    assert said <= there.keys(), f"{len(said - there.keys())} acknowledged bookings are missing"
    cases = set(there.values())
    assert len(cases) == len(there), "somebody has two"
    assert set(Ticket.objects.values_list("booking_id", flat=True)) == there.keys()
    assert Application.objects.filter(status="visit-booked").count() == len(cases)
    entries = Entry.objects.filter(case__isnull=False)
    waiting = Unordered.objects.filter(entry_id__in=entries.values("pk"))
    assert entries.count() == waiting.count() == 3 * len(cases)
    counted = Slot.objects.annotate(booked=Count("bookings"))
    assert not counted.exclude(taken=F("booked")).exists()
    print(f"checked: {len(said):,} acknowledged, {len(there):,} there, each whole and once")


def inside() -> int:
    from benchmarks.made.serving import process
    from tools.postgres import free_port

    began = time.perf_counter()
    prepare()
    from django.db import connection

    postgres_here = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if postgres_here else "ANALYZE")
    print(f"{PEOPLE:,} people made in {time.perf_counter() - began:.0f} s", flush=True)
    folder, port = Path(os.environ["LINTAS_DATA"]), free_port()
    site = f"http://127.0.0.1:{port}"
    with process("web", port, folder, f"{site}/healthz"):
        crowd = Crowd(site, folder)
        crowd.book([HOT], 1)
        against = against_pgbench if postgres_here else against_a_loop
        ratios = against(crowd, folder)
    check(crowd)
    goals = GOALS if postgres_here else {"hot": SQLITE_GOAL}
    met = all(ratios[name] >= goal for name, goal in goals.items())
    said = ", ".join(f"{name} {ratios[name]:.2f} (goal {goal:.2f})" for name, goal in goals.items())
    name = "booking" if postgres_here else "booking-sqlite"
    print(f"{name}: {said}, {'met' if met else 'not met'}", flush=True)
    return 0


def run(url: str, people: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # pgbench may read its script as another user
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "0",
            "LINTAS_PEOPLE": str(people),
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.booking", "inside"]
        return subprocess.run(command, env=surroundings).returncode


def main() -> int:
    if "inside" in sys.argv:
        return inside()
    need_wrk()
    failed = run("", PEOPLE_SQLITE)
    with postgres.running() as url:
        return run(url, PEOPLE) or failed


if __name__ == "__main__":
    sys.exit(main())
