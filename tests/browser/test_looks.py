"""What was ugly or confusing once, measured in a browser so that it stays mended."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from lintas.accounts import demo
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.kernel import clock
from lintas.planning.pictures import Chart
from lintas.planning.pictures import page as picture_page
from lintas.portal.templatetags.lintas import whole
from tests import make, walk
from tests.browser.test_villages import opened
from tests.desk.test_days import BOAT_DAY
from tests.queue.cast import arrived

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]
LINES = """e => { const range = document.createRange(); range.selectNodeContents(e);
  return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size; }"""
GAP = """e => { const range = document.createRange(); range.selectNodeContents(e);
  return range.getBoundingClientRect().left - e.getBoundingClientRect().left; }"""


BEYOND = """within => { const box = document.querySelector(within).getBoundingClientRect();
  const out = e => { const one = e.getBoundingClientRect();
    const of = e.parentElement.getBoundingClientRect();
    return one.left < of.left || one.right > of.right || one.right > box.right + 0.5; };
  return [...document.querySelectorAll(`${within} b`)].filter(out).map(e => e.textContent); }"""
"""Words that stand out of their frame, or out of the list."""
TEXTS = """() => [...document.querySelectorAll(".tv :not(.near)")]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => e.checkVisibility() && !e.closest(".near, .unseen"))
  .map(e => parseFloat(getComputedStyle(e).fontSize))"""


def lines(page: Page, what: str) -> list[int]:
    return [one.evaluate(LINES) for one in page.locator(what).all() if one.is_visible()]


@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.django_db(transaction=True)
def test_times_needs_and_numbers_stand_in_one_piece_on_a_phone(
    live_server: object, browser: Browser
) -> None:
    at = clock.now()
    appointments.prepare_slots(at)
    account = make.account("Contoh", at)
    (paid,) = make.applications(1, at, of=account.pk, status=Status.PAID)
    client = Client()
    client.force_login(account)
    site = live_server.url  # type: ignore[attr-defined]
    page = opened(browser, site, client, f"/en/permohonan/{paid.pk}/jadwal/")
    assert set(lines(page, ".slot span")) == {1}, "the number of places breaks"
    assert page.locator(".days li").count() > 9
    assert page.evaluate(BEYOND, ".days") == [], "each day can be seen, and whole"
    gaps = [one.evaluate(GAP) for one in page.locator("summary").all()]
    assert min(gaps) >= 19, "the sign of a fold touches its words"
    words = page.locator("[name^=kata-]")
    assert not words.is_visible(), "nobody is asked for a language who needs no interpreter"
    page.locator("[name=perlu]").first.check()
    assert words.is_visible()
    page.goto(f"{site}/permohonan/{paid.pk}/keperluan/")
    assert page.get_by_text("Yang Anda perlukan saat datang").locator("visible=true").count() <= 2
    assert page.locator("legend").bounding_box()["width"] <= 1, "the heading is said once"  # type: ignore[index]
    client.post(
        f"/permohonan/{paid.pk}/jadwal/",
        {"slot": page_slot(page, site, str(paid.pk))},
    )
    walk.work()
    page.goto(f"{site}/permohonan/{paid.pk}/tiket/")
    assert set(lines(page, "main a[href^='tel:']")) == {1}, "the telephone number breaks"
    page.goto(f"{site}/permohonan/{paid.pk}/")
    trail = page.locator(".trail").bounding_box()
    change = page.get_by_role("link", name="Ganti jam datang").bounding_box()
    assert trail
    assert change
    assert change["y"] < trail["y"], "what can be done about the visit stands with the visit"
    assert change["height"] >= 47.5


def page_slot(page: Page, site: str, case: str) -> str:
    page.goto(f"{site}/permohonan/{case}/jadwal/")
    return page.locator("[name=slot]").first.get_attribute("value") or ""


@pytest.mark.django_db(transaction=True)
def test_a_sum_uses_the_width_there_is(live_server: object, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/biaya/")  # type: ignore[attr-defined]
    for pair in page.locator(".sums > div").all()[:6]:
        label, amount = pair.locator("dt").bounding_box(), pair.locator("dd").bounding_box()
        assert label
        assert amount
        assert label["width"] > 1.5 * amount["width"]
        assert abs(label["y"] - amount["y"]) < 4
    assert page.locator(".sums > div").count() > 6
    page.close()


@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.django_db(transaction=True)
def test_the_wall_is_aligned_and_the_counters_keys_are_one_line(
    live_server: object, browser: Browser
) -> None:
    at = clock.now()
    demo.seed_staff("mentawai", at)
    appointments.prepare_slots(at)
    site = live_server.url  # type: ignore[attr-defined]
    wall = browser.new_page(viewport={"width": 1920, "height": 1080})
    wall.goto(f"{site}/tampilan/mentawai/")
    news = wall.locator("#visits").bounding_box()
    second = wall.locator("#visits span").nth(1).bounding_box()
    assert news
    assert second
    assert second["y"] > news["y"] + 10
    assert abs(second["x"] - news["x"]) < 2, "the second line begins where the first does"
    assert "Jemput bola: " in wall.locator("#visits").evaluate("e => e.textContent")
    wall.set_viewport_size({"width": 1080, "height": 1920})
    assert min(wall.evaluate(TEXTS)) >= 1080 * 0.035 * 16 / 9, "on its side it reads as far"
    assert wall.locator("#number").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 240
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
    wall.close()
    officer = walk.signed_in_staff("rosa")
    officer.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    arrived(at)
    officer.post("/petugas/loket/panggil/")
    page = opened(browser, site, officer, "/petugas/loket/")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert {one.bounding_box()["height"] for one in page.locator(".keys .btn").all()} == {48}  # type: ignore[index]
    page.keyboard.press("?")
    last = page.locator("#keymap-list dd").last.bounding_box()
    close = page.locator("#keymap button").bounding_box()
    assert last
    assert close
    assert close["y"] >= last["y"] + last["height"] + 12
    page.evaluate(
        "document.querySelector('#main').innerHTML = '<button class=btn hidden>x</button>'"
    )
    assert not page.locator("#main button").is_visible()


def field_for(page: Page, what: str) -> bool:
    return page.locator(f"[name={what}]").is_visible()


@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.django_db(transaction=True)
def test_a_decision_asks_only_for_what_belongs_to_it(live_server: object, browser: Browser) -> None:
    demo.seed_staff("mentawai", clock.now())
    appointments.prepare_slots(clock.now())
    head = walk.signed_in_staff("lukas")
    page = opened(browser, live_server.url, head, BOAT_DAY)  # type: ignore[attr-defined]
    asked = {}
    for action in ("cancel", "move", "hold"):
        page.check(f"[name=action][value={action}]")
        asked[action] = (field_for(page, "to_on"), field_for(page, "decide_at"))
    assert asked == {"cancel": (False, False), "move": (True, False), "hold": (False, True)}


def test_a_picture_of_plans_can_be_read_on_a_phone(browser: Browser) -> None:
    """It scrolls within itself; the page keeps its frame and the words their size."""
    series = {name: [7.5] * 14 for name in ("Bailey-Welch", "equal", "blocks of two", "first come")}
    chart = Chart("How many come", "People", [f"{h}:00" for h in range(8, 22)], series)
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.set_content(picture_page("mentawai", [chart], ["said"]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = [one.bounding_box()["height"] for one in page.locator("svg text").all()]  # type: ignore[index]
    assert min(sizes) >= 9
    page.close()


@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.django_db(transaction=True)
def test_staff_with_a_phone_need_not_push_tables_aside(
    live_server: object, browser: Browser
) -> None:
    at = clock.now()
    demo.seed_staff("mentawai", at)
    appointments.prepare_slots(at)
    arrived(at)
    head = walk.signed_in_staff("lukas")
    site = live_server.url  # type: ignore[attr-defined]
    for address in ("hari-layanan", "undian", "hari"):
        page = opened(browser, site, head, f"/en/petugas/{address}/")
        assert page.locator("table.fold tbody tr").count() > 0
        pushed = "[...document.querySelectorAll('.scroll')].map(e => e.scrollWidth - e.clientWidth)"
        assert set(page.evaluate(pushed)) == {0}, address
        named = page.locator("table.fold td[data-label]").first
        assert named.evaluate("e => getComputedStyle(e, '::before').content.length") > 4
        page.close()


@pytest.mark.django_db(transaction=True)
def test_numbers_and_hours_are_never_cut_by_the_end_of_a_line(
    live_server: object, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{live_server.url}/kantor/mentawai/")  # type: ignore[attr-defined]
    assert page.locator("dl.pairs .whole").count() > 8
    assert set(lines(page, ".whole")) == {1}
    for number in ("A-012", "MTW-26-7K3Q9", "+62 759 000 000"):
        said = "".join(f"<p>{'n ' * before}{whole(number)}</p>" for before in range(16))
        page.evaluate("said => { document.querySelector('#main').innerHTML = said }", said)
        page.locator("#main").evaluate("e => { e.style.width = '13rem' }")
        assert set(lines(page, "#main .whole")) == {1}
    page.close()
