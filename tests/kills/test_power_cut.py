"""The power goes in the middle of a booking and of a call; what was told is there, the rest is not.

All processes of web and of the database server are killed at once (kill -9) while both requests
have written half of what they write: the last thing both need is held by somebody else until then.
What is killed in the middle on SQLite is tests/hot, in far more places.
"""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

import httpx
import psycopg
import pytest

from tests.kills.crowd import Member, Person
from tests.running import MORNING, RunningOffice, free_row, until
from tools import postgres

TRUTH = """
from lintas.appointments.models import Booking
from lintas.queue.models import Ticket
print("BOOKED", sorted(str(b.case) for b in Booking.objects.filter(status="live")))
print("CALLED", sorted(t.label for t in Ticket.objects.filter(status="called")))
"""
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
HELD = "LOCK TABLE queue_lastnumber IN EXCLUSIVE MODE"
"""The number of a ticket and the number of a call are the last that a booking and a call take."""


@dataclass
class Powered:
    """An office and the server of its database, which can lose their power."""

    office: RunningOffice
    server: postgres.Server

    def cut(self) -> None:
        for name in ("web", "worker", "live"):
            self.office.send(name, SIGKILL)
        self.server.crash()

    def back(self) -> None:
        self.server.start()
        self.office.start("web", "worker", "live")
        self.office.wait_until_ready()

    def until_both_are_in_the_middle(self, *acts: Callable[[], httpx.Response]) -> list[object]:
        """Each request in a thread, at the last thing it needs. Gives what they get, in time."""
        with psycopg.connect(self.server.url, autocommit=True) as watch:
            self.holder = psycopg.connect(self.server.url)
            self.holder.execute(HELD)
            got = fired(*acts)
            until(
                "both wait in their middle",
                lambda: watch.execute(WAITING).fetchone() == (len(acts),),
            )
        return got

    def truth(self) -> dict[str, str]:
        printed = self.office.manage("shell", "-v", "0", "-c", TRUTH)
        return dict(re.findall(r"^([A-Z]+) (.*)$", printed, re.M))


@pytest.fixture
def powered(tmp_path: Path) -> Iterator[Powered]:
    with postgres.server() as server:
        found = RunningOffice(tmp_path, free_row(), server.url, {})
        found.set_clock(MORNING)
        found.manage("demo", "prepare")
        try:
            found.start("web", "live", "worker", "payment", "messaging")
            found.wait_until_ready()
            yield Powered(found, server)
        finally:
            found.stop()


def fired(*acts: Callable[[], httpx.Response]) -> list[object]:
    """What each got, or how its line broke; filled as they end."""
    got: list[object] = []

    def run(act: Callable[[], httpx.Response]) -> None:
        try:
            got.append(act())
        except httpx.HTTPError as broken:
            got.append(broken)

    for act in acts:
        threading.Thread(target=run, args=(act,), daemon=True).start()
    return got


def a_slot_of(person: Person, one: str) -> dict[str, str]:
    page = person.get(f"/permohonan/{one}/jadwal/")
    found = re.search(r'name="slot" value="([0-9a-f-]{36})"', page)
    assert found, "no place in the calendar"
    return {"slot": found.group(1)}


def once(someone: Person | Member, path: str, data: dict[str, str]) -> httpx.Response:
    """Pressed once: what is not answered stays so."""
    token = someone.http.cookies.get("csrftoken", "")
    return someone.http.post(path, data=data, headers={"X-CSRFToken": token})


@pytest.mark.postgres
def test_power_cut_in_the_middle_of_a_booking_and_of_a_call(powered: Powered) -> None:
    office, ended = powered.office, threading.Event()
    shift = int((office.folder / "clock-shift").read_text())
    early, late = (Person(office.site, number, shift, ended) for number in (1, 2))
    officer = Member(office.site, 1, "rosa", ended)
    officer.post("/petugas/loket/duduk/", {"counter": "loket-3"})
    booked, cut = "", ""
    for person in (early, late):
        person.sign_in()
        booked, cut = cut, person.paid_request()
    assert once(early, f"/permohonan/{booked}/jadwal/", a_slot_of(early, booked)).is_redirect
    slot, called_before = a_slot_of(late, cut), powered.truth()["CALLED"]

    def book() -> httpx.Response:
        return once(late, f"/permohonan/{cut}/jadwal/", slot)

    def call() -> httpx.Response:
        return once(officer, "/petugas/loket/panggil/", {})

    got = powered.until_both_are_in_the_middle(book, call)
    powered.cut()
    until("both lines are broken", lambda: len(got) == 2)
    assert all(isinstance(one, httpx.HTTPError) for one in got), got
    powered.back()
    truth = powered.truth()
    assert truth["BOOKED"].count("'") == 2, "what was told is there, what was not told is not"
    assert booked in truth["BOOKED"]
    assert truth["CALLED"] == called_before
    office.manage("verify")

    got = powered.until_both_are_in_the_middle(book, call)
    powered.server.crash()  # this time web goes on, and says so
    until("both have an answer", lambda: len(got) == 2)
    for answer in got:
        assert isinstance(answer, httpx.Response)
        assert answer.status_code == 503
        assert "tidak terjadi dua kali" in answer.text
    powered.server.start()

    for _ in range(2):
        assert book().headers["Location"] == f"/permohonan/{cut}/tiket/"
    assert call().is_redirect
    call()
    truth = powered.truth()
    assert truth["BOOKED"].count(cut) == 1
    assert truth["CALLED"].count("'") == called_before.count("'") + 2
    until("everything has followed", lambda: nothing_waits(office))
    office.manage("verify")


def nothing_waits(office: RunningOffice) -> bool:
    said = office.manage("shell", "-v", "0", "-c", WAITS)
    return "WAITS 0 0" in said


WAITS = "from lintas.journal.public import waiting_counts; print('WAITS', *waiting_counts())"
