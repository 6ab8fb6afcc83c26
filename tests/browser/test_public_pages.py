"""The public pages in a real browser on a small phone: light, reachable, in their frame."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.fitness import faults

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]

PAGES = (
    "/",
    "/layanan/",
    "/layanan/?cari=pasport",
    "/layanan/paspor-penggantian/",
    "/layanan/perpanjangan-itk/",
    "/layanan/itas-perpanjangan/",
    "/layanan/itas-perpanjangan/standar/",
    "/biaya/",
    "/aturan/",
    "/aturan/paspor/",
    "/aturan/izin-tinggal/",
    "/pilih/",
    "/pilih/#paspor-dewasa",
    "/layanan/paspor-hilang/syarat/",
    "/layanan/paspor-hilang/syarat/?sebab-hilang=biasa&masa-berlaku=lima-tahun",
    "/layanan/itas-perpanjangan/syarat/?dasar-tinggal=pekerja",
    "/kantor/mentawai/",
    "/lanjut/",
    "/masuk/",
    "/petugas/masuk/",
    "/luring/",
)
MOST_BYTES = 14 * 1024


@pytest.mark.django_db(transaction=True)
def test_pages_are_light_reachable_and_stay_in_their_frame(
    live_server: object, browser: Browser
) -> None:
    troubles: list[str] = []
    for path in [*PAGES, *("/en" + p for p in PAGES)]:
        troubles += look(browser, live_server.url, path)
    assert not troubles, "\n".join(troubles)


def look(browser: Browser, site: str, path: str) -> list[str]:
    """What is wrong with one page on a first visit."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        has_touch=True,
        service_workers="block",
    )
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto(site + path, wait_until="networkidle")
    found = [f"{path}: {error}" for error in errors]
    strangers = {urlsplit(a.url).netloc for a in answers} - {urlsplit(site).netloc}
    if strangers:
        found.append(f"{path} asks {strangers}")
    weight = sum(len(gzip.compress(a.body())) for a in answers if a.ok)
    if weight > MOST_BYTES:
        found.append(f"{path} weighs {weight} bytes")
    found += faults(page, path)
    context.close()
    return found


@pytest.mark.django_db(transaction=True)
def test_the_language_switch_keeps_the_page(live_server: object, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{live_server.url}/layanan/paspor-penggantian/")
    page.get_by_role("link", name="English").click()
    assert urlsplit(page.url).path == "/en/layanan/paspor-penggantian/"
    assert page.locator("html").get_attribute("lang") == "en"
    page.close()


@pytest.mark.django_db(transaction=True)
def test_the_guide_leads_to_a_service_without_scripts(
    live_server: object, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    for link in ("Layanan mana", "Paspor Indonesia", "Orang dewasa", "tetapi hilang", "dicuri"):
        assert page.locator(".guide section:visible").count() <= 1
        page.get_by_role("link", name=link).locator("visible=true").click()
    page.get_by_label("5 tahun").check()
    page.get_by_role("button", name="Tampilkan syarat").click()
    assert page.locator("h1").inner_text() == "Syarat untuk Anda"
    context.close()


NARROW = """() => [...document.querySelectorAll("main dt, main dd, main p, main li, main h2")]
  .filter(e => e.textContent.trim().length > 12
    && e.clientWidth < 4 * parseFloat(getComputedStyle(e).fontSize))
  .map(e => e.textContent.trim().slice(0, 40))"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_at_twice_the_text_size_no_column_is_too_narrow_for_its_words(
    live_server: object, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    for path in ("/biaya/", "/layanan/paspor-penggantian/", "/kantor/mentawai/"):
        page.goto(live_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(NARROW) == [], path
