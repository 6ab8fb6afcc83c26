"""A morning at two counters with a display, a kiosk and a phone, on an office that runs."""

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route, expect

from tests import running
from tests.browser.fitness import faults, violations
from tests.browser.keeping import until_kept
from tests.journeys.cast import PATIENCE_MS, PHONE, Staff

pytestmark = [pytest.mark.browser, pytest.mark.on_postgres]

WALL = {"width": 1280, "height": 720}
TABLET = {"width": 1024, "height": 768}
SMALLEST_VW = 3.45
"""Percent of the width of a 43-inch screen: docs/decisions/display-sizes.md."""
SMALL = """least => [...document.querySelectorAll("body *")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
  .filter(e => e.offsetParent && !e.closest(".near, .unseen, script"))
  .map(e => [e.tagName, parseFloat(getComputedStyle(e).fontSize) / innerWidth * 100])
  .filter(([, size]) => size < least)"""
HALF_A_MINUTE = 31_000


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture
def wall(office: running.RunningOffice, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=WALL)
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{office.site}/tampilan/mentawai/?bahasa=id,en")
    page.locator("#number").click()  # the touch that a browser wants before it speaks
    yield page
    page.close()


def free_counter(officer: Staff, number: int) -> None:
    """Sit down and finish whom the demonstration left at this counter."""
    officer.sit_down(number)
    for key in ("m", "s"):
        if officer.page.locator(f"[data-key={key}]").count():
            officer.key(key)
            officer.go("/petugas/loket/")


def number_called(officer: Staff) -> str:
    officer.key(" ")
    return officer.page.locator(".call .num").inner_text()


def test_a_morning_of_counters_display_kiosk_and_phone(
    office: running.RunningOffice, browser: Browser, wall: Page
) -> None:
    rosa, markus = Staff(browser, office.site, "rosa"), Staff(browser, office.site, "markus")
    free_counter(rosa, 1)
    free_counter(markus, 2)

    first, second = number_called(rosa), number_called(markus)
    assert first != second
    expect(wall.locator("#number")).to_have_text(second)
    expect(wall.locator("#counters")).to_contain_text(first)
    assert wall.evaluate(SMALL, SMALLEST_VW) == []
    assert violations(wall) == []

    rosa.key("u")
    expect(wall.locator("#counters")).not_to_contain_text(first)
    assert number_called(rosa) == first, "taken back, it stands where it stood"
    rosa.key("m")
    rosa.page.locator("#to").select_option("loket-2")
    rosa.page.locator("#note").fill("contoh catatan")
    rosa.press("Pindahkan", exact=True)
    rosa.page.locator("#pause").select_option("istirahat")
    rosa.press("Jeda", exact=True)
    expect(wall.locator("#counters")).to_contain_text("Istirahat")
    rosa.look("counter-paused")
    rosa.page.locator("body").press("?")
    expect(rosa.page.locator("#keymap-list")).to_contain_text("Lanjutkan loket")
    rosa.page.locator("#keymap button").click()

    markus.key("m")
    markus.page.locator("#park").select_option("mengisi")
    markus.press("Parkir", exact=True)
    assert number_called(markus) == first
    expect(markus.page.locator(".call")).to_contain_text("contoh catatan")
    expect(markus.page.locator(".call")).to_contain_text(second)
    markus.look("counter-with-note-and-parked")

    rosa.go("/petugas/loket/ruang/")
    rosa.look("waiting-room")
    rosa.page.locator("#text").fill("Kapal ke Siberut berangkat pukul 13.00")
    rosa.press("Tampilkan", exact=True)
    expect(wall.locator("#news")).to_contain_text("Kapal ke Siberut")
    assert [*rosa.troubles, *markus.troubles] == []
    the_kiosk_forgets_and_the_phone_remembers(office, browser, rosa)


def the_kiosk_forgets_and_the_phone_remembers(
    office: running.RunningOffice, browser: Browser, staff: Staff
) -> None:
    staff.page.set_viewport_size(TABLET)
    staff.page.clock.install()
    staff.page.locator("#name").fill("Kios pintu")
    staff.press("Jadikan perangkat ini kios", exact=True)
    kiosk = staff.page
    assert faults(kiosk, "kiosk") == []
    kiosk.locator("[name=service]").first.click()
    label = kiosk.locator(".num").inner_text()
    code = kiosk.locator(".qr svg")
    expect(code).to_be_visible()
    assert faults(kiosk, "kiosk-answer") == []
    kiosk.clock.fast_forward(HALF_A_MINUTE)
    expect(kiosk.locator("#ticket")).to_be_visible()
    kiosk.go_back()
    kiosk.wait_for_load_state()
    assert label not in kiosk.locator("body").inner_text()
    assert kiosk.evaluate("localStorage.length + sessionStorage.length") == 0

    kiosk.goto(f"{office.site}/kios/mentawai/")
    kiosk.locator("[data-sign='A']").click()
    for digit in label.removeprefix("A-").lstrip("0"):
        kiosk.locator(f"[data-sign='{digit}']").click()
    kiosk.get_by_role("button", name="Saya sudah tiba").click()
    expect(kiosk.get_by_role("alert")).to_contain_text("sudah tercatat tiba")
    follow_on_the_phone(office, browser, label)


