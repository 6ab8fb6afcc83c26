"""Seconds until people are answered when 5,000 come within 10 s for 500 places.

The real office on PostgreSQL (fsync on): the web process as an office starts it, its worker, and
the load in a program of its own, all on this machine. Each person has a session and a paid request,
asks for the calendar, waits as the page says, asks again when it says so, and chooses a time when
let in. Beside them somebody looks at a status page. Ratios: the 98th percentile of all answers to
2 s; the 95th percentile of the status page in the rush to what it is in quiet.
Met only if nothing failed, no place was given twice, and everybody was told what is so: a time,
that all is taken, or how many are ahead. LINTAS_PEOPLE and LINTAS_PLACES set other numbers.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

from tools import postgres
from tools.ground import lay_or_copy
from tools.postgres import free_port

PEOPLE = int(os.environ.get("LINTAS_PEOPLE", "5000"))
PLACES = int(os.environ.get("LINTAS_PLACES", "500"))
ANSWER_SECONDS, STATUS_TIMES = 2.0, 2.0
QUIET_SECONDS, MOST_SECONDS = 5.0, 44.0
THE_Q = (
    "theQ of British Columbia: 28.5 answers a second at 200 users, median 3.4 s; p95 22.6 s at 400"
)


def percentile(seconds: list[float], share: int) -> float:
    ranked = sorted(seconds)
    return ranked[min(len(ranked) - 1, len(ranked) * share // 100)]


def prepare(file: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.made import choosers
    from lintas.appointments import public as appointments
    from lintas.kernel import clock
    from lintas.kernel.actor import system
    from lintas.kernel.ids import new_id

    lay_or_copy()
    call_command("services", "publish", verbosity=0)
    at = clock.now()
    choosers.make_choosers(0, PEOPLE + 1, at)
    choosers.make_places(PLACES, at)
    appointments.begin_lobby(
        lobby_id=new_id(), office=choosers.OFFICE, service=choosers.SERVICE, why="staff",
        opens_at=at, actor=system("benchmark"), at=at,
    )  # fmt: skip
    with connection.cursor() as cursor:  # as autovacuum leaves them
        cursor.execute("VACUUM ANALYZE")
    people = [(choosers.session_key(n), str(choosers.application_id(n))) for n in range(PEOPLE + 1)]
    Path(file).write_text(json.dumps(people))


def truth() -> dict[str, Any]:
    """What the database says afterwards."""
    import django

    django.setup()
    from benchmarks.made.choosers import SERVICE
    from lintas.appointments import public as appointments
    from lintas.appointments.invariants import check_appointments, check_lobbies, check_places
    from lintas.appointments.lobby_models import Lobby
    from lintas.appointments.models import Booking, Slot

    slots = Slot.objects.filter(service=SERVICE, places__gt=0, bookings__isnull=False).distinct()
    lobby = Lobby.objects.get()
    turns = appointments.turns_after(lobby.pk, 0)
    return {
        "booked": [str(case) for case in Booking.objects.values_list("case", flat=True)],
        "oversold": [str(s.pk) for s in slots if s.bookings.count() > s.places],
        "broken": [*check_appointments(), *check_places(), *check_lobbies()],
        "ahead": {str(case): turn - lobby.called - 1 for case, turn in turns},
        "bound": lobby.bound,
        "arrived": lobby.arrived,
    }


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def load(what: str, site: str, file: Path, seconds: float, surroundings: dict[str, str]) -> Any:
    command = [sys.executable, "-m", "benchmarks.made.rush", what, site, str(file), str(seconds)]
    done = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def untrue(met: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What was said to people and is not so, and what was said to nobody."""
    said: dict[str, list[str]] = {"booked": [], "sold out": [], "waits": [], "no word": []}
    for who, end in met["ends"].items():
        said[end].append(who)
    booked, ahead = set(found["booked"]), found["ahead"]
    troubles = [f"{len(said['no word'])} people had no word"] if said["no word"] else []
    if not set(said["booked"]) <= booked or len(booked) != len(found["booked"]):
        troubles.append(f"{len(said['booked'])} were told of a time, {len(found['booked'])} have")
    if said["sold out"] and len(booked) < PLACES:
        troubles.append(f"told that all is taken, {PLACES - len(booked)} places are left")
    behind = [who for who in said["waits"] if ahead.get(who, 0) > met["ahead"][who]]
    if behind:
        troubles.append(f"{len(behind)} are further back than they were told")
    bad = {code: n for code, n in met["statuses"].items() if code == "0" or int(code) >= 500}
    if bad:
        troubles.append(f"answers {bad}")
    return [*troubles, *found["oversold"], *found["broken"]]


