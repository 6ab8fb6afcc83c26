"""Whole visits in a real browser on a small phone, from the home page to the hand-over.

Every page on the way is looked at by axe in light and in dark (cast.Visitor.look). The first walk
is made on both databases, the others on one of them.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.keeping import until_kept
from tests.journeys.cast import PATIENCE_MS, Applicant, Staff, Visitor, WaitingRoom, photo
from tests.running import RunningOffice

pytestmark = pytest.mark.browser

RENEWAL = {
    "paspor-lama": {"keadaan-paspor-lama": "utuh", "nomor-paspor-lama": "X1234567"},
    "identitas": {"nik": "1309 0805 0390 9001", "nama": "Ma'ruf"},
    "kelahiran": {
        "tempat-lahir": "Tuapejat",
        "tanggal-lahir": "5 3 1990",
        "status-kawin": "belum-kawin",
    },
    "tempat-tinggal": {"desa": "13.09.08.2003", "telepon": "0812 3456 7890"},
    "masa-berlaku": {"masa-berlaku": "lima-tahun", "tujuan": "wisata"},
}
EXTENSION = {
    "baris-paspor": {
        "baris-paspor": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
        "L898902C36UTO9008124F3105124ZE184226B<<<<<10"
    },
    "passport": {
        "nama": "ERIKSSON ANNA MARIA",
        "kewarganegaraan": "Utopia",
        "nomor-paspor": "L898902C3",
        "paspor-berlaku-sampai": "12 5 2031",
    },
    "birth": {"tanggal-lahir": "12 8 1990"},
    "permit": {"izin-berlaku-sampai": "10 12 2026", "pernah-diperpanjang": "tidak"},
    "stay": {
        "desa": "13.09.08.2003",
        "penginapan": "Contoh Surf Camp",
        "telepon": "+61 412 345 678",
    },
    "plans": {"kegiatan": "selancar", "pernyataan": "ya"},
}


def nothing_wrong(*visitors: Visitor) -> None:
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    assert not troubles, "\n".join(troubles)


def sent(
    person: Applicant, pages: Mapping[str, Mapping[str, str]], papers: list[Path], contact: str
) -> None:
    person.fill_pages(pages)
    for paper in papers:
        person.upload(paper.stem, paper)
    person.look("papers")
    person.follow(person.words["later"])
    person.look("keep")
    person.page.go_back()
    person.send(contact)


def until_in_hand(approver: Staff, case: str) -> None:
    """Who decides is drawn a moment after the interview; here nobody else is free."""
    mine = approver.page.locator("li", has_text="Memutus").locator(".tag", has_text="Anda")
    for _ in range(100):
        approver.go(case)
        if mine.count():
            return
        approver.page.wait_for_timeout(300)
    raise AssertionError(f"nobody has to decide {case}")


def handed_over(approver: Staff, officer: Staff, case: str) -> None:
    until_in_hand(approver, case)
    approver.look("case-to-decide")
    approver.step(case, "Setujui")
    officer.go(case)
    officer.look("case-approved")
    if officer.page.get_by_role("link", name="Ke halaman pembuatan").count():
        made_in_a_batch(officer, approver)
    else:
        officer.step(case, "Mulai pembuatan")
        officer.step(case, "Siap diambil")
    officer.hand_over(case)
    officer.look("case-collected")


def made_in_a_batch(officer: Staff, releaser: Staff) -> None:
    """One puts it together, another releases it; the passport system answers after a while."""
    with officer.page.expect_navigation():
        officer.page.locator("body").press("y")
    officer.look("production")
    officer.press("Susun bundel")
    officer.look("batch-made")
    releaser.go(officer.page.url)
    releaser.look("batch-to-release")
    with releaser.page.expect_navigation():
        releaser.page.locator("body").press("l")
    for _ in range(100):
        officer.page.reload()
        if officer.page.locator(".tag", has_text="Selesai").count():
            break
        officer.page.wait_for_timeout(500)
    officer.look("batch-closed")


def test_a_renewal_with_one_return_for_correction(
    browser: Browser, office: RunningOffice, officer: Staff, approver: Staff, tmp_path: Path
) -> None:
    person = Applicant(browser, office.site, "ma'ruf", "id")
    person.begin("Ganti paspor", "Paspor")
    papers = [photo(tmp_path, "ktp"), photo(tmp_path, "paspor-lama")]
    sent(person, RENEWAL, papers, "maruf@contoh.example")
    person.pay()
    person.reload_until(lambda: person.page.get_by_role("link", name="Kuitansi"))
    for link in ("Kuitansi", "Tarik permohonan"):
        person.follow(link)
        person.look(link)
        person.page.go_back()
    label = person.book()
    wall = WaitingRoom(browser, office.site, "mentawai")
    officer.sit_down(2)
    officer.note_arrival(label)
    officer.call(label)
    officer.look("counter-called")
    wall.shows(label)
    wall.look("display-called")
    case = officer.interview()
    officer.page.get_by_text("Kembalikan untuk diperbaiki").click()
    officer.page.get_by_label("KTP elektronik").fill("Buram, foto sekali lagi")
    officer.page.locator("[name='item:question:tempat-lahir']").fill("Seperti di KTP")
    officer.look("case-returning")
    officer.press("Kembalikan ke pemohon")

    person.go("/saya/")
    person.look("mine")
    person.follow("Ganti paspor")
    expect(person.page.locator(".fixes li")).to_have_count(2)
    person.look("returned")
    person.follow("Tempat lahir")
    person.fill({"tempat-lahir": "Sikakap"})
    person.look("correcting")
    person.press(person.words["save"])
    person.follow("KTP elektronik")
    person.upload("ktp", papers[0])
    person.follow(person.words["done with papers"])
    person.press(person.words["mended"])
    approver.go("/petugas/berkas/")
    approver.look("cases")
    handed_over(approver, officer, case)
    assert person.status() == "Selesai"
    person.look("collected")
    nothing_wrong(person, officer, approver, wall)
    office.manage("verify")


@pytest.mark.on_sqlite
def test_a_foreigners_extension_in_english(
    browser: Browser, office: RunningOffice, officer: Staff, approver: Staff, tmp_path: Path
) -> None:
    person = Applicant(browser, office.site, "anna", "en")
    person.begin("Extend a visit", "Stay permit")
    papers = [photo(tmp_path, name) for name in ("paspor", "cap-masuk", "tiket-pulang")]
    sent(person, EXTENSION, papers, "anna@contoh.example")
    person.pay()
    label = person.book()
    until_kept(person.page)
    person.window.set_offline(True)
    person.page.reload()
    assert person.page.locator(".num").inner_text() == label
    person.window.set_offline(False)
    officer.sit_down(3)
    officer.note_arrival(label)
    officer.call(label)
    case = officer.interview()
    handed_over(approver, officer, case)
    person.go("/en/saya/")
    person.follow("Extend a visit")
    person.look("collected")
    assert person.status() == "Done"
    nothing_wrong(person, officer)
    office.manage("verify")


@pytest.mark.parametrize(
    "language",
    [
        pytest.param("id", marks=pytest.mark.on_sqlite),
        pytest.param("en", marks=pytest.mark.on_postgres),
    ],
)
def test_the_same_without_scripts(
    browser: Browser,
    office: RunningOffice,
    officer: Staff,
    approver: Staff,
    tmp_path: Path,
    language: str,
) -> None:
    person = Applicant(browser, office.site, f"no-scripts-{language}", language, scripts=False)
    if language == "id":
        person.begin("Ganti paspor", "Paspor")
        pages, names = RENEWAL, ("ktp", "paspor-lama")
    else:
        person.begin("Extend a visit", "Stay permit")
        pages, names = EXTENSION, ("paspor", "cap-masuk", "tiket-pulang")
    sent(person, pages, [photo(tmp_path, n) for n in names], f"plain-{language}@contoh.example")
    person.pay()
    label = person.book()
    officer.sit_down(2 if language == "id" else 3)
    officer.note_arrival(label)
    officer.call(label)
    case = officer.interview()
    handed_over(approver, officer, case)
    person.follow(person.words["back"])
    assert person.status() in {"Selesai", "Done"}
    office.manage("verify")


@pytest.mark.on_postgres
def test_an_unpaid_request_lapses_and_is_sent_again_as_it_was(
    browser: Browser, office: RunningOffice, tmp_path: Path
) -> None:
    person = Applicant(browser, office.site, "late", "id")
    person.begin("Ganti paspor", "Paspor")
    papers = [photo(tmp_path, "ktp"), photo(tmp_path, "paspor-lama")]
    sent(person, RENEWAL, papers, "terlambat@contoh.example")
    office.manage("demo", "clock", "--forward-minutes", "125")
    expect(person.page.get_by_role("button", name="Ajukan lagi")).to_be_visible(timeout=PATIENCE_MS)
    person.look("lapsed")
    person.press("Ajukan lagi")
    expect(person.page.get_by_text("Periksa sebelum mengirim")).to_be_visible()
    expect(person.page.get_by_text("ktp.jpg")).to_be_visible()
    person.press(person.words["send"])
    person.reload_until(lambda: person.page.get_by_role("link", name=person.words["pay here"]))
    person.pay()
    person.reload_until(lambda: person.page.get_by_role("link", name=person.words["choose"]))
    nothing_wrong(person)
    office.manage("verify")


@pytest.mark.on_postgres
def test_the_system_page_and_the_desk_in_english(browser: Browser, office: RunningOffice) -> None:
    admin = Staff(browser, office.site, "sari")
    admin.follow("Sistem")
    admin.look("system")
    admin.follow("English")
    admin.look("system-en")
    admin.go("/en/petugas/berkas/")
    assert admin.page.get_by_text("This page does not exist").count()
    admin.look("not-found")
    admin.troubles = [t for t in admin.troubles if "404" not in t]
    nothing_wrong(admin)
