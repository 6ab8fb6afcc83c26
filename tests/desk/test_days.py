"""A person in Muara Siberut books the boat; the head moves the day; the person chooses again.

Everything through the pages, without scripts.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications import public as applications
from lintas.applications.models import Application
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests import walk
from tests.answers import answers_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
SERVICE, SIBERUT = "paspor-penggantian", "muara-siberut"
BOAT = date(2026, 12, 3)
BOAT_DAY = f"/petugas/hari-layanan/{SIBERUT}/2026-12-03/"
MOVE = {"action": "move", "reason": "cuaca", "to_on": "2026-12-04"}


@pytest.fixture
def person() -> Client:
    return Client()


@pytest.fixture
def head() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return walk.signed_in_staff("lukas")


def text_of(answer: object) -> str:
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", page)


def paid(person: Client) -> Application:
    """Somebody of Muara Siberut who has paid and has yet to choose a time."""
    service = catalogue.service(SERVICE)
    answers = answers_for(service, clock.now().date())
    village = next(q.id for q in service.questions if q.kind == "village")
    answers[village] = "13.09.03.2002"
    draft = walk.filled_draft(person, SERVICE, answers, [])
    for paper in service.papers:
        given = {"paper": paper.id, "file": walk.photo(f"{paper.id}.jpg")}
        person.post(f"/permohonan/{draft.pk}/berkas/", given)
    walk.sent(person, draft)
    assert walk.pay(Bill.objects.get(case=draft.pk), clock.now()) == 200
    walk.work()
    assert walk.status_of(draft) == "paid"
    appointments.prepare_slots(clock.now())
    return draft


def chosen(person: Client, application: Application, address: str) -> str:
    """The first time of that page, taken; gives the ticket's page."""
    here = f"/permohonan/{application.pk}/jadwal/{address}"
    page = person.get(here).content.decode()
    slot = re.search(r'name="slot" value="([0-9a-f-]{36})"', page)
    assert slot, text_of(person.get(here))
    answer = person.post(here, {"slot": slot.group(1)})
    assert answer.status_code == 302, text_of(answer)
    walk.work()
    return text_of(person.get(answer.url))


def confirmed(head: Client, address: str, said: dict[str, str]) -> str:
    """Look first, then do it once; gives what was seen before."""
    answer = head.post(address, said)
    assert answer.status_code == 200, text_of(answer)
    page = answer.content.decode()
    hidden = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
    hidden.pop("csrfmiddlewaretoken", None)
    assert hidden["sure"] == "1"
    assert head.post(address, hidden).url == address
    assert head.post(address, hidden).url == address, "pressed twice is done once"
    return text_of(answer)


def after_the_worker() -> None:
    applications.carry_people(clock.now())
    walk.work()


def test_the_boat_is_booked_moved_declined_and_another_time_chosen(
    person: Client, head: Client
) -> None:
    application = paid(person)
    page = text_of(person.get(f"/permohonan/{application.pk}/jadwal/"))
    where = page.index("Muara Siberut")
    assert page.index("di Muara Siberut") > where
    assert "sekitar 65 km dari Muara Siberut" in page
    assert page.index("Muara Siberut") < page.index("Kantor Tuapejat")
    ticket = chosen(person, application, f"?tempat={SIBERUT}&hari=2026-12-03")
    assert "Jemput bola Muara Siberut" in ticket
    assert "Kamis 3 Desember 2026" in ticket
    assert "A-001" in ticket
    assert "Muara Siberut" in Notice.objects.get(template="booked").body

    seen = confirmed(head, BOAT_DAY, MOVE)
    assert "1 orang diberi tahu" in seen
    assert "SMS 1" in seen
    after_the_worker()
    told = Notice.objects.get(template="day-moved")
    assert "Jumat 4 Desember 2026" in told.body
    status = text_of(person.get(f"/permohonan/{application.pk}/"))
    assert "Kantor memindah hari Anda karena cuaca dan gelombang tinggi" in status
    assert "Jumat 4 Desember 2026" in status
    assert "tidak dihitung sebagai ganti jam" in text_of(
        person.get(f"/permohonan/{application.pk}/jadwal/")
    )

    ticket = chosen(person, application, "?hari=2026-12-07")
    assert "Kantor Imigrasi Mentawai" in ticket
    booking = appointments.booking_of(application.pk)
    assert booking is not None
    assert (booking.place, booking.moved_by_office) == ("", False)
    assert Ticket.objects.filter(case=application.pk).exclude(status="cancelled").count() == 1
    status = text_of(person.get(f"/permohonan/{application.pk}/"))
    assert "Kantor memindah" not in status
    again = f"/permohonan/{application.pk}/jadwal/"
    slot = Slot.objects.filter(service=SERVICE, place="", on="2026-12-08").first()
    assert person.post(again, {"slot": str(slot.pk)}).status_code == 302, "their own change is left"


