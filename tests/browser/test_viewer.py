"""A paper beside the answers in a real browser: zoomed, turned, moved; recorded once opened."""

import io
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.attachments.commands import store_upload
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from tests import make, walk
from tests.browser.fitness import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.on_postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("nine_in_the_morning"),
]


def kept(case: UUID, kind: str, *pictures: Image.Image) -> None:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if kind == "PDF" else {}
    pictures[0].save(out, kind, **more)
    store_upload(
        attachment_id=new_id(), case=case, purpose="ktp", name=f"ktp.{kind}",
        content=io.BytesIO(out.getvalue()), office="mentawai", actor=system("tests"),
        at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def case() -> UUID:
    """With a photo, lying, and a PDF of two pages, standing."""
    at = clock.now()
    demo.seed_staff("mentawai", at)
    (made,) = make.applications(1, at, of=make.account("pemohon", at).pk)
    Application.objects.filter(pk=made.pk).update(reviewed_by=make.account("rosa", at).pk)
    kept(made.pk, "JPEG", Image.new("RGB", (1600, 1000), "red"))
    kept(made.pk, "PDF", *(Image.new("RGB", (600, 900), colour) for colour in ("red", "blue")))
    return made.pk


@pytest.fixture
def officer() -> Client:
    return walk.signed_in_staff("rosa")


def opened(
    browser: Browser, live_server: object, officer: Client, case: UUID, width: int, **more: object
) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, service_workers="block", **more
    )
    session = {"name": "lintas", "value": officer.cookies["lintas"].value, "url": live_server.url}
    context.add_cookies([session])
    page = context.new_page()
    page.troubles = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda m: page.troubles.append(m.text) if m.type == "error" else None)
    page.goto(f"{live_server.url}/petugas/berkas/{case}/")
    return page


@pytest.fixture
def page(browser: Browser, live_server: object, case: UUID, officer: Client) -> Iterator[Page]:
    found = opened(browser, live_server, officer, case, 1280)
    yield found
    assert found.troubles == []  # type: ignore[attr-defined]
    found.context.close()


def looks(case: UUID) -> int:
    kinds = [entry.kind for entry in journal.entries_of_case(case)]
    return kinds.count("attachment:viewed")


def size(page: Page) -> tuple[float, float]:
    box = page.locator(".stage > div").bounding_box()
    assert box is not None
    return round(box["width"]), round(box["height"])


def choose(page: Page, nth: int) -> None:
    page.locator("a[data-paper]").nth(nth).click()
    expect(page.locator("#viewer")).not_to_have_attribute("aria-busy", "true", timeout=20_000)


def place(page: Page) -> tuple[float, float]:
    found = page.locator(".stage").evaluate("s => [s.scrollLeft, s.scrollTop]")
    return found[0], found[1]


def test_a_paper_is_zoomed_turned_and_moved_by_keys_and_mouse(page: Page, case: UUID) -> None:
    expect(page.locator("#viewer")).to_be_hidden()
    assert looks(case) == 0, "nothing is opened before somebody chooses it"
    choose(page, 0)
    assert looks(case) == 1
    wide, high = size(page)
    room = page.locator(".stage").evaluate("s => s.clientWidth")
    assert (wide, round(wide / high, 2)) == (room, 1.6)
    page.keyboard.press("+")
    page.keyboard.press("=")
    assert size(page)[0] == pytest.approx(wide * 1.25**2, abs=2)
    left, _ = place(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert place(page)[0] > left
    stage = page.locator(".stage").bounding_box()
    assert stage is not None
    middle = (stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    left, _ = place(page)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 40, middle[1])
    page.mouse.up()
    assert place(page)[0] == pytest.approx(left - 40, abs=2)
    page.keyboard.press("r")
    turned = size(page)
    assert turned[1] / turned[0] == pytest.approx(1.6, abs=0.02)
    page.keyboard.press("0")
    assert size(page)[0] == room
    page.keyboard.press("-")
    assert size(page)[0] < room


def test_pages_of_a_pdf_are_leafed_through_and_are_one_look(page: Page, case: UUID) -> None:
    choose(page, 1)
    status = page.locator("#viewer [role=status]")
    expect(status).to_contain_text("halaman 1 dari 2")
    page.keyboard.press(".")
    expect(status).to_contain_text("halaman 2 dari 2")
    expect(page.locator("#viewer")).not_to_have_attribute("aria-busy", "true", timeout=20_000)
    colour = page.locator(".stage img").evaluate(
        """img => { const c = document.createElement("canvas"); const d = c.getContext("2d");
        d.drawImage(img, 0, 0); return [...d.getImageData(5, 5, 1, 1).data].slice(0, 3) }"""
    )
    assert colour[2] > 200 > 60 > colour[0], "the blue page"
    assert looks(case) == 1
    expect(page.locator("[data-do=next]")).to_be_disabled()
    page.keyboard.press(",")
    page.keyboard.press(",")
    expect(status).not_to_contain_text("halaman")
    page.keyboard.press("?")
    for words in ("Perbesar", "Putar", "Geser berkas", "Berkas berikutnya"):
        expect(page.locator("#keymap-list")).to_contain_text(words)
    page.keyboard.press("Escape")


def test_keys_are_letters_while_one_writes(page: Page) -> None:
    choose(page, 0)
    before = size(page)
    note = page.locator("#note")
    note.focus()
    page.keyboard.type("r+0-,.=")
    expect(note).to_have_value("r+0-,.=")
    assert size(page) == before


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (1024, True), (360, False)])
def test_it_stands_beside_the_answers_where_there_is_room_and_stays(
    browser: Browser, live_server: object, case: UUID, officer: Client, width: int, beside: bool
) -> None:
    page = opened(browser, live_server, officer, case, width)
    choose(page, 0)
    answers = page.locator(".cols > section").first.bounding_box()
    papers = page.locator(".papers").bounding_box()
    assert answers is not None
    assert papers is not None
    if beside:
        assert papers["x"] >= answers["x"] + answers["width"] - 1
        page.evaluate("scrollTo(0, 400)")
        assert page.locator(".beside").bounding_box()["y"] >= -1, "it stays in sight"
    else:
        assert papers["y"] >= answers["y"] + answers["height"] - 1
    assert faults(page, f"a case at {width}") == []
    page.context.close()


def test_without_a_script_a_paper_is_a_link_to_the_picture(
    browser: Browser, live_server: object, case: UUID, officer: Client
) -> None:
    page = opened(browser, live_server, officer, case, 360, java_script_enabled=False)
    expect(page.locator("#viewer")).to_be_hidden()
    address = page.locator("a[data-paper]").first.get_attribute("href")
    answer = page.context.request.get(live_server.url + address)
    assert answer.headers["content-type"] == "image/jpeg"
    assert looks(case) == 1
    page.context.close()