def report(calm: dict[str, Any], met: dict[str, Any], found: dict[str, Any]) -> None:
    seconds, count, took = met["seconds"], len(met["seconds"]), met["took"]
    print(f"{PEOPLE} people, {PLACES} places, took {took:.0f} s")
    marks = ", ".join(f"p{share} {percentile(seconds, share):.3f}" for share in (50, 95, 98))
    print(f"{count} answers, {count / took:.0f} a second: {marks}, slowest {max(seconds):.3f} s")
    print(f"by status {met['statuses']}; pages read {met['told']}")
    ends = Counter(met["ends"].values())
    print(f"{found['arrived']} lined up; at the end {dict(ends)}; bound {found['bound']}")
    used = ", ".join(f"{name} {one:.1f}" for name, one in met["processors"].items())
    print(f"seconds of processor: {used}; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"for comparison, {THE_Q}")
    p95 = [percentile(one["status_page"], 95) for one in (calm, met)]
    print(f"status page p95: {p95[0]:.3f} s in quiet, {p95[1]:.3f} s in the rush")
    troubles = untrue(met, found)
    for trouble in troubles:
        print(f"not so: {trouble}")
    answers, status = percentile(seconds, 98) / ANSWER_SECONDS, p95[1] / p95[0]
    good = answers <= 1 and status <= STATUS_TIMES and not troubles
    verdict = "met" if good else "not met"
    print(f"opening: answers {answers:.2f} (goal 1.00), status {status:.2f} (goal 2.00), {verdict}")


def processor_seconds(pid: int) -> float:
    """Of a process and those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + sum(processor_seconds(int(one)) for one in children)


def run(url: str, folder: Path) -> None:
    from lintas.processes import commands

    port, file = free_port(), folder / "people.json"
    surroundings = {
        **os.environ,
        "DATABASE_URL": url,
        "LINTAS_DATA": str(folder),
        "LINTAS_DEMO": "1",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "lintas.settings",
    }
    me = [sys.executable, "-m", "benchmarks.opening"]
    subprocess.run(
        [*me, "prepare", str(file)], env=surroundings, check=True, stderr=subprocess.DEVNULL
    )
    site, started = f"http://127.0.0.1:{port}", commands(port, folder)
    log = (folder / "log").open("wb")
    running = {
        name: subprocess.Popen(started[name], env=surroundings, stdout=log, stderr=log)
        for name in ("web", "worker")
    }
    try:
        wait_for(f"{site}/readyz")
        calm = load("quiet", site, file, QUIET_SECONDS, surroundings)
        before = {name: processor_seconds(one.pid) for name, one in running.items()}
        met = load("rush", site, file, MOST_SECONDS, surroundings)
        met["processors"] = {
            **{n: processor_seconds(one.pid) - before[n] for n, one in running.items()},
            "load": met["used"],
        }
        done = subprocess.run([*me, "truth"], env=surroundings, check=True, capture_output=True)
    finally:
        for one in running.values():
            one.terminate()
        for one in running.values():
            one.wait(20)
    report(calm, met, json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    if "prepare" in sys.argv:
        prepare(sys.argv[-1])
        return 0
    if "truth" in sys.argv:
        print(json.dumps(truth()))
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        run(url, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
