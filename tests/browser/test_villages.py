"""The pages on which a village asks for places and the office grants them, on a phone."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from lintas.accounts import demo
from lintas.appointments import public as appointments
from lintas.kernel import clock
from tests import make, walk
from tests.browser.fitness import TOO_WIDE, faults
from tests.desk.test_days import BOAT_DAY
from tests.desk.test_villages import STOP, asked, grant_of
from tests.journeys.cast import DESK

pytestmark = [pytest.mark.browser, pytest.mark.on_postgres]

SHOTS = os.environ.get("LINTAS_SHOTS", "")
"""A folder for pictures to look at; empty: none are made."""


def opened(browser: Browser, site: str, who: Client, path: str) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    name = settings.SESSION_COOKIE_NAME
    if name in who.cookies:
        context.add_cookies([{"name": name, "value": who.cookies[name].value, "url": site}])
    page = context.new_page()
    page.goto(site + path, wait_until="networkidle")
    return page


def looked_at(page: Page, name: str) -> list[str]:
    """Staff sit at a desk; on a phone their pages stay in their frame."""
    if SHOTS:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}.png", full_page=True)
    if not name.startswith("desk"):
        return faults(page, name)
    wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    found = [f"{name} is {wide} pixels too wide"] if wide > 0 else []
    return [*found, *faults(page, name, touch=False)]


@pytest.mark.usefixtures("nine_in_the_morning")
@pytest.mark.django_db(transaction=True)
def test_asking_and_granting_fit_a_phone_in_both_languages(
    live_server: object, browser: Browser
) -> None:
    demo.seed_staff("mentawai", clock.now())
    appointments.prepare_slots(clock.now())
    person, other, head = Client(), Client(), walk.signed_in_staff("lukas")
    person.force_login(make.account("kepala desa", clock.now()))
    other.force_login(make.account("pendamping", clock.now()))
    site = live_server.url  # type: ignore[attr-defined]
    found = [
        *looked_at(opened(browser, site, person, STOP), "form"),
        *looked_at(opened(browser, site, person, f"/en{STOP}"), "form-en"),
    ]
    head.post(f"{BOAT_DAY}desa/{asked(person).pk}/beri/", grant_of(12))
    asked(other)
    for language in ("", "/en"):
        shown = [
            ("granted", person, STOP),
            ("waiting", other, STOP),
            ("public", Client(), "/jemput-bola/"),
            ("desk-days", head, "/petugas/hari-layanan/"),
            ("desk-day", head, BOAT_DAY),
        ]
        for name, who, path in shown:
            page = opened(browser, site, who, language + path)
            found += looked_at(page, name + language.replace("/", "-"))
    assert not found, "\n".join(found)
