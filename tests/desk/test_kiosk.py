"""The kiosk: opened by staff, of use to one device, and it remembers nobody."""

from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.journal.models import Entry
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests.queue.cast import OFFICER, issued
from tests.walk import signed_in_staff

KIOSK = "/kios/mentawai/"
ROOM = "/petugas/loket/ruang/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def officer() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return signed_in_staff("rosa")


@pytest.fixture
def device() -> Client:
    """A browser that staff have made a kiosk."""
    demo.seed_staff("mentawai", clock.now())
    browser = signed_in_staff("rosa")
    answer = browser.post(f"{ROOM}kios/", {"name": "Kios pintu", "printer": ""})
    assert answer.url == KIOSK
    return browser


def test_nobody_else_finds_the_kiosk_and_a_kiosk_finds_nothing_else(device: Client) -> None:
    assert Client().get(KIOSK).status_code == 404
    assert device.get(KIOSK).status_code == 200
    assert device.get("/petugas/loket/").status_code == 302, "the staff session ended"
    forged = Client()
    forged.cookies["lintas-kiosk"] = str(new_id())
    assert forged.get(KIOSK).status_code == 404
    assert device.get("/kios/atlantis/").status_code == 404


def test_closed_by_staff_it_finds_nothing_any_more(device: Client) -> None:
    kiosk = queue.open_kiosks("mentawai")[0]
    queue.close_kiosk(kiosk_id=kiosk.id, office="mentawai", actor=OFFICER, at=clock.now())
    assert device.get(KIOSK).status_code == 404
    kinds = [row.kind for row in Entry.objects.filter(kind__startswith="kiosk:").order_by("id")]
    assert kinds == ["kiosk:opened", "kiosk:closed"]


def test_a_number_typed_is_checked_in_and_the_second_time_refused_with_it_kept(
    device: Client,
) -> None:
    made = issued(clock.now(), on=clock.now().astimezone().date())
    answer = device.post(KIOSK, {"ticket": " a1 "})
    page = answer.content.decode()
    assert "A-001" in page
    assert f"/tiket/{made.id}/" not in page, "the address is in the code, not in the page's text"
    assert "no-store" in answer["Cache-Control"]
    assert Ticket.objects.get().status == "waiting"
    again = device.post(KIOSK, {"ticket": "A-001"})
    assert again.status_code == 422
    assert "sudah tercatat tiba" in again.content.decode()
    assert Entry.objects.get(kind="ticket:arrived").actor_name == "kiosk"


def test_two_touches_on_a_service_are_one_number(device: Client) -> None:
    turn = str(new_id())
    said = {"service": "paspor-penggantian", "turn": turn}
    pages = [device.post(KIOSK, said).content.decode() for _ in range(2)]
    assert all("A-001" in page for page in pages)
    assert Ticket.objects.count() == 1
    for unknown in ("", "splp", "x" * 90):
        assert device.post(KIOSK, {"service": unknown, "turn": turn}).status_code == 422


def test_no_page_of_the_kiosk_keeps_or_offers_what_somebody_typed(device: Client) -> None:
    page = device.get(KIOSK).content.decode()
    assert page.count('autocomplete="off"') >= 2
    assert "portal/app.js" not in page, "no service worker, so nothing is kept"
    assert device.session.session_key is None
    device.post(KIOSK, {"service": "paspor-penggantian", "turn": str(new_id())})
    assert "A-001" not in device.get(KIOSK).content.decode()


def test_the_ticket_page_names_nobody_and_is_found_by_its_address_alone() -> None:
    made = issued(clock.now(), on=clock.now().astimezone().date())
    page = Client().get(f"/tiket/{made.id}/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode(), "the code is in the page, so it needs no connection"
    assert Client().get(f"/tiket/{new_id()}/").status_code == 404
    queue.cancel_ticket(ticket_id=made.id, actor=OFFICER, at=clock.now())
    assert Client().get(f"/tiket/{made.id}/").status_code == 404


def test_the_order_of_the_day_is_public_without_names() -> None:
    at = clock.now()
    for minutes in range(3):
        made = issued(at, minutes, on=at.astimezone().date())
        queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)
    given = {"counter": "loket-1", "reason": "kapal", "actor": OFFICER, "at": at}
    queue.call_out_of_order(ticket_id=made.id, **given)
    page = Client().get("/antrean/mentawai/").content.decode()
    assert "Kapal berangkat" in page
    assert "melewati 2 nomor" in page
    assert page.index("1. A-001") < page.index("2. A-002")
    assert Client().get("/en/antrean/mentawai/").status_code == 200
    assert Client().get("/antrean/atlantis/").status_code == 404


def test_the_console_pauses_parks_sends_on_and_undoes(officer: Client) -> None:
    at = clock.now()
    for minutes in range(2):
        made = issued(at, minutes, on=at.astimezone().date())
        queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)
    console = "/petugas/loket/"
    officer.post(f"{console}duduk/", {"counter": "loket-1"})
    officer.post(f"{console}jeda/", {"reason": "istirahat"})
    assert "Istirahat" in officer.get(console).content.decode()
    officer.post(f"{console}panggil/")
    assert "sedang jeda" in officer.get(console).content.decode()
    officer.post(f"{console}lanjut/")
    officer.post(f"{console}panggil/")
    first = Ticket.objects.get(status="called")
    assert 'data-key="u"' in officer.get(console).content.decode()
    officer.post(f"{console}nomor/undo/", {"ticket": first.pk})
    assert not Ticket.objects.filter(status="called").exists()
    officer.post(f"{console}di-luar-urutan/", {"number": "a2", "reason": "medis"})
    second = Ticket.objects.get(status="called")
    assert second.number == 2
    officer.post(f"{console}nomor/start/", {"ticket": second.pk})
    officer.post(f"{console}nomor/park/", {"ticket": second.pk, "reason": "fotokopi"})
    assert "Fotokopi" in officer.get(console).content.decode()
    officer.post(f"{console}nomor/resume/", {"ticket": second.pk})
    to = {"ticket": second.pk, "to": "antrean:B", "note": "cek izin"}
    officer.post(f"{console}nomor/send-on/", to)
    second.refresh_from_db()
    assert (second.status, second.line, second.note) == ("waiting", "B", "cek izin")
    officer.post(f"{console}nomor/nonsense/", {"ticket": second.pk})
    assert "tidak ada" in officer.get(console).content.decode()


def test_a_message_refused_comes_back_as_it_was_typed(officer: Client) -> None:
    answer = officer.post(f"{ROOM}pesan/", {"text": "x" * 101, "text_en": "", "hours": "1"})
    assert answer.status_code == 422
    assert "x" * 101 in answer.content.decode()
    officer.post(f"{ROOM}pesan/", {"text": "Loket 2 buka", "hours": "2"})
    assert [one.text_id for one in queue.wall_messages("mentawai", clock.now())] == ["Loket 2 buka"]
    later = clock.now() + timedelta(hours=3)
    assert queue.wall_messages("mentawai", later) == []
    assert Application.objects.count() == 0
