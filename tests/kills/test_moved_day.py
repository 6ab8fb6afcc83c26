"""A day is moved, and whoever carries the people is killed with -9 again and again on the way.

Each time before a statement or at a commit picked by chance, so that a quick machine is killed as
often as a slow one.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lintas import env
from tests.databases import migrated
from tests.running import RunningOffice, free_row

PEOPLE, LEAST_KILLS = 40, 4
BEGIN = f"""
from datetime import datetime
from tests.applications.days_cast import all_booked, move, number, FRIDAY
at = datetime.fromisoformat("2026-11-25T08:30+07:00")
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
appointments.prepare_slots(at)
Slot.objects.filter(place="muara-siberut").update(places=9)
people = all_booked({PEOPLE}, at)
import json
order = sorted(people, key=number)
print("ORDER" + json.dumps([str(one.pk) for one in order]))
move(at, FRIDAY)
"""
CARRY = """
import os, random, signal
from datetime import datetime
from django.db import connection, connections
from lintas.applications.day_commands import carry_people
from lintas.appointments.day_models import Affected

class Until:
    def __init__(self, statements):
        self.left = statements
    def step(self):
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def __call__(self, execute, sql, params, many, context):
        self.step()
        return execute(sql, params, many, context)

def carry(statements):
    until, commit = Until(statements), connection.commit
    def committed():
        until.step()
        commit()
        until.step()
    connection.commit = committed
    with connection.execute_wrapper(until):
        carry_people(datetime.fromisoformat("2026-11-25T08:31+07:00"))

kills = 0
while Affected.objects.filter(state="pending").exists():
    connections.close_all()
    worker = os.fork()
    if worker == 0:
        carry(random.randint(2, 160))
        os._exit(0)
    _, ended = os.waitpid(worker, 0)
    kills += os.WIFSIGNALED(ended)
carry_people(datetime.fromisoformat("2026-11-25T08:32+07:00"))
print("KILLS" + str(kills))
"""
TRUTH = """
import json
from collections import Counter
from lintas.appointments.day_models import Affected, DayChange
from lintas.appointments.invariants import check_appointments, check_days
from lintas.appointments.invariants import check_ledger, check_places
from lintas.appointments.models import Booking
from lintas.journal.models import Entry
from lintas.queue.models import Ticket
there = Booking.objects.filter(status="live")
live = Ticket.objects.exclude(status="cancelled").order_by("number")
print("TRUTH" + json.dumps({
    "pending": Affected.objects.filter(state="pending").count(),
    "done": DayChange.objects.filter(done_at__isnull=False).count(),
    "order": [str(case) for case in live.filter(on="2026-12-04").values_list("case", flat=True)],
    "left": there.filter(slot__on="2026-12-03").count(),
    "booked": Counter(str(case) for case in there.values_list("case", flat=True)),
    "tickets": Counter(str(case) for case in live.values_list("case", flat=True)),
    "told": Entry.objects.filter(kind="application:visit-day-moved").count(),
    "wrong": [*check_appointments(), *check_places(), *check_days(), *check_ledger()],
}))
"""


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[RunningOffice]:
    """An office's database without its processes."""
    with migrated(tmp_path) as url:
        found = RunningOffice(tmp_path, free_row(), url, {"PYTHONPATH": f"src:{env.ROOT}"})
        found.manage("services", "publish", "-v", "0")
        yield found


def test_killed_between_and_within_people_nobody_is_lost_or_moved_twice(
    alone: RunningOffice,
) -> None:
    order = said(alone.manage("shell", "-c", BEGIN), "ORDER")
    kills = said(alone.manage("shell", "-c", CARRY), "KILLS")
    assert kills >= LEAST_KILLS
    truth = truth_of(alone)
    assert truth["pending"] == 0
    assert truth["done"] == 1
    assert truth["left"] == 0
    assert truth["order"] == order
    assert set(truth["booked"].values()) == set(truth["tickets"].values()) == {1}
    assert len(truth["booked"]) == PEOPLE == truth["told"]
    assert truth["wrong"] == []
    print(f"{kills} kills, {PEOPLE} people")


def truth_of(alone: RunningOffice) -> dict[str, object]:
    found: dict[str, object] = said(alone.manage("shell", "-c", TRUTH), "TRUTH")
    return found


def said(printed: str, word: str) -> object:
    line = next(one for one in printed.splitlines() if one.startswith(word))
    return json.loads(line.removeprefix(word))
