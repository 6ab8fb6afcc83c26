"""Typing while the connection is cut: what was half typed survives a closed tab."""

import pytest
from playwright.sync_api import Browser, Page, expect

from lintas.applications.models import Answers, Typed
from tests.running import until

pytestmark = [pytest.mark.browser, pytest.mark.on_sqlite]

PHONE = {"width": 360, "height": 640}


def begin(page: Page, site: str) -> None:
    known = "keadaan-paspor-lama=utuh&masa-berlaku=lima-tahun"
    page.goto(f"{site}/layanan/paspor-penggantian/syarat/?{known}")
    page.get_by_role("button", name="Mulai").first.click()
    page.wait_for_url("**/isi/paspor-lama/")


@pytest.mark.django_db(transaction=True)
def test_half_typed_text_survives_a_closed_tab(live_server: object, browser: Browser) -> None:
    window = browser.new_context(viewport=PHONE, service_workers="block")
    page = window.new_page()
    begin(page, live_server.url)
    place = page.url.replace("/isi/paspor-lama/", "/isi/identitas/")
    page.goto(place)

    page.get_by_label("NIK").fill("1309 0112")
    expect(page.locator("#kept")).to_contain_text("Tersimpan pukul")
    assert Typed.objects.get(page="identitas").data["nik"]["inputs"] == {"nik": ["1309 0112"]}

    window.set_offline(True)
    page.get_by_label("Nama").fill("Contoh Sapp")
    expect(page.locator("#kept")).to_contain_text("Tersimpan di ponsel ini")
    page.get_by_role("button", name="Lanjut", exact=True).click()  # goes nowhere, loses nothing
    page.close()

    window.set_offline(False)
    page = window.new_page()
    page.goto(place)
    expect(page.get_by_label("Nama")).to_have_value("Contoh Sapp")
    expect(page.get_by_label("NIK")).to_have_value("1309 0112")
    expect(page.locator("#kept")).to_contain_text("Tersimpan pukul")
    assert set(Typed.objects.get(page="identitas").data) == {"nik", "nama"}
    assert "nama" not in Answers.objects.get().data

    assert page.evaluate("localStorage.length") == 0
    window.close()


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_a_moment_ago_is_kept_on_leaving(
    live_server: object, browser: Browser
) -> None:
    window = browser.new_context(viewport=PHONE, service_workers="block")
    page = window.new_page()
    begin(page, live_server.url)
    page.get_by_label("Nomor paspor").press_sequentially("B 123")
    page.goto(f"{live_server.url}/layanan/")
    until("it is kept", Typed.objects.exclude(data={}).exists)
    inputs = Typed.objects.exclude(data={}).get().data["nomor-paspor-lama"]["inputs"]
    assert inputs == {"nomor-paspor-lama": ["B 123"]}
    window.close()