def test_a_cancelled_day_keeps_a_place_that_is_taken_on_the_page(
    person: Client, head: Client
) -> None:
    application = paid(person)
    chosen(person, application, f"?tempat={SIBERUT}&hari=2026-12-03")
    seen = confirmed(head, BOAT_DAY, {"action": "cancel", "reason": "kapal"})
    assert "Mendapat tawaran: tempat lain disimpan untuk mereka 1" in seen
    assert "Tidak muat" not in seen, "it is not for want of room"
    after_the_worker()
    status = person.get(f"/permohonan/{application.pk}/")
    assert "tidak dapat dilayani karena kapal rusak" in text_of(status)
    assert "Kamis 17 Desember 2026" in text_of(status)
    assert status.content.decode().count('class="btn"') == 1, "one thing to do first"
    offer = re.search(r'name="offer" value="([0-9a-f-]{36})"', status.content.decode())
    took = person.post(f"/permohonan/{application.pk}/undian/terima/", {"offer": offer.group(1)})
    assert took.url == f"/permohonan/{application.pk}/tiket/"
    assert "17 Desember 2026" in text_of(person.get(took.url))


def test_a_held_day_is_seen_on_ticket_page_display_and_api(person: Client, head: Client) -> None:
    application = paid(person)
    chosen(person, application, f"?tempat={SIBERUT}&hari=2026-12-03")
    hold = {"action": "hold", "reason": "cuaca", "decide_at": "2026-12-03T06:00"}
    confirmed(head, BOAT_DAY, hold)
    after_the_worker()
    ticket = text_of(person.get(f"/permohonan/{application.pk}/tiket/"))
    assert ticket.index("Tunggu kabar sebelum") < ticket.index("datang 09.00"), "seen first"
    assert "06.00" in ticket
    public = text_of(Client().get("/jemput-bola/"))
    assert "belum pasti" in public
    assert "menunggu keputusan" in text_of(Client().get("/kantor/mentawai/"))
    shown = Client().get("/tampilan/mentawai/keadaan/").json()["visits"]
    assert shown[0]["id"] == "Muara Siberut Kam 3 Des: menunggu keputusan Kam 3 Des 06.00"
    assert shown[0]["en"].endswith("decided by Thu 3 Dec 06.00")
    (day, *_) = Client().get("/api/v1/offices/mentawai/outreach").json()
    assert (day["state"], day["reason"]) == ("held", "cuaca")
    assert day["decide_at"].startswith("2026-12-03T06:00:00") or "23:00" in day["decide_at"]


def test_numbers_of_the_boat_are_called_at_its_tables_and_nowhere_else(
    person: Client, head: Client, tmp_path: Path
) -> None:
    application = paid(person)
    chosen(person, application, f"?tempat={SIBERUT}&hari=2026-12-03")
    ticket = Ticket.objects.get(case=application.pk)
    walk.forward(tmp_path / "clock-shift", ticket.due_at - timedelta(minutes=20))
    officer, at_home = walk.signed_in_staff("rosa"), walk.signed_in_staff("markus")
    assert "Jemput bola Muara Siberut" in text_of(officer.get("/petugas/loket/"))
    officer.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    assert "A-001" not in text_of(officer.get("/petugas/loket/"))
    officer.post("/petugas/loket/tiba/", {"ticket": f"LINTAS:T:{ticket.pk}"})
    assert "Tiket ini untuk Jemput bola Muara Siberut" in text_of(officer.get("/petugas/loket/"))
    officer.post("/petugas/loket/duduk/", {"counter": ""})
    officer.post("/petugas/loket/duduk/", {"place": SIBERUT, "counter": "meja-1"})
    assert "Muara Siberut · Meja 1" in text_of(officer.get("/petugas/loket/"))
    officer.post("/petugas/loket/tiba/", {"ticket": "A-1"})
    assert walk.status_of(application) == "arrived"
    assert Client().get("/tampilan/mentawai/keadaan/").json()["waiting"] == 0
    at_home.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    at_home.post("/petugas/loket/panggil/")
    ticket.refresh_from_db()
    assert ticket.status == "waiting", "the office's counter does not see it"
    officer.post("/petugas/loket/panggil/")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.counter) == ("called", "meja-1")
    hall = Client().get("/tampilan/mentawai_muara-siberut/keadaan/").json()
    assert hall["current"][0]["number"] == "A-001"


