"""The requirements of one person stay readable, with their drawings, when the link is cut."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.keeping import until_kept
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]

PAGE = "/layanan/paspor-hilang/syarat/?sebab-hilang=biasa&masa-berlaku=lima-tahun"
DRAWINGS = ".example img"
MISSING = """drawings => [...document.querySelectorAll(drawings)]
  .filter(one => !one.complete || !one.naturalWidth).map(one => one.src)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visits", [1, 2])
def test_papers_and_drawings_are_there_without_a_link(
    live_server: object, browser: Browser, visits: int
) -> None:
    """Also after the first visit of all, which began before there was anything to keep it."""
    window = browser.new_context(viewport={"width": 360, "height": 640})
    page = window.new_page()
    site = live_server.url.replace("127.0.0.1", "localhost")
    for _ in range(visits):
        page.goto(site + PAGE)
        assert page.locator(DRAWINGS).count() >= 3
        until_kept(page, DRAWINGS)
    window.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Syarat untuk Anda")).to_be_visible()
    for picture in page.locator(DRAWINGS).all():
        picture.scroll_into_view_if_needed()
    until("all are drawn", lambda: page.evaluate(MISSING, DRAWINGS) == [])
    window.close()
