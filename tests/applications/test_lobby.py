"""Whoever asks for a time while more come than can be served: pages, the front, other devices."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lintas.applications import family_commands, visit_commands
from lintas.applications.models import Answers
from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_lobbies
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import queries as catalogue_queries
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.applications.lobby_cast import (
    begun,
    browser_of,
    calendar,
    crowd,
    paid,
    places,
    turn_of,
)
from tests.appointments.cast import OFFICE_SOURCE, ROLLING, slot

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nine_in_the_morning", "_nothing_remembered"),
]


def test_without_a_rush_nothing_is_in_the_way() -> None:
    one, time = paid(), places(3)
    answer = browser_of(one).get(calendar(one))
    assert str(time.pk) in answer.content.decode()
    assert not LobbyPlace.objects.exists()


def test_an_empty_lobby_is_walked_through_and_the_minutes_are_said() -> None:
    one, time = paid(), places(3)
    begun()
    client = browser_of(one)
    page = client.get(calendar(one)).content.decode()
    assert str(time.pk) in page
    assert "Giliran Anda" in page
    assert client.post(calendar(one), {"slot": time.pk}).status_code == 302
    assert Booking.objects.get().case == one.pk
    assert LobbyPlace.objects.get().state == "booked"
    assert [*check_lobbies(), *check_appointments()] == []


def test_who_waits_is_told_where_and_a_direct_post_gains_nothing() -> None:
    one, time = paid(), places(500)
    lobby = begun()
    crowd(lobby, 1230)
    client = browser_of(one)
    page = client.get(calendar(one)).content.decode()
    assert "1.230" in page
    assert "500" in page
    assert "tidak ada yang tersisa untuk Anda" in page
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in page
    assert str(time.pk) not in page
    english = client.get(calendar(one, "/en")).content.decode()
    assert "1,230" in english
    answer = client.post(calendar(one), {"slot": time.pk})
    assert answer.status_code == 422
    assert str(appointments.NotAdmitted.sentence) in answer.content.decode()
    with pytest.raises(appointments.NotAdmitted):
        visit_commands.book_visit(
            application=one, slot_id=time.pk, booking_id=new_id(), ticket_id=new_id(),
            actor=Actor(ActorKind.PERSON, one.account_id), at=clock.now(),
        )  # fmt: skip
    assert not Booking.objects.exists()
    assert turn_of(one) == 1231


def test_within_reach_one_is_told_so() -> None:
    one = paid()
    places(500)
    crowd(begun(), 60)
    page = browser_of(one).get(calendar(one)).content.decode()
    assert "Sampai ke giliran Anda masih ada tempat" in page


def test_another_device_and_another_window_have_the_same_place() -> None:
    one = paid()
    places(500)
    lobby = begun()
    crowd(lobby, 50)
    phone, computer = browser_of(one), browser_of(one)
    phone.get(calendar(one))
    crowd(lobby, 10)
    computer.get(calendar(one))
    phone.get(calendar(one))
    assert turn_of(one) == 51
    assert LobbyPlace.objects.filter(case=one.pk).count() == 1


def test_a_stranger_finds_nothing_there() -> None:
    one, other = paid("budi"), paid("wati")
    places(5)
    crowd(begun(), 50)
    stranger = browser_of(other)
    for path in ("", "antre/", "antre/keluar/"):
        assert stranger.get(calendar(one) + path).status_code == 404
        assert Client().get(calendar(one) + path).status_code == 404
    assert stranger.post(calendar(one) + "antre/lagi/").status_code == 404
    assert not LobbyPlace.objects.filter(case=one.pk).exists()


def test_the_same_person_with_another_request_does_not_stand_twice() -> None:
    one, two = paid("budi"), paid("budi")
    places(500)
    crowd(begun(), 50)
    for each in (one, two):
        Answers.objects.filter(pk=each.pk).update(data={"nik": "1309082811960001"})
    client = browser_of(one)
    client.get(calendar(one))
    page = client.get(calendar(two)).content.decode()
    assert "lewat permohonan lain" in page
    assert not LobbyPlace.objects.filter(case=two.pk).exists()


def test_numbers_are_asked_for_lightly() -> None:
    one = paid()
    places(500)
    crowd(begun(), 100)
    client = browser_of(one)
    client.get(calendar(one))
    answer = client.get(calendar(one) + "antre/")
    assert answer.json()["ahead"] == "100"
    assert answer["Retry-After"] == "6"
    same = client.get(calendar(one) + "antre/", headers={"If-None-Match": answer["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    Lobby.objects.update(ended_at=clock.now())
    assert client.get(calendar(one) + "antre/").json() == {"mark": "go"}


def test_sold_out_is_told_to_all_who_wait() -> None:
    one = paid()
    crowd(begun(), 5)
    page = browser_of(one).get(calendar(one)).content.decode()
    assert "Semua tempat sudah diambil" in page


def test_whose_time_ran_out_may_line_up_again_and_who_leaves_too() -> None:
    one = paid()
    places(500)
    lobby = begun()
    client = browser_of(one)
    client.get(calendar(one))
    later = clock.now() + timedelta(minutes=10)
    appointments.take_turn(lobby_id=lobby, at=later)
    assert "Waktu Anda memilih sudah habis" in client.get(calendar(one)).content.decode()
    crowd(lobby, 100)
    assert client.post(calendar(one) + "antre/lagi/").status_code == 302
    assert turn_of(one) == 102
    assert client.get(calendar(one) + "antre/keluar/").status_code == 200
    assert client.post(calendar(one) + "antre/keluar/").status_code == 302
    assert "keluar dari antrean" in client.get(calendar(one)).content.decode()
    client.post(calendar(one) + "antre/lagi/")
    assert turn_of(one) == 103


def test_before_the_hour_what_is_left_can_be_taken_and_waiting_is_a_choice() -> None:
    one, time = paid(), places(2)
    lobby = begun("weekly", timedelta(minutes=30))
    new = slot(ROLLING, clock.now() + timedelta(days=9), places=40)
    Slot.objects.filter(pk=new.pk).update(opens_at=Lobby.objects.get().opens_at)
    client = browser_of(one)
    page = client.get(calendar(one)).content.decode()
    assert str(time.pk) in page
    assert "Tunggu pembukaan" in page
    assert not LobbyPlace.objects.exists()
    page = client.get(calendar(one) + "?tunggu").content.decode()
    assert "diurutkan secara acak" in page
    assert ">42<" in page, "how many places there will be"
    assert str(lobby) in page
    assert client.post(calendar(one), {"slot": new.pk}).status_code == 422
    assert client.post(calendar(one), {"slot": time.pk}).status_code == 302


def test_a_family_needs_a_turn_each_and_gets_them_one_behind_the_other() -> None:
    """Two places are taken, so two people are let in: one pass would take two."""
    one, two = paid("budi"), paid("budi")
    time, actor = places(500), Actor(ActorKind.PERSON, one.account_id)
    family_commands.gather(application=one, others=[two], actor=actor, at=clock.now())
    lobby = begun()
    crowd(lobby, 40)
    page = f"/permohonan/{one.pk}/bersama/"
    client = browser_of(one)
    client.get(page)
    assert [turn_of(one), turn_of(two)] == [41, 42]

    def book() -> None:
        family_commands.book_family(
            application=one, starts_at=time.starts_at, actor=actor, at=clock.now()
        )

    with pytest.raises(appointments.NotAdmitted):
        book()
    LobbyPlace.objects.filter(turn__lte=42).update(called_at=clock.now())
    Lobby.objects.update(called=42)
    client.get(calendar(one))
    with pytest.raises(appointments.NotAdmitted):
        book()
    client.get(page)
    book()
    assert Booking.objects.count() == 2
    assert LobbyPlace.objects.filter(state="booked").count() == 2


def test_a_form_sent_twice_is_answered_with_the_time_it_took() -> None:
    one, time = paid(), places(500)
    begun()
    client = browser_of(one)
    client.get(calendar(one))
    sent = {"slot": time.pk}
    assert client.post(calendar(one), sent).status_code == 302
    assert client.post(calendar(one), sent).headers["Location"].endswith("/tiket/")
    assert Booking.objects.count() == 1


@pytest.fixture
def easily_rushed(settings: Any, tmp_path: Path) -> Iterator[None]:
    """An office where three at one calendar are a rush."""
    file = tmp_path / "offices" / "mentawai" / "office.toml"
    file.parent.mkdir(parents=True)
    file.write_text(OFFICE_SOURCE.replace("\nrush = 60", "\nrush = 3"))
    settings.OFFICES_FOLDER = file.parents[1]
    catalogue_queries.office.cache_clear()
    catalogue_queries.offices.cache_clear()
    yield
    catalogue_queries.office.cache_clear()
    catalogue_queries.offices.cache_clear()


@pytest.mark.usefixtures("easily_rushed")
def test_a_rush_opens_a_lobby_and_who_was_there_first_is_first() -> None:
    time = places(500)
    people = [paid(f"orang{nth}") for nth in range(4)]
    pages = [browser_of(one).get(calendar(one)).content.decode() for one in people]
    assert [str(time.pk) in page for page in pages] == [True] * 4
    assert [turn_of(one) for one in people] == [1, 2, 3, 4]
    assert Lobby.objects.get().why == "rush"
    again = browser_of(people[0]).post(calendar(people[0]), {"slot": time.pk})
    assert again.status_code == 302, "who was choosing goes on choosing"
