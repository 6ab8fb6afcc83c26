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
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tools import postgres

GOALS = {"hot": 1.0, "spread": 0.4}
SQLITE_GOAL = 0.3
CONNECTIONS = 64
ROUNDS = int(os.environ.get("LINTAS_ROUNDS", "3"))
SECONDS = 2
PEOPLE = int(os.environ.get("LINTAS_PEOPLE", "60000"))
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


def need_wrk() -> None:
    if shutil.which("wrk"):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit("Missing: wrk. Install it and run again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "wrk"]):
        subprocess.run(["apt-get", *words], check=True, env=quiet, stdout=subprocess.DEVNULL)


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
        asked.write_text(
            "".join(
                f"{session_key(n)} {application_id(n)} {slot_id(slots[n % len(slots)])}\n"
                for n in numbers
            )
        )
        surroundings = {**os.environ, "BOOK_REQUESTS": str(asked), "BOOK_ANSWERS": str(answered)}
        words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(LUA), self.site]
        done = subprocess.run(words, env=surroundings, capture_output=True, text=True, check=True)
        took = next(line for line in done.stdout.splitlines() if "requests in" in line)
        lines = answered.read_text().splitlines()
        booked = [line.removeprefix("201 ") for line in lines if line.startswith("201 ")]
        self.others.update(line[:60] for line in lines if not line.startswith("201 "))
        self.acknowledged += booked
        self.next += len(lines) + CONNECTIONS
        return len(booked) / float(took.split()[3].rstrip(",s"))


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


@contextmanager
def web(port: int, folder: Path) -> Iterator[str]:
    """The web process as an office runs it."""
    from lintas import env, processes

    site = f"http://127.0.0.1:{port}"
    surroundings = {**processes.surroundings(), "PORT": str(port), "LINTAS_SITE_URL": site}
    process = subprocess.Popen(
        processes.commands(port, folder)["web"], cwd=env.ROOT, env=surroundings
    )
    try:
        for _ in range(200):
            try:
                httpx.get(site + "/healthz")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("services", "publish", verbosity=0)
    from benchmarks.made.choosers import make_choosers, make_slots
    from lintas.kernel import clock

    at = clock.now()
    make_choosers(0, PEOPLE, at)
    for first, count in ((HOT, 1), (THEIR_HOT, 1), (OURS, SPREAD), (THEIRS, SPREAD)):
        make_slots(first, count, PLACES, at)


def inside() -> int:
    from django.db import connection

    began = time.perf_counter()
    prepare()
    print(f"prepared in {time.perf_counter() - began:.0f} s", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    folder = Path(os.environ["LINTAS_DATA"])
    port = int(os.environ["PORT"])
    with web(port, folder) as site:
        crowd = Crowd(site, folder)
        crowd.book([HOT], 1)
        ratios = against_pgbench(crowd, folder)
    print(crowd.others)
    print(ratios)
    return 0


def against_pgbench(crowd: Crowd, folder: Path) -> dict[str, float]:
    url = os.environ["DATABASE_URL"]
    ratios: dict[str, list[float]] = {"hot": [], "spread": []}
    for number in range(1, ROUNDS + 1):
        for name, ours, theirs in (
            ("hot", [HOT], (THEIR_HOT, 1)),
            ("spread", list(range(OURS, OURS + SPREAD)), (THEIRS, SPREAD)),
        ):
            bare = pgbench(url, folder, *theirs)
            mine = crowd.book(ours)
            ratios[name].append(mine / bare)
            load = os.getloadavg()[0]
            print(
                f"round {number}, {name}: pgbench {bare:,.0f}/s, booked {mine:,.0f}/s, "
                f"ratio {mine / bare:.2f}, load of the machine {load:.1f}",
                flush=True,
            )
    return {name: statistics.median(found) for name, found in ratios.items()}


def main() -> int:
    if "inside" in sys.argv:
        return inside()
    need_wrk()
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "0",
            "PORT": str(postgres.free_port()),
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.booking", "inside"]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
