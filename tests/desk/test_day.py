"""The day's list, the console and the check-in: what is needed, who is late, who comes together."""

import re

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications import family_commands
from lintas.applications.need_commands import say_needs
from lintas.appointments.models import Booking
from lintas.kernel import clock
from lintas.queue import public as queue
from tests import walk
from tests.applications.visits import here, paid, person, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def of_today() -> list[queue.TicketView]:
    """Two who come together; one needs something and one is late."""
    demo.seed_staff("mentawai", clock.now())
    _client, actor = person()
    mine = paid(actor, 2)
    slot(here("10:30", 0), 2)
    family_commands.gather(application=mine[0], others=mine[1:], actor=actor, at=clock.now())
    family_commands.book_family(
        application=mine[0], starts_at=here("10:30", 0), actor=actor, at=clock.now()
    )
    say_needs(
        application=mine[0], ids=["kursi-roda", "juru-bahasa"], words={"juru-bahasa": "Nias"},
        actor=actor, at=clock.now(),
    )  # fmt: skip
    tickets = [queue.ticket_of(one.pk) for one in mine]
    queue.say_late(ticket_id=tickets[1].id, reason="kapal", actor=actor, at=clock.now())
    return tickets


def test_the_day_is_listed_with_what_must_be_ready() -> None:
    first, second = of_today()
    officer = walk.signed_in_staff("rosa")
    page = officer.get("/petugas/hari/").content.decode()
    assert "kursi roda: 1" in page
    assert "juru bahasa: 1" in page
    assert "juru bahasa: Nias" in page
    assert page.index(first.label) < page.index(second.label)
    assert "Kapal atau feri terlambat, ditahan sampai 12.30" in page
    assert f"bersama {first.label}" in page
    tomorrow = officer.get("/petugas/hari/?tanggal=2026-11-26")
    assert first.label not in tomorrow.content.decode()
    assert "Daftar kunjungan" in officer.get("/petugas/").content.decode()


def test_only_staff_who_handle_cases_read_it() -> None:
    of_today()
    assert Client().get("/petugas/hari/").status_code == 302
    assert walk.signed_in_staff("sari").get("/petugas/hari/").status_code in {302, 403, 404}
    assert "kursi roda" not in Client().get("/antrean/mentawai/").content.decode()


def test_the_console_says_it_at_the_check_in_and_at_the_counter() -> None:
    first, second = of_today()
    officer = walk.signed_in_staff("rosa")
    officer.post("/petugas/loket/duduk/", {"counter": "loket-1"})
    page = officer.get("/petugas/loket/").content.decode()
    assert "terlambat, ditahan sampai 12.30" in page
    officer.post("/petugas/loket/tiba/", {"ticket": first.label})
    page = officer.get("/petugas/loket/").content.decode()
    assert f"{first.label}</span> tercatat tiba. Perlu: juru bahasa (Nias), kursi roda." in page
    officer.post("/petugas/loket/panggil/")
    page = officer.get("/petugas/loket/").content.decode()
    assert "<b>juru bahasa</b> (Nias)" in page
    assert "Datang bersama, dipanggil berurutan:" in page
    assert f"<b>{second.label}</b> 10.30</span> (belum tiba)" in page


def test_missed_visits_are_counted_by_service() -> None:
    of_today()
    first, second = Booking.objects.order_by("pk")
    Booking.objects.filter(pk=first.pk).update(status="missed")
    Booking.objects.filter(pk=second.pk).update(status="kept")
    page = walk.signed_in_staff("rosa").get("/petugas/hari/").content.decode()
    part = page.split("Tidak hadir, 28 hari terakhir")[1]
    assert re.findall(r'class="n">(\d+)<', part)[:3] == ["2", "1", "50"]
