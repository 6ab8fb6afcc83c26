"""Whoever looks at another window while waiting is let in all the same, and called."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import lintas.applications

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]
SCRIPT = Path(lintas.applications.__file__).parent / "static" / "applications" / "lobby.js"
SITE = "http://lobby.example"
PAGE = """<!doctype html><title>Ruang tunggu</title>
<button id="bell" data-on="Bunyi nyala" hidden>Panggil saya dengan bunyi</button>
<div class="ticket"><b data-number="ahead">9</b></div>
<script type="module" src="/lobby.js" id="lobby" data-numbers="/numbers" data-mark="waiting open"
 data-again="1" data-turn="Giliran Anda"></script>"""
INSIDE = "<!doctype html><title>Kalender</title>"
HIDE = """Object.defineProperty(document, "hidden", { get: () => window.away === true });
window.rung = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { window.rung += 1; start.call(this, at); };"""


class Office:
    """Answers as the office does; `called` when the turn has come."""

    def __init__(self, page: Page) -> None:
        self.called, self.asked, self.pages = False, 0, 0
        page.route(f"{SITE}/**", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == "/lobby.js":
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        elif path == "/numbers":
            self.asked += 1
            now = '{"mark": "go"}' if self.called else '{"mark": "waiting open", "ahead": "4"}'
            route.fulfill(body=now, content_type="application/json")
        else:
            self.pages += 1
            route.fulfill(body=INSIDE if self.called else PAGE, content_type="text/html")


def test_the_title_says_the_place_and_who_looks_elsewhere_is_called_and_let_in(
    browser: Browser,
) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(HIDE)
    office = Office(page)
    titles: list[str] = []
    page.expose_function("titled", lambda said: titles.append(said))
    page.goto(f"{SITE}/")
    expect(page).to_have_title("4 · Ruang tunggu")
    page.get_by_role("button", name="Panggil saya dengan bunyi").click()
    expect(page.get_by_role("button", name="Bunyi nyala")).to_be_disabled()
    assert page.evaluate("window.rung") == 4, "they hear at once how they will be called"
    page.evaluate(
        """() => { window.away = true;
        new MutationObserver(() => titled(document.title + " " + window.rung))
          .observe(document.querySelector("title"), { childList: true }); }"""
    )
    office.called = True
    expect(page).to_have_title("Kalender", timeout=20_000)
    assert "Giliran Anda · Ruang tunggu 8" in titles
    assert office.pages == 2
    page.context.close()


def test_who_watches_goes_on_at_once_and_without_a_sound(browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(HIDE)
    office = Office(page)
    page.goto(f"{SITE}/")
    expect(page).to_have_title("4 · Ruang tunggu")
    office.called = True
    expect(page).to_have_title("Kalender", timeout=5_000)
    page.context.close()
