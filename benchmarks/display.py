"""Milliseconds from a call to 500 displays and phones that follow it, and the memory it takes.

The real live process on a PostgreSQL made for this run; 500 listeners in a process of their own
hear the stream; numbers are called by the real command, one after the other. Measured from the
moment the command returns to the moment a listener has the new number in its hands (one clock, one
machine), for each listener and call; the 99th in a hundred must be within a second. All that
streams, with all of them listening, must be within 100 MB: every process that the service's command
starts, added up by PSS, which gives each its part of pages that several share (a program that
another process has open too counts with its part; what only this service holds counts whole).
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made.serving import process
from tools import postgres
from tools.ground import lay_or_copy
from tools.postgres import free_port

LISTENERS = int(os.environ.get("LINTAS_LISTENERS", "500"))
CALLS = 20
PAUSE = 0.6
LIMIT_MS, LIMIT_MB = 1000.0, 100.0
OFFICE, COUNTER = "mentawai", "loket-2"


async def listen(port: int, heard: dict[str, list[float]], ready: asyncio.Semaphore) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /live/{OFFICE}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    known, seen = False, set()
    while line := await reader.readline():
        if not line.startswith(b"data: {"):
            continue
        if not known:
            known = True
            ready.release()
        at = time.time()
        for call in json.loads(line[6:])["current"]:
            if call["number"] not in seen:
                seen.add(call["number"])
                heard.setdefault(call["number"], []).append(at)


async def listen_all(port: int, seconds: float) -> dict[str, list[float]]:
    heard: dict[str, list[float]] = {}
    ready = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(listen(port, heard, ready)) for _ in range(LISTENERS)]
    for _ in range(LISTENERS):
        await ready.acquire()
    print("listening", flush=True)
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    return heard


def listeners(port: int, seconds: float) -> int:
    """In a process of its own: says when all are there, then what they heard."""
    print(json.dumps(asyncio.run(listen_all(port, seconds))), flush=True)
    return 0


def prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    lay_or_copy()
    call_command("services", "publish", verbosity=0)


def wait_in_line() -> None:
    from lintas.catalogue import public as catalogue
    from lintas.kernel import clock
    from lintas.kernel.actor import system
    from lintas.kernel.ids import new_id
    from lintas.queue import public as queue

    at, actor = clock.now(), system("bench")
    for _ in range(CALLS):
        made = queue.issue_ticket(
            ticket_id=new_id(),
            office=OFFICE,
            on=catalogue.office(OFFICE).today(at),
            letter="A",
            service="paspor-penggantian",
            case=None,
            booking_id=None,
            due_at=at,
            actor=actor,
            at=at,
        )
        queue.arrive(ticket_id=made.id, actor=actor, at=at)


def call_all() -> dict[str, float]:
    """When each number was called, by the command that the counter uses."""
    from lintas.kernel import clock
    from lintas.kernel.actor import Actor, ActorKind, Role
    from lintas.kernel.ids import new_id
    from lintas.queue import public as queue

    officer = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), OFFICE)
    called = {}
    for _ in range(CALLS):
        found = queue.call_next(office=OFFICE, counter=COUNTER, actor=officer, at=clock.now())
        assert found is not None
        called[found.label] = time.time()
        time.sleep(PAUSE)
        queue.start(ticket_id=found.id, actor=officer, at=clock.now())
        queue.finish(ticket_id=found.id, actor=officer, at=clock.now())
    return called


def memory_of(pid: int) -> float:
    """Of all processes that stream, the started one and what it started. Unit: MB (PSS)."""
    found = 0.0
    for one in [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return found


def inside() -> int:
    prepare()
    wait_in_line()
    folder, port = Path(os.environ["LINTAS_DATA"]), free_port()
    seconds = CALLS * (PAUSE + 0.1) + 3
    with process("live", port - 1, folder, f"http://127.0.0.1:{port}/nothing") as live:
        command = [sys.executable, "-m", "benchmarks.display", "listen", str(port), str(seconds)]
        crowd = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert crowd.stdout is not None
        assert crowd.stdout.readline().strip() == "listening"
        called = call_all()
        memory = memory_of(live.pid)
        heard = json.loads(crowd.stdout.read())
    late = [(moment - called[n]) * 1000 for n in called for moment in heard.get(n, [])]
    assert len(late) == CALLS * LISTENERS, f"{len(late)} of {CALLS * LISTENERS} were heard"
    p99 = statistics.quantiles(late, n=100)[98]
    print(f"median {statistics.median(late):.0f} ms, p99 {p99:.0f} ms, {memory:.0f} MB")
    met = p99 <= LIMIT_MS and memory <= LIMIT_MB
    print(
        f"display: p99 {p99 / LIMIT_MS:.2f} of a second (goal 1.00), memory "
        f"{memory / LIMIT_MB:.2f} of 100 MB (goal 1.00), {'met' if met else 'not met'}",
        flush=True,
    )
    return 0


def main() -> int:
    if "listen" in sys.argv:
        return listeners(int(sys.argv[2]), float(sys.argv[3]))
    if "inside" in sys.argv:
        return inside()
    with postgres.running() as url, tempfile.TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "DATABASE_URL": url,
            "LINTAS_DATA": folder,
            "LINTAS_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "lintas.settings",
        }
        command = [sys.executable, "-m", "benchmarks.display", "inside"]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
