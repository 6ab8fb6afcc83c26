"""Photos sent from a small phone over a line that breaks."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.live.cutting import CuttingLine, big_photo, cutting_line

pytestmark = [
    pytest.mark.browser,
    pytest.mark.on_postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def line(live_server: object) -> Iterator[CuttingLine]:
    with cutting_line(urlsplit(live_server.url).port or 0) as found:
        yield found


def phone(browser: Browser, site: str) -> Page:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, service_workers="block"
    )
    page = context.new_page()
    page.goto(f"{site}/layanan/paspor-penggantian/")
    page.get_by_role("button", name="Mulai").first.click()
    page.wait_for_url("**/isi/**")
    page.goto(page.url.split("/isi/")[0] + "/berkas/")
    return page


def test_a_photo_is_made_smaller_and_goes_on_after_a_cut(
    browser: Browser, line: CuttingLine, tmp_path: Path
) -> None:
    page, raw = phone(browser, line.site), big_photo(turned=True)
    (tmp_path / "ktp.jpg").write_bytes(raw)
    pieces: list[tuple[int, int]] = []

    def note(route: Route) -> None:
        request = route.request
        if request.method == "PATCH":
            offset = int(request.headers["upload-offset"])
            pieces.append((offset, len(request.post_data_buffer or b"")))
        route.continue_()

    page.route("**/unggahan/**", note)
    line.budget = 700_000
    page.locator("#ktp input[type=file]").set_input_files(tmp_path / "ktp.jpg")
    expect(page.locator("#ktp")).to_contain_text("sambungan terputus", timeout=20_000)
    assert line.cuts >= 1
    shot(page, "cut")
    before = list(pieces)
    line.budget = None
    line.sent = 0
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#ktp .tag.ok")).to_be_visible(timeout=60_000)
    shot(page, "done")
    resumed = pieces[len(before)][0]
    assert resumed >= max(offset for offset, _ in before) > 0, "it went on where it stood"
    whole = max(offset + size for offset, size in pieces)
    assert whole < len(raw) / 2, "the photo was made smaller"
    assert line.sent < whole - resumed + 60_000
    page.locator("#ktp a[href*=berkas]").first.wait_for()
    kept = page.context.request.get(
        line.site + page.locator("#ktp .uploads a").first.get_attribute("href")
    )
    picture = Image.open(io.BytesIO(kept.body()))
    assert picture.size == (1467, 2200), "turned upright, the long side legible"
    red, green, _ = picture.getpixel((1300, 100))
    assert red > 180 > 60 > green, "the corner that was left is right above, upright"
    assert not picture.getexif()


def test_one_may_leave_the_page_and_come_back(
    browser: Browser, line: CuttingLine, tmp_path: Path
) -> None:
    page = phone(browser, line.site)
    for name in ("ktp.jpg", "paspor.jpg"):
        (tmp_path / name).write_bytes(big_photo())
    line.budget = 900_000
    page.locator("#ktp input[type=file]").set_input_files(tmp_path / "ktp.jpg")
    page.locator("#bukti-nama input[type=file]").set_input_files(tmp_path / "paspor.jpg")
    for paper in ("#ktp", "#bukti-nama"):
        expect(page.locator(paper)).to_contain_text("sambungan terputus", timeout=30_000)
    draft = page.url.split("/berkas/")[0]
    page.close()
    line.budget = None
    later = page.context.new_page()
    later.goto(f"{draft}/periksa/")
    expect(later.locator("#sending")).to_be_visible()
    shot(later, "elsewhere")
    expect(later.locator("#sending")).to_be_hidden(timeout=60_000)
    later.goto(f"{draft}/berkas/")
    for paper in ("#ktp", "#bukti-nama"):
        expect(later.locator(f"{paper} .tag.ok")).to_be_visible()
    later.context.close()


def test_what_is_refused_is_said_beside_its_paper_and_the_rest_stays(
    live_server: object, browser: Browser, tmp_path: Path
) -> None:
    page = phone(browser, live_server.url)
    (tmp_path / "ktp.jpg").write_bytes(big_photo())
    (tmp_path / "halaman.jpg").write_bytes(b"<html><script>alert(1)</script></html>")
    (tmp_path / "besar.pdf").write_bytes(b"%PDF-" + b"x" * (16 * 1024 * 1024))
    page.locator("#ktp input[type=file]").set_input_files(tmp_path / "ktp.jpg")
    expect(page.locator("#ktp .tag.ok")).to_be_visible(timeout=60_000)
    names = [tmp_path / "halaman.jpg", tmp_path / "besar.pdf"]
    page.locator("#ktp input[type=file]").set_input_files(names)
    expect(page.locator("#ktp")).to_contain_text("tidak dapat kami terima", timeout=20_000)
    expect(page.locator("#ktp")).to_contain_text("terlalu besar", timeout=20_000)
    expect(page.locator("#ktp .tag.ok")).to_be_visible()
    shot(page, "refused")
    page.reload()
    expect(page.locator("#ktp")).to_contain_text("tidak dapat kami terima")
    page.context.close()


def shot(page: Page, name: str) -> None:
    """Pictures to look at, where somebody asks for them."""
    folder = os.environ.get("LINTAS_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