def follow_on_the_phone(office: running.RunningOffice, browser: Browser, label: str) -> None:
    letter, number = label.split("-")
    said = office.manage(
        "shell",
        "-c",
        "from lintas.queue.models import Ticket; print('ID', Ticket.objects.get("
        f"letter={letter!r}, number={int(number)}, on='2026-11-25').pk)",
    )
    ticket = re.search(r"ID ([0-9a-f-]{36})", said).group(1)  # type: ignore[union-attr]
    window = browser.new_context(viewport=PHONE, has_touch=True)
    phone = window.new_page()
    phone.goto(f"{office.site}/tiket/{ticket}/")
    expect(phone.locator("h1")).to_have_text(label)
    assert faults(phone, "ticket") == []
    until_kept(phone)
    window.set_offline(True)
    phone.reload()
    expect(phone.locator("h1")).to_have_text(label)
    expect(phone.locator(".qr svg")).to_be_visible()
    window.set_offline(False)
    phone.goto(f"{office.site}/antrean/mentawai/")
    expect(phone.locator("main")).to_contain_text(label)
    assert faults(phone, "order") == []
    window.close()


def test_cut_off_for_hours_the_display_says_since_when_and_heals(
    office: running.RunningOffice, browser: Browser, wall: Page, tmp_path: Path
) -> None:
    """Also: web is killed while a call is answered; no number is lost or called twice."""
    markus = Staff(browser, office.site, "markus")
    free_counter(markus, 2)
    number = number_called(markus)
    expect(wall.locator("#number")).to_have_text(number)
    wall.clock.install()
    wall.reload()
    expect(wall.locator("#number")).to_have_text(number)

    office.send("live", signal.SIGKILL)
    markus.page.locator("[data-key=m]").evaluate("e => e.click()")
    office.send("web", signal.SIGKILL)
    for _ in range(3):
        wall.clock.run_for(25_000)
    expect(wall.locator("#lost")).to_contain_text("Sambungan terputus")
    expect(wall.locator("#number")).to_have_text(number)
    wall.clock.fast_forward("03:00:00")
    assert wall.locator("#counters li").count() == 3

    office.start("web", "live")
    office.wait_until_ready()
    wall.clock.run_for(70_000)
    expect(wall.locator("#lost")).to_be_hidden()
    markus.go("/petugas/loket/")
    assert markus.page.locator(".call .num").inner_text() == number
    office.manage("verify")


def bring_out_a_new_build(office: running.RunningOffice) -> str:
    """The style sheet has another hash, and the old one is gone. Gives the old address."""
    folder = office.folder / "static"
    file = folder / "staticfiles.json"
    listed = json.loads(file.read_text())
    old = listed["paths"]["portal/lintas.css"]
    new = listed["paths"]["portal/lintas.css"] = "portal/lintas.000000000000.css"
    (folder / old).rename(folder / new)
    file.write_text(json.dumps(listed))
    office.send("web", signal.SIGKILL)
    office.start("web")
    office.wait_until_ready()
    return f"/static/{old}"


UPDATED = """async () => {
  await (await navigator.serviceWorker.ready).update();
  const waits = (await navigator.serviceWorker.ready).installing;
  const names = await caches.keys();
  return !waits && names.every(name => !OLD.includes(name) || name === "lintas-kept");
}"""
A_TICKET = "from lintas.queue.models import Ticket; print('ID', Ticket.objects.first().pk)"
NAMES = "() => caches.keys()"


