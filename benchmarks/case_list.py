"""Milliseconds until the desk's list of cases answers, with a million applications on PostgreSQL.

The list's own questions (`cases_page`): first page, filters alone and put together at random, next
pages near and far, numbers, names with slips of the pen, the names that most people bear; in the
database (20 ms), names as a whole (100 ms), and as pages through the site (50 ms): of a hundred
different ones the 95th percentile. Before that the same with a hundred thousand on SQLite. How it
is measured beside others' work: made/measuring.py. LINTAS_CASES sets how many on PostgreSQL
(1,000,000; 10,000,000 needs some 20 GB), LINTAS_CASES_SQLITE how many on SQLite (100,000; 0 leaves
it out).
"""

import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from tools import postgres
from tools.ground import lay_or_copy

if TYPE_CHECKING:
    from benchmarks.made.measuring import Ask, Found
    from benchmarks.made.questions import Questions

CASES = int(os.environ.get("LINTAS_CASES", "1000000"))
CASES_SQLITE = int(os.environ.get("LINTAS_CASES_SQLITE", "100000"))
DATABASE, PAGE, NAME = 20.0, 50.0, 100.0
NEWEST = 6000
"""Cases that an office has in hand, or that are not yet sent."""
LIST, TRIVIAL = "/petugas/berkas/", "/luring/"


def measured(asked: "Questions") -> dict[str, tuple["Found", float]]:
    """Each kind with its limit."""
    from benchmarks.made.measuring import Database, found, select_one, wall
    from tests.walk import signed_in_staff

    desk = signed_in_staff("rosa")
    in_database = {**asked.lists(), **asked.searches()}
    kinds = {
        **{k: (Database(), run, select_one, DATABASE) for k, run in in_database.items()},
        **{k: (wall, run, select_one, NAME) for k, run in asked.names_sought().items()},
        **{k: (wall, run, _get(desk), PAGE) for k, run in _pages(asked, desk).items()},
    }
    results = {}
    for name, (measure, run, yardstick, limit) in kinds.items():
        one = found(measure, run, yardstick)
        print(
            f"{name:12} {one.slow:7.1f} ms of {limit:3.0f}   median {one.median:6.1f}   "
            f"yardstick {one.yardstick:5.1f}   own processor {one.own:5.1f}",
            flush=True,
        )
        results[name] = one, limit
    return results


def _get(desk: object) -> "Ask":
    return lambda nth: desk.get(TRIVIAL)  # type: ignore[attr-defined]


def _pages(asked: "Questions", desk: object) -> dict[str, "Ask"]:
    from lintas.desk.case_list_views import address_of

    def get(address: str) -> object:
        answer = desk.get(LIST + address)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        return answer

    return {
        "page": lambda n: get(""),
        "page-filter": lambda n: get(address_of(asked.any_filters(n))),
        "page-next": lambda n: get(f"?sesudah={asked.following[n].replace('+', '%2B')}"),
    }


def inside(count: int) -> int:
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    lay_or_copy()
    call_command("services", "publish", verbosity=0)
    from benchmarks.made.filling import fill
    from benchmarks.made.questions import Questions
    from lintas.kernel import clock

    began = time.perf_counter()
    staff = fill(count, min(NEWEST, count // 4))
    made = time.perf_counter()
    print(f"{count} applications made on {connection.vendor} in {made - began:.0f} s")
    results = measured(Questions(count, staff, clock.now()))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"measured in {time.perf_counter() - made:.0f} s, load of the machine {load}")
    worst = {
        kind: max(one.slow / limit for one, limit in results.values() if limit == of)
        for kind, of in (("lists", DATABASE), ("names", NAME), ("pages", PAGE))
    }
    verdict = "met" if max(worst.values()) <= 1 else "not met"
    said = ", ".join(f"{kind} {ratio:.2f} (goal 1.00)" for kind, ratio in worst.items())
    name = "case-list" if connection.vendor == "postgresql" else "case-list-sqlite"
    print(f"{name}: {said}, {verdict}", flush=True)
    return 0


def run(url: str, count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "1",
            "LINTAS_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.case_list", "inside", str(count)]
        return subprocess.run(command, env=surroundings).returncode


def main() -> int:
    if "inside" in sys.argv:
        return inside(int(sys.argv[-1]))
    failed = run("", CASES_SQLITE) if CASES_SQLITE else 0
    with postgres.running() as url:
        return run(url, CASES) or failed


if __name__ == "__main__":
    sys.exit(main())
