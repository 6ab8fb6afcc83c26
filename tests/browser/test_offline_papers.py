"""The requirements of one person stay readable, with their drawings, when the link is cut."""

import pytest
from playwright.sync_api import Browser, expect

PAGE = "/layanan/paspor-hilang/syarat/?sebab-hilang=biasa&masa-berlaku=lima-tahun"
DRAWN = "images => images.every(one => one.complete && one.naturalWidth > 0)"
KEPT = """async () => {
  const asked = [...document.querySelectorAll(".example img")].map(one => one.src);
  return (await Promise.all(asked.map(one => caches.match(one)))).every(Boolean);
}"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_papers_and_drawings_are_there_without_a_link(
    live_server: object, browser: Browser
) -> None:
    window = browser.new_context(viewport={"width": 360, "height": 640})
    page = window.new_page()
    site = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(site + PAGE)
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_function(KEPT)
    window.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Syarat untuk Anda")).to_be_visible()
    pictures = page.locator(".example img")
    assert pictures.count() >= 3
    for nth in range(pictures.count()):
        pictures.nth(nth).scroll_into_view_if_needed()
    page.wait_for_function(f"() => ({DRAWN})([...document.querySelectorAll('.example img')])")
    window.close()
