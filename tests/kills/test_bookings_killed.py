"""kill -9 of the web process while a crowd books: what was acknowledged is there."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import running
from tests.running import RunningOffice

KILLS = 3
PEOPLE = 160
CROWD = 16
MADE = f"""
import json
from datetime import timedelta
from benchmarks.made import choosers
from lintas.kernel import clock
at = clock.now()
choosers.make_choosers(0, {PEOPLE}, at)
choosers.make_slots(1, 4, 30, at)
print("MADE" + json.dumps([
    [choosers.session_key(n), str(choosers.application_id(n)), str(choosers.slot_id(1 + n % 4))]
    for n in range({PEOPLE})
]))
"""
TRUTH = f"""
import json
from benchmarks.made.choosers import application_id
from django.db.models import Count, F
from lintas.appointments.models import Booking, Slot
from lintas.journal.models import Entry
from lintas.queue.models import Ticket
ours = dict(case__gte=application_id(0), case__lt=application_id({PEOPLE}))
tickets = Ticket.objects.filter(**ours).values_list("booking_id", flat=True)
moved = Entry.objects.filter(kind="application:visit-booked", **ours).values_list("case", flat=True)
counted = Slot.objects.annotate(n=Count("bookings"))
print("TRUTH" + json.dumps({{
    "bookings": {{str(b.pk): str(b.case) for b in Booking.objects.filter(**ours)}},
    "tickets": [str(t) for t in tickets],
    "moved": [str(e) for e in moved],
    "wrong": counted.exclude(taken=F("n")).count(),
}}))
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RunningOffice]:
    with running.office(tmp_path) as found:
        yield found


def printed(office: RunningOffice, program: str, mark: str) -> Any:
    out = office.manage("shell", "-c", program)
    return json.loads(next(x for x in out.splitlines() if x.startswith(mark)).removeprefix(mark))


def book_until_answered(site: str, mine: list[list[str]], said: dict[str, tuple[int, str]]) -> None:
    """As a page does: the same key again until there is an answer."""
    for session, application, slot in mine:
        for _ in range(400):
            try:
                answer = httpx.post(
                    f"{site}/api/v1/bookings",
                    json={"application": application, "slot": slot},
                    headers={"Idempotency-Key": application, "Origin": site},
                    cookies={"lintas": session},
                    timeout=20,
                )
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code < 500:
                said[application] = (answer.status_code, answer.json().get("id", ""))
                break
            time.sleep(0.05)


def test_what_was_acknowledged_is_there_after_kills(office: RunningOffice) -> None:
    people = printed(office, MADE, "MADE")
    said: dict[str, tuple[int, str]] = {}
    crowd = [
        threading.Thread(target=book_until_answered, args=(office.site, people[n::CROWD], said))
        for n in range(CROWD)
    ]
    for one in crowd:
        one.start()
    for nth in range(1, KILLS + 1):
        while len(said) < nth * PEOPLE // (KILLS + 2):
            time.sleep(0.01)
        office.send("web", signal.SIGKILL)
        office.start("web")
    for one in crowd:
        one.join(180)
    truth = printed(office, TRUTH, "TRUTH")
    assert len(said) == PEOPLE, "everybody was answered"
    booked = {booking: case for case, (status, booking) in said.items() if status == 201}
    assert {status for status, _ in said.values()} <= {201, 409}
    assert len(booked) == 120 == len(truth["bookings"]), "four times with thirty places"
    assert booked == truth["bookings"], "acknowledged and there are the same"
    assert sorted(truth["tickets"]) == sorted(booked)
    assert sorted(truth["moved"]) == sorted(booked.values())
    assert truth["wrong"] == 0
