"""A whole day at four counters, with a display, a kiosk and phones, from opening to the last call.

Everything goes through the pages, as people use them; the office's clock is put forward between the
hours. Two who decide sit at counters today as well, as a small office does.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from lintas.env import ROOT
from lintas.queue.tasks import code_of
from tests import running
from tests.journeys.cast import PHONE, Staff, Visitor, WaitingRoom

pytestmark = [pytest.mark.browser, pytest.mark.on_postgres]
FOURTH = """
[[counters]]
id = "loket-4"
title = { id = "Loket 4", en = "Counter 4" }
queues = ["A", "B"]

[[quota]]"""
TICKETS = """
from lintas.queue.models import Ticket
for t in Ticket.objects.filter(on="2026-11-25").order_by("due_at"):
    print("TICKET", t.label, t.pk, t.status, t.counter or "-", t.outcome or "-")
"""
AT_COUNTERS_TOO = """
from lintas.accounts.models import Account, StaffRole
for one in Account.objects.filter(username__in=["yohana", "sari", "lukas"]):
    StaffRole.objects.create(account=one, role="officer", office="mentawai")
"""
TABLET = {"width": 1024, "height": 768}
NOBODY = "Belum ada yang menunggu"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[running.RunningOffice]:
    """The example office with a fourth counter."""
    folder = tmp_path / "offices" / "mentawai"
    folder.mkdir(parents=True)
    text = (ROOT / "offices" / "mentawai" / "office.toml").read_text()
    text = text.replace("\n[[quota]]", FOURTH, 1)
    text = text.replace('counters = ["loket-3"]', 'counters = ["loket-3", "loket-4"]')
    (folder / "office.toml").write_text(text)
    (tmp_path / "data").mkdir()
    with running.office(tmp_path / "data", LINTAS_OFFICES=str(folder.parent)) as found:
        yield found


class Clerk(Staff):
    """Somebody at a counter all day; the pages on the way to it are looked at elsewhere."""

    quiet = True

    def look(self, what: str) -> None:
        self._picture(what)
        if not self.quiet:
            self.troubles += self._faults(what)

    def seen(self, what: str) -> None:
        self.quiet = False
        self.look(what)
        self.quiet = True

    def label(self) -> str:
        return self.page.locator(".call .num").inner_text()

    def call(self) -> str:
        self.key(" ")
        return self.label()

    def serve(self) -> str:
        """Call, serve and finish the next. Gives the number, or nothing when nobody waits."""
        if NOBODY in self.page.locator(".call").inner_text() or self.label() == "—":
            label = self.call()
        else:
            label = self.label()
        if label == "—":
            return ""
        for key in ("m", "s"):
            if self.page.locator(f"[data-key={key}]").count():
                self.key(key)
        self.go("/petugas/loket/")
        return label

    def pause_for_noon(self) -> None:
        self.page.locator("#pause").select_option("istirahat")
        with self.page.expect_navigation():
            self.press("Jeda", exact=True)


def tickets(office: running.RunningOffice) -> dict[str, tuple[UUID, str, str]]:
    """Each number of the day: its id, where it stands, at which counter."""
    said = office.manage("shell", "-v", "0", "-c", TICKETS)
    rows = re.findall(r"^TICKET (\S+) (\S+) (\S+) (\S+) \S+$", said, re.M)
    return {label: (UUID(pk), status, counter) for label, pk, status, counter in rows}


def at_four_counters(office: running.RunningOffice, browser: Browser) -> list[Clerk]:
    office.manage("shell", "-v", "0", "-c", AT_COUNTERS_TOO)
    clerks = [Clerk(browser, office.site, name) for name in ("rosa", "markus", "yohana", "sari")]
    for number, clerk in enumerate(clerks, 1):
        clerk.sit_down(number)
    clerks[0].seen("console-with-somebody")
    for clerk in clerks[:2]:  # whom the demonstration left there
        clerk.serve()
    return clerks


def phone_of(browser: Browser, office: running.RunningOffice, ticket: UUID) -> Visitor:
    phone = Visitor(browser, office.site, f"phone-{str(ticket)[-4:]}", PHONE)
    phone.go(f"/tiket/{ticket}/")
    expect(phone.page.locator(".qr svg")).to_be_visible()
    return phone


class Kiosk(Visitor):
    """The device at the door, opened by staff; a scanner is a keyboard that ends with Enter."""

    def __init__(self, browser: Browser, opener: Staff) -> None:
        super().__init__(browser, opener.site, "kiosk", TABLET)
        opener.go("/petugas/loket/ruang/")
        opener.page.locator("#name").fill("Kios pintu")
        opener.press("Jadikan perangkat ini kios", exact=True)
        expect(opener.page.locator("#kiosk")).to_be_attached()
        cookies = opener.window.cookies()
        self.window.add_cookies([one for one in cookies if one["name"] == "lintas-kiosk"])
        self.home()

    def home(self) -> None:
        self.go("/kios/mentawai/")

    def scan(self, code: str) -> str:
        """What it answers."""
        self.home()
        self.page.locator("#ticket").fill(code)
        with self.page.expect_navigation():
            self.page.locator("#ticket").press("Enter")
        return self.page.locator("main").inner_text()

    def type_number(self, label: str) -> str:
        self.home()
        letter, number = label.split("-")
        for sign in [letter, *number.lstrip("0")]:
            self.page.locator(f"[data-sign='{sign}']").click()
        with self.page.expect_navigation():
            self.press("Saya sudah tiba")
        return self.page.locator("main").inner_text()

    def without_appointment(self) -> str:
        self.home()
        with self.page.expect_navigation():
            self.page.locator("[name=service]:not([disabled])").first.click()
        return self.page.locator(".num").inner_text()


def people_arrive(
    office: running.RunningOffice, browser: Browser, kiosk: Kiosk, desk: Clerk
) -> tuple[Visitor, list[str]]:
    """By phone, by typing, at the desk, without an appointment, with priority."""
    known = tickets(office)
    coming = [label for label, (_pk, status, _c) in known.items() if status == "issued"]
    by_phone, by_typing, by_desk = coming[:3]
    phone = phone_of(browser, office, known[by_phone][0])
    phone.look("phone-before-arrival")
    assert by_phone in kiosk.scan(code_of(known[by_phone][0]))
    kiosk.look("kiosk-checked-in")
    assert "sudah tercatat tiba" in kiosk.scan(code_of(known[by_phone][0])), "shown twice"
    assert by_typing in kiosk.type_number(by_typing)
    walk_in = kiosk.without_appointment()
    kiosk.home()
    kiosk.look("kiosk")
    desk.note_arrival(by_desk)
    desk.page.get_by_text("Tanpa janji, prioritas").click()
    desk.page.locator("#reason").fill("ibu hamil")
    with desk.page.expect_navigation():
        desk.press("Beri nomor prioritas", exact=True)
    expect(phone.page.locator("#now")).to_contain_text("orang di depan")
    phone.look("phone-in-line")
    return phone, [by_phone, by_typing, by_desk, walk_in]


def a_morning(clerks: list[Clerk], wall: WaitingRoom) -> set[str]:
    """Priority goes first; one is sent on, one put aside, one not there, one called before its
    turn. Gives who was served."""
    first, second, third, fourth = clerks
    called = [clerk.call() for clerk in (third, second, first)]
    assert called[0].startswith("P-"), "priority goes first"
    assert len(set(called)) == 3
    wall.shows(called[2])
    for label in called[:2]:
        expect(wall.page.locator("#counters")).to_contain_text(label)
    wall.look("display-three-called")

    third.key("l")  # not there: back in line once, and priority is still first
    assert third.call() == called[0]
    third.key("l")
    first.key("m")
    first.page.locator("#to").select_option("loket-4")
    first.page.locator("#note").fill("minta fotokopi KK")
    with first.page.expect_navigation():
        first.press("Pindahkan", exact=True)

    second.key("m")
    second.page.locator("#park").select_option("mengisi")
    with second.page.expect_navigation():
        second.press("Parkir", exact=True)
    second.seen("console-parked")

    before_turn = fourth.page.locator("#board tbody").first.locator("b").last.inner_text()
    fourth.page.get_by_text("Panggil di luar urutan").click()
    fourth.page.locator("#number").fill(before_turn)
    fourth.page.locator("#why").select_option("kapal")
    with fourth.page.expect_navigation():
        fourth.press("Panggil nomor ini", exact=True)
    assert fourth.label() == before_turn
    wall.shows(before_turn)
    served = {fourth.serve()}
    assert fourth.call() == called[2], "who was sent on is called by the counter it was sent to"
    expect(fourth.page.locator(".call")).to_contain_text("minta fotokopi KK")
    fourth.seen("console-with-note")
    served.add(fourth.serve())

    second.key("k")  # back from filling in
    assert second.label() == called[1]
    served.add(second.serve())
    return served


def noon(office: running.RunningOffice, clerks: list[Clerk], wall: WaitingRoom) -> None:
    office.set_clock(running.MORNING.replace(hour=12, minute=1))
    for clerk in clerks:
        clerk.go("/petugas/loket/")
        clerk.pause_for_noon()
    expect(wall.page.locator("#counters .paused")).to_have_count(4)
    wall.look("display-at-noon")
    office.set_clock(running.MORNING.replace(hour=13, minute=0))
    for clerk in clerks:
        clerk.go("/petugas/loket/")
        clerk.key("j")
    expect(wall.page.locator("#counters .paused")).to_have_count(0)


def until_nobody_waits(clerks: list[Clerk]) -> list[str]:
    """Each counter in turn; gives all who were served, in the order of their calls."""
    served: list[str] = []
    for _round in range(12):
        labels = [clerk.serve() for clerk in clerks]
        served += filter(None, labels)
        if not any(labels):
            return served
    raise AssertionError(f"it never ends: {served}")


def test_a_whole_day_at_four_counters(office: running.RunningOffice, browser: Browser) -> None:
    wall = WaitingRoom(browser, office.site, "mentawai")
    clerks = at_four_counters(office, browser)
    kiosk = Kiosk(browser, Clerk(browser, office.site, "lukas"))
    phone, arrived = people_arrive(office, browser, kiosk, clerks[2])
    served = a_morning(clerks, wall)
    noon(office, clerks, wall)
    late = [one for one, (_pk, status, _c) in tickets(office).items() if status == "issued"]
    for label in late[:-1]:
        clerks[0].note_arrival(label)
    rest = until_nobody_waits(clerks)
    assert len(rest) == len(set(rest))
    expect(phone.page.locator("#now")).to_contain_text("Terima kasih sudah datang")
    phone.look("phone-done")
    day_is_over(office, browser, served | set(rest), arrived, late[-1])
    wall.look("display-at-the-end")
    troubles = [t for one in (*clerks, wall, kiosk, phone) for t in one.troubles]
    assert troubles == []
    office.manage("verify")


def day_is_over(
    office: running.RunningOffice,
    browser: Browser,
    served: set[str],
    arrived: list[str],
    never_came: str,
) -> None:
    """Everybody who came was served once or is known to be missing, and the public can see how."""
    office.set_clock(running.MORNING.replace(hour=16, minute=5))
    known = tickets(office)
    status = {label: row[1] for label, row in known.items()}
    assert {label for label, one in status.items() if one == "issued"} == {never_came}
    assert set(status.values()) <= {"done", "missed", "issued"}
    assert sum(one == "missed" for one in status.values()) == 1, "who was called twice in vain"
    assert {status[label] for label in {*served, *arrived}} == {"done"}
    reader = Visitor(browser, office.site, "reader", PHONE)
    reader.go("/antrean/mentawai/")
    expect(reader.page.locator("main")).to_contain_text("Kapal berangkat")
    expect(reader.page.locator("main")).to_contain_text("Tidak ada yang menunggu")
    reader.look("order-at-the-end")
    reader.go("/kantor/mentawai/")
    expect(reader.page.locator("main")).to_contain_text("Mendahului orang yang gilirannya")
    reader.look("office-at-the-end")
    assert reader.troubles == []
