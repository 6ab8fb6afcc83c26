"""Every page that a link leads to, for everybody who works in the office and for those who ask.

Each goes through the demonstration by its links, as people do. What they come to for the first
time (another route, or one that looks different) is looked at in light and dark, at double text
size and on a phone. A new page needs no line here. With LINTAS_PICTURES=folder pictures are kept.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import APIResponse, Browser, Page, Response

from tests import running
from tests.browser.fitness import TOO_WIDE, faults
from tests.journeys.cast import DESK, PHONE, Applicant, Staff, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]

LINKS = "[...document.links].filter(a => !a.download).map(a => a.href)"
BUILD = """[...new Set([...document.querySelectorAll("main *")].map(
    e => `${e.tagName}.${e.className}[${e.getAttribute("type") || ""}]`))]"""
"""What a page is made of; one made of nothing new looks like those before."""
KNOWN: dict[str, set[str]] = {}
"""What the pages of a route are made of, as far as anybody has looked."""
SHOWN: set[str] = set()
"""Routes that lead to pages, as far as anybody has asked."""
AT_MOST = 3
"""Pages of one route that staff and those who ask open; readers open each of them."""
PAGES_AT_MOST = 400
PICTURES = os.environ.get("LINTAS_PICTURES", "")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office"), "--requests") as found:
        yield found


@dataclass
class Walker:
    """Goes from link to link and remembers which pages were new."""

    visitor: Visitor
    within: tuple[str, ...]
    """The routes' names begin so."""
    at_most: int = AT_MOST
    opened: dict[str, int] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def go(self, start: str) -> None:
        waiting, met = [start], {start}
        while waiting:
            path = waiting.pop(0)
            for link in self._open(path):
                if link not in met and self._worth(link):
                    met.add(link)
                    waiting.append(link)

    def _worth(self, path: str) -> bool:
        name = route(path)
        return name.startswith(self.within) and self.opened.get(name, 0) < self.at_most

    def _open(self, path: str) -> list[str]:
        name, page = route(path), self.visitor.page
        if self.opened.get(name, 0) >= self.at_most:
            return []
        self.opened[name] = self.opened.get(name, 0) + 1
        assert sum(self.opened.values()) < PAGES_AT_MOST, "a link leads to ever new addresses"
        answer = self._answer(name, path)
        if not answer.ok:
            self.troubles.append(f"{path}: a link leads to {answer.status}")
        if not answer.ok or "html" not in answer.headers.get("content-type", ""):
            return []
        build = set(page.evaluate(BUILD))
        if build - KNOWN.setdefault(name, set()):
            KNOWN[name] |= build
            self._look(name, path, page)
        links = (urlsplit(link) for link in page.evaluate(LINKS))
        site = urlsplit(self.visitor.site).netloc
        return [link.path for link in links if link.netloc == site]

    def _answer(self, name: str, path: str) -> Response | APIResponse:
        """A page as it stands in the browser; what is no page is asked for without it."""
        address = self.visitor.site + path
        if name not in SHOWN:
            asked = self.visitor.window.request.get(address)
            if not asked.ok or "html" not in asked.headers.get("content-type", ""):
                return asked
            SHOWN.add(name)
        shown = self.visitor.page.goto(address, wait_until="load")
        assert shown is not None
        return shown

    def _look(self, name: str, path: str, page: Page) -> None:
        touch = self.visitor.frame == PHONE
        self.troubles += faults(page, path, touch=touch)
        self._keep(name, page)
        if not touch:
            page.set_viewport_size(PHONE)
            wide = page.evaluate(TOO_WIDE)
            if wide > 0:
                self.troubles.append(f"{path} is {wide} pixels too wide on a phone")
            self._keep(f"{name}-phone", page)
            page.set_viewport_size(DESK)

    def _keep(self, name: str, page: Page) -> None:
        if not PICTURES:
            return
        language = page.locator("html").get_attribute("lang")
        number = self.opened[name.removesuffix("-phone")]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            what = f"{self.visitor.name}-{name.replace(':', '-')}-{number}-{language}-{scheme}.png"
            page.screenshot(path=Path(PICTURES) / what, full_page=True)
        page.emulate_media(color_scheme="light")


def route(path: str) -> str:
    """The name of the address's route; empty where the site has none such."""
    try:
        return resolve(path.removeprefix("/en")).view_name or ""
    except Resolver404:
        return ""


def said(walker: Walker) -> str:
    return "\n".join([*walker.troubles, *walker.visitor.troubles])


@pytest.mark.parametrize("username", ["rosa", "yohana", "lukas", "sari"])
def test_whoever_works_here_finds_every_page_fit(
    browser: Browser, office: running.RunningOffice, username: str
) -> None:
    member = Staff(browser, office.site, username)
    walker = Walker(member, ("desk:", "training:", "notices:"))
    walker.go("/petugas/")
    walker.opened.clear()
    walker.go("/en/petugas/")
    assert not said(walker), said(walker)
    assert len(walker.opened) > 5


@pytest.mark.parametrize("root", ["/", "/en/"])
def test_whoever_only_reads_finds_every_page_fit(
    browser: Browser, office: running.RunningOffice, root: str
) -> None:
    reader = Visitor(browser, office.site, "reader", PHONE)
    walker = Walker(reader, ("portal:", "queue:", "voices:"), PAGES_AT_MOST)
    walker.go(root)
    assert not said(walker), said(walker)
    assert {"portal:service", "portal:draw", "queue:order"} <= set(walker.opened)


ASKING = {  # whose request waits for a decision, for the hand-over, for the visit
    "0812 0000 0101": "+6281200000101",
    "ines@contoh.example": "ines@contoh.example",
    "0812 0000 0115": "+6281200000115",
}


@pytest.mark.parametrize("contact", ASKING)
def test_whoever_has_a_request_finds_every_page_of_it_fit(
    browser: Browser, office: running.RunningOffice, contact: str
) -> None:
    for language, root in (("id", ""), ("en", "/en")):
        person = Applicant(browser, office.site, re.sub(r"\W", "", contact), language)
        person.go(f"{root}/masuk/")
        person.page.get_by_label(re.compile(person.words["contact"])).fill(contact)
        person.press(person.words["send code"])
        person.page.locator("[name=code]").fill(person.code(ASKING[contact]))
        with person.page.expect_navigation():
            person.press(person.words["sign in"], exact=True)
        walker = Walker(person, ("applications:", "accounts:", "notices:", "portal:mine"))
        walker.go(f"{root}/saya/")
        assert not said(walker), said(walker)
        assert len(walker.opened) > 4
