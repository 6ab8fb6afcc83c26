"""The calendar as staff keep it, and what the public reads of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.appointments import public as appointments
from lintas.appointments.calendar_models import CalendarChange
from lintas.appointments.models import Slot
from lintas.invariants import broken
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.walk import signed_in_staff

PAGE = "/petugas/kalender/"
DAY = "2026-11-26"
CLOSED = {
    "starts_at": f"{DAY}T08:00",
    "ends_at": f"{DAY}T12:00",
    "why": "absence",
    "text": "Cuti contoh",
    "counter": "loket-2",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def head() -> Client:
    demo.seed_staff("mentawai", clock.now())
    appointments.prepare_slots(clock.now())
    return signed_in_staff("lukas")


def text_of(client: Client, page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(page).content.decode()))


def room() -> int:
    return sum(Slot.objects.filter(on=DAY).values_list("places", flat=True))


def test_a_counter_is_closed_and_the_week_says_why_it_has_fewer_places(head: Client) -> None:
    before = room()
    page = f"{PAGE}?minggu={DAY}"
    assert f"{before} tempat, 0 diambil" in text_of(head, page)
    answer = head.post(f"{PAGE}tutup/", CLOSED)
    assert answer.url == page
    text = text_of(head, page)
    assert room() < before
    assert f"{room()} tempat, 0 diambil" in text
    assert f"Tanpa yang tutup: {before} tempat" in text
    assert "Loket 2, Kam 26 Nov, 08.00" in text
    assert "petugas tidak masuk. Cuti contoh" in text
    change = CalendarChange.objects.get()
    assert head.post(f"{PAGE}akhiri/", {"change": str(change.pk)}).status_code == 302
    assert room() == before
    assert "Cuti contoh" not in text_of(head, page)
    assert list(broken()) == []


def test_the_public_reads_which_counter_is_closed_and_not_who_is_ill(head: Client) -> None:
    head.post(f"{PAGE}tutup/", CLOSED)
    text = text_of(Client(), "/kantor/mentawai/")
    assert "Loket 2: 13.00–16.00" in text
    assert "Cuti contoh" not in text
    assert "tidak masuk" not in text
    assert f"{room()} janji temu, {room()} belum diambil" in text


def test_the_public_reads_why_the_office_is_closed_and_that_it_is(head: Client) -> None:
    today = f"{clock.now().astimezone():%Y-%m-%d}"
    given = {
        "starts_at": f"{today}T00:00",
        "ends_at": f"{today}T23:30",
        "why": "weather",
        "text": "Badai (contoh)",
    }
    assert head.post(f"{PAGE}tutup/", given).status_code == 302
    text = text_of(Client(), "/kantor/mentawai/")
    assert "Rab 25 Nov: tutup Badai (contoh)." in text
    assert Client().get("/api/v1/offices/mentawai").json()["open"] is False
    assert "Tempat prioritas yang tidak dipakai dibuka untuk semua pukul 15.00" in text


def test_who_is_booked_beyond_what_can_be_served_is_told_by_numbers(head: Client) -> None:
    slot = Slot.objects.filter(on=DAY, service="paspor-penggantian", share="general").first()
    appointments.book_slot(
        booking_id=new_id(),
        slot_id=slot.pk,
        case=new_id(),
        person_id=new_id(),
        actor=Actor(ActorKind.PERSON, new_id()),
        at=clock.now(),
    )
    head.post(f"{PAGE}tutup/", {**CLOSED, "counter": "", "ends_at": f"{DAY}T16:00"})
    text = text_of(head, f"{PAGE}?minggu={DAY}")
    assert "1 orang lebih daripada yang sanggup dilayani" in text
    assert "(1 dari 1 yang punya jam)" in text


def test_a_saturday_opens_beside_the_hours(head: Client) -> None:
    given = {"starts_at": "2026-11-28T08:00", "ends_at": "2026-11-28T12:00", "why": "demand"}
    refused = head.post(f"{PAGE}buka/", {**given, "text": ""})
    assert refused.status_code == 422
    assert "2026-11-28T08:00" in refused.content.decode(), "what was typed comes back"
    assert head.post(f"{PAGE}buka/", {**given, "text": "Antrean panjang"}).status_code == 302
    assert "Sab 28 Nov: 08.00–12.00 Antrean panjang." in text_of(Client(), "/kantor/mentawai/")
    days = Client().get("/api/v1/offices/mentawai/services/paspor-penggantian/days").json()
    assert "2026-11-28" in {day["on"] for day in days}


@pytest.mark.parametrize("username", ["rosa", "yohana"])
def test_others_of_the_staff_read_and_cannot_change(head: Client, username: str) -> None:
    reader = signed_in_staff(username)
    assert "Catat penutupan" not in text_of(reader, PAGE)
    assert reader.post(f"{PAGE}tutup/", CLOSED).status_code == 404
    assert reader.post(f"{PAGE}akhiri/", {"change": str(new_id())}).status_code == 404
    assert "Catat penutupan" in text_of(signed_in_staff("sari"), PAGE)
    assert not CalendarChange.objects.exists()


@pytest.mark.parametrize("typed", ["", "kapan", "2026-13-99", "9999-12-31", "0001-01-01"])
def test_any_week_that_is_typed_is_some_week(head: Client, typed: str) -> None:
    assert head.get(PAGE, {"minggu": typed}).status_code == 200
    given = {**CLOSED, "starts_at": typed, "minggu": typed}
    assert head.post(f"{PAGE}tutup/", {**given, "ends_at": typed}).status_code == 422
    assert head.post(f"{PAGE}lain/", CLOSED).status_code == 404


def test_a_long_absence_is_entered_once_and_touches_each_of_its_days(head: Client) -> None:
    until = clock.now() + timedelta(days=7)
    days = {**CLOSED, "ends_at": f"{until:%Y-%m-%d}T16:00"}
    before = Slot.objects.filter(on="2026-12-01").values_list("places", flat=True)
    whole = sum(before)
    head.post(f"{PAGE}tutup/", days)
    assert sum(Slot.objects.filter(on="2026-12-01").values_list("places", flat=True)) < whole
