"""Milliseconds until the desk's list of cases answers, with a million applications on PostgreSQL.

The list's own questions (`cases_page`), first page, one status, next page, a name's beginning, a
NIK; the 95th of a hundred of each, in the database and as a page through the site. LINTAS_CASES
sets how many applications (1,000,000, which takes a few minutes to make).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from tools import postgres

CASES = int(os.environ.get("LINTAS_CASES", "1000000"))
ROUNDS = 100
GOALS_MS = {"first": 20, "status": 20, "next": 20, "nik": 20, "name": 100, "page": 50}
NAMES = ("sari", "budi", "markus", "yohana", "lukas", "rosa", "martinus", "agus", "dewi", "eko")

FILL = """
INSERT INTO applications_application (id, number, salt, office, service, service_version,
  account_id, language, status, status_since, created_at, warned_after)
SELECT gen_random_uuid(), 'MTW-26-' || n, '', 'mentawai', 'paspor-penggantian', 2, %(owner)s, 'id',
  (ARRAY['paid','visit-booked','under-review','approved','ready','collected','collected',
         'collected','refused','lapsed'])[1 + n %% 10],
  now() - n * interval '30 seconds', now() - n * interval '31 seconds', 0
FROM generate_series(1, %(count)s) AS n;
INSERT INTO applications_answers (application_id, data, name, name_folded)
SELECT id, '{}', word, word FROM (
  SELECT id, (%(names)s::text[])[1 + (hashtext(number) & 7)] || ' ' ||
    chr(97 + (hashtext(number) >> 4 & 15)) || chr(97 + (hashtext(number) >> 8 & 15)) || 'an' ||
    chr(97 + (hashtext(number) >> 12 & 15)) || ' contoh' AS word FROM applications_application
) AS named;
INSERT INTO applications_mark (value, answers_id)
SELECT '1309' || lpad((row_number() OVER ())::text, 12, '0'), id FROM applications_application;
"""


def fill() -> None:
    from django.db import connection
    from django.utils import timezone

    from lintas.accounts.models import Account

    owner = Account.objects.create(username="bench", opened_at=timezone.now())
    with connection.cursor() as cursor:
        values = {"owner": owner.pk, "count": CASES, "names": list(NAMES)}
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute("ANALYZE")


def percentile(run: Callable[[int], object]) -> float:
    """Unit: milliseconds, the 95th of a hundred after a warm-up."""
    run(0)
    found = []
    for nth in range(ROUNDS):
        began = time.perf_counter()
        run(nth)
        found.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(found, n=20)[-1]


def measured() -> dict[str, float]:
    from django.test import Client

    from lintas.accounts import demo
    from lintas.applications.public import cases_page
    from lintas.kernel import clock
    from lintas.kernel.actor import Actor, ActorKind, Role
    from tests.walk import signed_in_staff

    officer = Actor(kind=ActorKind.STAFF, office="mentawai", roles=frozenset({Role.OFFICER}))

    def page(**asked: str) -> Callable[[int], object]:
        given = {"status": "", "text": "", "after": "", **asked}
        return lambda nth: cases_page(
            officer, **{k: v.format(nth=nth, name=NAMES[nth % 8]) for k, v in given.items()}
        )

    following = cases_page(officer, status="", text="", after="").following
    demo.seed_staff("mentawai", clock.now())
    desk: Client = signed_in_staff("rosa")
    return {
        "first": percentile(page()),
        "status": percentile(page(status="under-review")),
        "next": percentile(page(after=following)),
        "nik": percentile(page(text="13090000000{nth:05}")),
        "name": percentile(page(text="{name} ab")),
        "page": percentile(lambda nth: desk.get("/petugas/berkas/")),
    }


def inside() -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("services", "publish", verbosity=0)
    began = time.perf_counter()
    fill()
    print(f"{CASES} applications made in {time.perf_counter() - began:.0f} s")
    found = measured()
    for name, milliseconds in found.items():
        print(f"{name:8} {milliseconds:8.1f} ms of {GOALS_MS[name]}")
    ratios = {name: found[name] / goal for name, goal in GOALS_MS.items()}
    verdict = "met" if max(ratios.values()) <= 1 else "not met"
    said = ", ".join(f"{name} {ratio:.2f} (goal 1.00)" for name, ratio in ratios.items())
    print(f"case-list: {said}, {verdict}")
    return 0


def main() -> int:
    if "inside" in sys.argv:
        return inside()
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "1",
            "LINTAS_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.case_list", "inside"]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
