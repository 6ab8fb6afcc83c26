"""I am on the ferry: from the ticket's page and by a word in an SMS."""

from datetime import timedelta

import pytest

from lintas.applications.models import Application
from lintas.applications.visit_commands import book_visit
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.notices.models import HeardWord, Notice, Way
from lintas.notices.ports import Word
from lintas.notices.way_commands import hear_word
from lintas.queue import public as queue
from tests import walk
from tests.applications.visits import fresh, here, paid, person, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
PHONE = "+6281211110002"


def booked(actor: Actor, hour: str = "10:30", days: int = 0) -> Application:
    one, free = paid(actor)[0], slot(here(hour, days))
    book_visit(
        application=one, slot_id=free.pk, booking_id=new_id(), ticket_id=new_id(), actor=actor,
        at=clock.now() - timedelta(days=1),
    )  # fmt: skip
    return fresh(one.pk)


def write(actor: Actor, text: str) -> None:
    Way.objects.get_or_create(
        account_id=actor.id, channel="sms",
        defaults={"id": new_id(), "address": PHONE, "place": 1, "added_at": clock.now(),
                  "verified_at": clock.now()},
    )  # fmt: skip
    assert hear_word(name="sms", word=Word(PHONE, text), at=clock.now()) == ""
    walk.work()


def test_the_ticket_page_keeps_the_turn_once_and_says_until_when() -> None:
    client, actor = person()
    one = booked(actor)
    address = f"/permohonan/{one.pk}/tiket/"
    assert "Saya terlambat" in client.get(address).content.decode()
    late = f"/permohonan/{one.pk}/terlambat/"
    assert client.post(late, {"alasan": "tidur"}).status_code == 422
    assert client.post(late, {"alasan": "kapal"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Kapal atau feri terlambat" in page
    assert "ditahan sampai 12.30 WIB" in page
    assert "Saya terlambat" not in page
    again = client.post(late, {"alasan": "cuaca"})
    assert again.status_code == 422
    assert "hanya dapat diberikan satu kali" in again.content.decode()


def test_a_word_by_sms_keeps_the_turns_of_all_of_todays_visits_and_is_answered() -> None:
    _client, actor = person()
    today, child, tomorrow = booked(actor), booked(actor, "11:00"), booked(actor, "08:30", 1)
    write(actor, "Terlambat kapal, maaf Pak Contoh")
    kept = [queue.ticket_of(one.pk).held_until for one in (today, child, tomorrow)]
    assert kept == [here("12:30", 0), here("13:00", 0), None]
    notices = Notice.objects.filter(template="late-noted")
    assert {n.facts["held_until"] for n in notices} == {"12.30 WIB", "13.00 WIB"}
    assert not HeardWord.objects.exists(), "what was written is gone"
    assert "Contoh" not in repr(journal.entries_of_case(today.pk))
    write(actor, "late ferry")
    assert Notice.objects.filter(template="late-not-noted").count() == 1
    assert "hanya dapat diberikan satu kali" in Notice.objects.latest("made_at").body


def test_a_word_without_a_reason_takes_the_last_of_the_list() -> None:
    _client, actor = person()
    one = booked(actor)
    write(actor, "TELAT")
    assert queue.ticket_of(one.pk).late_reason == "lainnya"


def test_who_has_no_visit_today_is_told_so() -> None:
    _client, actor = person()
    booked(actor, "08:30", 2)
    write(actor, "TERLAMBAT KAPAL")
    assert "pada hari kunjungan" in Notice.objects.get(template="late-not-noted").body