@pytest.mark.browser
def test_a_ticket_kept_on_the_phone_outlives_an_update_of_the_site(
    office: running.RunningOffice, browser: Browser
) -> None:
    """With the style sheet it was kept with; what no kept page uses goes with the old build."""
    said = office.manage("shell", "-v", "0", "-c", A_TICKET)
    address = f"{office.site}/tiket/{re.search(r'ID ([0-9a-f-]{36})', said).group(1)}/"  # type: ignore[union-attr]
    window = browser.new_context(viewport=PHONE, has_touch=True)
    phone = window.new_page()
    phone.goto(address)
    label = phone.locator("h1").inner_text()
    until_kept(phone)
    shells = [name for name in phone.evaluate(NAMES) if name != "lintas-kept"]
    styled = bring_out_a_new_build(office)
    phone.goto(f"{office.site}/layanan/")
    asked = UPDATED.replace("OLD", json.dumps(shells))
    running.until("the new worker has taken over", lambda: phone.evaluate(asked))
    assert set(phone.evaluate(NAMES)) - set(shells) - {"lintas-kept"}, "another shell"
    window.set_offline(True)
    phone.goto(address)
    expect(phone.locator("h1")).to_have_text(label)
    assert phone.locator("link[rel=stylesheet]").first.get_attribute("href") == styled
    assert phone.locator(".ticket").evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"
    window.close()


A_WEEK, STEPS_A_DAY = 7, 8
COUNTED = "() => document.querySelectorAll('*').length"


def measured(wall: Page, session: CDPSession) -> tuple[int, float, float]:
    """Elements, listeners and the heap's bytes, after the rubbish was taken out."""
    session.send("HeapProfiler.collectGarbage")
    found = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return wall.evaluate(COUNTED), found["JSEventListeners"], found["JSHeapUsedSize"]


def seen(wall: Page) -> bool:
    """What the page asks for is answered only while something is asked of the page."""
    return bool(wall.evaluate("true"))


def made_up(nth: int, day: str, build: str) -> dict[str, object]:
    """One moment of a busy office: other numbers each time, and calls that want to be spoken."""
    said = [{"id": f"Loket {n}", "en": f"Counter {n}"} for n in (1, 2, 3)]
    calls = [
        {**one, "number": f"A-{nth % 900 + n:03d}", "nth": nth * 3 + n}
        for n, one in enumerate(said)
    ]
    rows = [{**one, "number": call["number"]} for one, call in zip(said, calls, strict=True)]
    return {
        "current": calls[:1], "calls": calls, "counters": [{**r, "pause": None} for r in rows],
        "next": [f"A-{nth % 900 + n:03d}" for n in range(4, 8)], "waiting": nth % 40,
        "visits": [], "messages": [], "day": day, "build": build, "voice": True,
    }  # fmt: skip


def test_left_open_for_a_week_it_grows_by_nothing_and_says_on_which_day_it_was_cut_off(
    office: running.RunningOffice, wall: Page
) -> None:
    """The week passes by the page's own clock; the stream is cut, so each change is asked for."""
    wall.clock.install()
    wall.route("**/live/**", lambda route: route.abort())
    day, build = (wall.locator("#display").get_attribute(f"data-{n}") for n in ("day", "build"))
    shown = [0]

    def answer(route: Route) -> None:
        shown[0] += 1
        route.fulfill(json=made_up(shown[0], str(day), str(build)))

    wall.route("**/keadaan/**", answer)
    wall.reload()
    wall.evaluate("window.loadedOnce = true")
    session = wall.context.new_cdp_session(wall)
    session.send("Performance.enable")
    sizes = []
    for _day in range(A_WEEK):
        for _step in range(STEPS_A_DAY):
            before = shown[0]
            wall.clock.fast_forward(24 // STEPS_A_DAY * 3600 * 1000)
            wall.clock.run_for(4000)
            running.until("it has asked", lambda before=before: seen(wall) and shown[0] > before)
        sizes.append(measured(wall, session))
    elements, listeners, heaps = zip(*sizes[1:], strict=True)
    assert len(set(elements)) == 1
    assert max(listeners) - min(listeners) < 10
    assert max(heaps) - heaps[0] < 1_000_000
    assert wall.evaluate("window.loadedOnce"), "it was never loaded anew"

    wall.unroute("**/keadaan/**")
    wall.route("**/keadaan/**", lambda route: route.abort())
    wall.clock.run_for(25_000)
    expect(wall.locator("#lost")).to_contain_text("Ini keadaan pukul")
    expect(wall.locator("#lost")).not_to_contain_text(DAYS)
    wall.clock.fast_forward("48:00:00")
    wall.clock.run_for(4000)
    expect(wall.locator("#lost")).to_contain_text(DAYS)
    assert wall.evaluate(COUNTED) == elements[0]

    wall.unroute("**/keadaan/**")
    wall.unroute("**/live/**")
    wall.clock.run_for(70_000)
    expect(wall.locator("#lost")).to_be_hidden()


DAYS = re.compile("Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu")