def test_only_those_who_decide_may_decide(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    officer = walk.signed_in_staff("rosa")
    page = officer.get(BOAT_DAY)
    assert page.status_code == 200
    assert 'value="move"' not in page.content.decode()
    assert officer.post(BOAT_DAY, MOVE).status_code == 404
    assert Client().get(BOAT_DAY).status_code == 302
    for absent in ("muara-siberut/2026-12-05", "bulan/2026-12-03", "kantor/kapan"):
        assert head.get(f"/petugas/hari-layanan/{absent}/").status_code == 404


def test_what_is_missing_is_said_and_nothing_is_done(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    answer = head.post(BOAT_DAY, {"action": "move", "reason": "cuaca", "to_on": ""})
    assert answer.status_code == 422
    assert "Pilih hari barunya: bukan hari yang sama" in text_of(answer)
    assert appointments.changes_of("mentawai", SIBERUT, BOAT) == []


def test_only_what_is_missing_is_asked_for_and_the_rest_stays(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    asked = {}
    for action in ("move", "hold"):
        typed = {"action": action, "reason": "cuaca", "to_on": "", "decide_at": ""}
        answer = head.post(BOAT_DAY, typed)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'value="{action}" required checked' in page
        asked[action] = re.findall(r'class="note warn" role="alert">(.*?)</p>', page)
    assert [len(one) for one in asked.values()] == [1, 1]
    assert "hari barunya" in asked["move"][0]
    assert "kapan diputuskan" not in asked["move"][0]
    assert "kapan diputuskan" in asked["hold"][0]
    assert "alasan" not in asked["hold"][0]


def test_a_single_trip_is_entered_changed_and_shown_to_everybody(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    trip = {
        "place": "muara-sikabaluan",
        "on": "2026-12-09",
        "opens": "09:00",
        "closes": "12:00",
        f"quota-{SERVICE}": "6",
    }
    assert (
        head.post("/petugas/hari-layanan/perjalanan/", {**trip, "on": "2026-11-01"}).status_code
        == 422
    )
    assert head.post("/petugas/hari-layanan/perjalanan/", trip).url == "/petugas/hari-layanan/"
    assert "Rabu 9 Desember 2026" in text_of(Client().get("/jemput-bola/"))
    assert "Wednesday 9 December 2026" in text_of(Client().get("/en/jemput-bola/"))
    here = "/petugas/hari-layanan/muara-sikabaluan/2026-12-09/"
    changed = {"opens": "09:00", "closes": "11:00", f"quota-{SERVICE}": "4", "box": "kotak-1"}
    assert head.post(f"{here}ubah/", changed).url == here
    assert "4 tempat" in text_of(Client().get("/jemput-bola/"))
    (day,) = (
        one
        for one in Client().get("/api/v1/offices/mentawai/outreach").json()
        if one["on"] == "2026-12-09"
    )
    assert (day["closes"], day["services"][0]["left"]) == ("11:00:00", 4)


def test_the_offices_own_day_is_opened_from_the_list(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    answer = head.get("/petugas/hari-layanan/buka/", {"hari": "2026-11-26"})
    assert answer.url == "/petugas/hari-layanan/kantor/2026-11-26/"
    confirmed(head, answer.url, {"action": "cancel", "reason": "banjir"})
    assert "dibatalkan" in text_of(head.get("/petugas/hari-layanan/"))
    days = {d.on for d in appointments.days_with_room("mentawai", SERVICE, clock.now())}
    assert date(2026, 11, 26) not in days
    for page in ("/", "/kantor/mentawai/"):
        assert "Kamis 26 November 2026: dibatalkan (banjir)" in text_of(Client().get(page))
    confirmed(head, answer.url, {"action": "reopen"})
    days = {d.on for d in appointments.days_with_room("mentawai", SERVICE, clock.now())}
    assert date(2026, 11, 26) in days


def test_today_called_off_is_closed_everywhere(head: Client) -> None:
    appointments.prepare_slots(clock.now())
    api = "/api/v1/offices/mentawai"
    assert Client().get(api).json()["open"]
    assert queue.gives_walk_ins(catalogue.office("mentawai"), clock.now())
    today = "/petugas/hari-layanan/kantor/2026-11-25/"
    confirmed(head, today, {"action": "cancel", "reason": "listrik"})
    assert not Client().get(api).json()["open"]
    assert "Tutup" in text_of(Client().get("/"))
    assert not queue.gives_walk_ins(catalogue.office("mentawai"), clock.now())


def test_the_public_page_is_kept_for_reading_without_a_connection() -> None:
    worker = Client().get("/sw.js").content.decode()
    kept = re.search(r"const PUBLIC = /(.+)/;", worker).group(1).replace("\\/", "/")
    assert re.fullmatch(kept.strip("^$"), "/jemput-bola/")
    assert re.fullmatch(kept.strip("^$"), "/en/jemput-bola/")
