"""The lobby on a small phone, with and without scripts, on an office that runs and is restarted."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.made.choosers import application_id, session_key
from tests import running
from tests.browser.fitness import faults

pytestmark = [pytest.mark.browser, pytest.mark.on_postgres]
PHONE = {"width": 360, "height": 640}
PICTURES = os.environ.get("LINTAS_PICTURES", "")
PATIENCE = 60_000
PREPARE = """
from datetime import timedelta
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from benchmarks.made.choosers import SERVICE, make_choosers, make_places
at, tests = clock.now(), system("tests")
make_choosers(0, 3, at)
make_places(40, at)
lobby = new_id()
appointments.begin_lobby(lobby_id=lobby, office="mentawai", service=SERVICE, why="staff",
    opens_at=at, actor=tests, at=at)
appointments.line_up(lobby_id=lobby, arrivals=[
    appointments.Arrival(new_id(), case, new_id(), case.hex)
    for case in (new_id() for _ in range(1204))], actor=tests, at=at)
"""
LET_IN = """
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.kernel import clock
LobbyPlace.objects.filter(turn__lte=1204).update(state="left")
Lobby.objects.update(bound=30)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def people(office: running.RunningOffice) -> list[list[str]]:
    """A session and a request of each, 1,204 others before them, 40 places."""
    office.manage("shell", "-v", "0", "-c", PREPARE)
    return [[session_key(n), str(application_id(n))] for n in range(3)]


def opened(browser: Browser, office: running.RunningOffice, session: str, scripts: bool) -> Page:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, java_script_enabled=scripts, service_workers="block"
    )
    context.add_cookies([{"name": "lintas", "value": session, "url": office.site}])
    return context.new_page()


def keep(page: Page, name: str) -> None:
    if PICTURES:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def ahead(page: Page) -> str:
    return page.locator(".ticket [data-number=ahead]").inner_text()


def test_waiting_through_a_restart_with_and_without_scripts_and_then_in(
    browser: Browser, office: running.RunningOffice, people: list[list[str]]
) -> None:
    with_scripts = opened(browser, office, people[0][0], True)
    without = opened(browser, office, people[1][0], False)
    errors: list[str] = []
    with_scripts.on("pageerror", lambda error: errors.append(str(error)))
    for page, (_, request), language in (
        (with_scripts, people[0], ""),
        (without, people[1], "/en"),
    ):
        page.goto(f"{office.site}{language}/permohonan/{request}/jadwal/")
        expect(page.locator(".ticket")).to_be_visible(timeout=PATIENCE)
    first = ahead(with_scripts)
    assert re.fullmatch(r"1\.20\d", first), first
    assert without.locator("h1").inner_text() == "You are in line"
    assert "If all of them take a place, none is left for you" in without.content()
    assert not faults(with_scripts, "the lobby")
    keep(with_scripts, "lobby-waiting")
    keep(without, "lobby-waiting-en")
    office.send("web", signal.SIGKILL)
    office.start("web")
    office.wait_until_ready()
    with_scripts.reload()
    expect(with_scripts.locator(".ticket")).to_be_visible(timeout=PATIENCE)
    turns = office.manage("shell", "-v", "0", "-c", TURNS.replace("CASES", repr(cases(people))))
    assert sorted(turns.split()) == ["1205", "1206"]
    office.manage("shell", "-v", "0", "-c", LET_IN)
    for page, note in ((with_scripts, "Giliran Anda"), (without, "It is your turn")):
        expect(page.locator(".note", has_text=note)).to_be_visible(timeout=PATIENCE)
    keep(with_scripts, "lobby-in")
    with_scripts.get_by_role("button", name="Ambil jam ini").click()
    expect(with_scripts.locator(".ticket .num")).to_be_visible(timeout=PATIENCE)
    without.get_by_role("button", name="Take this time").click()
    expect(without.locator(".ticket .num")).to_be_visible(timeout=PATIENCE)
    assert not errors, errors


TURNS = """
from lintas.appointments.lobby_models import LobbyPlace
print(*LobbyPlace.objects.filter(case__in=CASES).values_list("turn", flat=True))
"""


def cases(people: list[list[str]]) -> list[str]:
    return [request for _, request in people]


STATES = {
    "stopped": 'Lobby.objects.update(mode="stopped", said="Listrik padam, kami kembali pukul 10.")',
    "slow": 'Lobby.objects.update(mode="slow", said="Jaringan kantor sedang lambat.")',
    "full": 'Slot.objects.update(places=F("taken") + F("held") + F("offered"))',
    "lapsed": 'Lobby.objects.update(mode="open", said="", called=F("last_turn")); '
    'LobbyPlace.objects.filter(case=CASE).update(state="lapsed")',
    "left": 'LobbyPlace.objects.filter(case=CASE).update(state="left")',
    "early": "Lobby.objects.update(record=None, opened_at=None, mode='open', said='', "
    "opens_at=F('began_at') + timedelta(hours=3)); "
    "LobbyPlace.objects.filter(case=CASE).update(state='waiting', turn=None)",
}
SET = """
from datetime import timedelta
from django.db.models import F
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.models import Slot
"""
HEADINGS = {
    "stopped": ("Kantor menghentikannya sebentar", "The office has paused it for a while"),
    "slow": ("Anda dalam antrean", "You are in line"),
    "full": ("Semua tempat sudah diambil", "All places have been taken"),
    "lapsed": ("Waktu Anda memilih sudah habis", "Your time to choose is over"),
    "left": ("Anda sudah keluar dari antrean", "You have left the line"),
    "early": ("Dibuka pukul", "Opens at"),
}


def test_each_state_of_it_fits_the_phone_and_says_so_in_both_languages(
    browser: Browser, office: running.RunningOffice, people: list[list[str]]
) -> None:
    """After the first test: one more waits behind 1,300 others who came later than the first."""
    session, request = people[2]
    office.manage("shell", "-v", "0", "-c", MORE)
    page, troubles = opened(browser, office, session, True), []
    page.goto(f"{office.site}/permohonan/{request}/jadwal/")
    expect(page.locator(".ticket")).to_be_visible(timeout=PATIENCE)
    for state, change in STATES.items():
        office.manage("shell", "-v", "0", "-c", SET + change.replace("CASE", repr(request)))
        for language, heading in zip(("", "/en"), HEADINGS[state], strict=True):
            address = f"{office.site}{language}/permohonan/{request}/jadwal/?tunggu"
            page.goto(address)
            expect(page.locator("h1", has_text=heading)).to_be_visible(timeout=PATIENCE)
            troubles += faults(page, f"{state}{language}")
            keep(page, f"lobby-{state}{language.replace('/', '-')}")
    lobby = page.locator('a[href*="/ruang-tunggu/"]').get_attribute("href")
    for path in (str(lobby), str(lobby).removeprefix("/en"), "/undian/"):
        page.goto(office.site + path)
        troubles += faults(page, path)
        keep(page, "lobby-public" + ("-en" if path.startswith("/en") else ""))
    assert not troubles, "\n".join(troubles)


MORE = """
from lintas.appointments import public as appointments
from lintas.appointments.lobby_models import Lobby
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
cases = [new_id() for _ in range(1300)]
appointments.line_up(lobby_id=Lobby.objects.get().pk, arrivals=[
    appointments.Arrival(new_id(), case, new_id(), case.hex) for case in cases],
    actor=system("tests"), at=clock.now())
"""
