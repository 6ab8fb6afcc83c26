"""In front of the pages: whoever waits is answered from memory, as the pages would have."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from lintas.applications import lobby_page
from lintas.applications.lobby_front import is_inside, waiting_answer
from lintas.appointments import public as appointments
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.kernel import clock
from tests.applications.lobby_cast import (
    Front,
    asked,
    begun,
    browser_of,
    calendar,
    crowd,
    paid,
    places,
    turn_of,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("nine_in_the_morning", "_nothing_remembered"),
]


def test_in_front_nothing_happens_without_a_lobby() -> None:
    one, front = paid(), Front()
    front.look()
    assert front.get(browser_of(one), calendar(one))[2] == "the pages"
    assert front.get(browser_of(one), "/layanan/")[2] == "the pages"


def test_in_front_whoever_is_known_is_answered_from_memory(
    django_assert_num_queries: Any,
) -> None:
    one, front = paid(), Front()
    client = browser_of(one)
    places(500)
    crowd(begun(), 1230)
    front.look()
    front.gathers()
    status, headers, body = front.get(client, calendar(one))
    assert status == "200 OK"
    assert "Anda sedang dicatat" in body
    assert int(headers["Retry-After"]) <= 4
    assert not LobbyPlace.objects.filter(case=one.pk).exists(), "nothing is promised before it is"
    front.write()
    front.get(client, calendar(one, "/en"))  # drawn once, for everybody
    with django_assert_num_queries(0):
        status, headers, body = front.get(client, calendar(one, "/en"))
        assert "1,230" in body
        assert f'action="/en/permohonan/{one.pk}' not in body
        assert f"/en/permohonan/{one.pk}/jadwal/antre/" in body
        status, headers, numbers = front.get(client, calendar(one) + "antre/")
        assert json.loads(numbers)["ahead"] == "1.230"
        status, headers, nothing = front.get(client, calendar(one) + "antre/", headers["ETag"])
        assert (status, nothing) == ("304 Not Modified", "")
    assert front.handed_on == []
    page = Client().get("/layanan/")
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert front.get(client, calendar(one))[1][name] == page[name]


def test_in_front_the_page_is_the_same_as_the_sites_own() -> None:
    one, front = paid(), Front()
    client = browser_of(one)
    places(500)
    crowd(begun(), 1230)
    front.look()
    own = client.get(calendar(one)).content.decode()
    front.memory.remember(asked(client, one), Lobby.objects.get().pk)
    front.look()
    quick = front.get(client, calendar(one))[2]
    assert main_of(quick) == main_of(own)
    tag = 'id="lobby"'
    assert quick[quick.index(tag) :].split(">")[0] == own[own.index(tag) :].split(">")[0]


def main_of(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


def test_in_front_a_stranger_is_left_to_the_pages() -> None:
    one, other, front = paid("budi"), paid("wati"), Front()
    stranger = browser_of(other)
    places(5)
    crowd(begun(), 50)
    front.look()
    front.gathers()
    assert "Anda sedang dicatat" in front.get(stranger, calendar(one))[2]
    front.write()
    assert front.get(stranger, calendar(one))[2] == "the pages"
    assert front.get(Client(), calendar(one))[2] == "the pages"
    assert not LobbyPlace.objects.filter(case=one.pk).exists()


def test_in_front_after_a_restart_everybody_stands_where_they_stood() -> None:
    one = paid()
    client = browser_of(one)
    places(500)
    lobby = begun()
    crowd(lobby, 40)
    first = Front()
    first.look()
    first.gathers()
    first.get(client, calendar(one))
    first.write()
    crowd(lobby, 25)
    again = Front()
    again.look()
    again.gathers()
    assert "Anda sedang dicatat" in again.get(client, calendar(one))[2]
    again.write()
    assert json.loads(again.get(client, calendar(one) + "antre/")[2])["ahead"] == "40"
    assert turn_of(one) == 41


def test_in_front_those_who_come_together_keep_the_order_they_came_in() -> None:
    places(500)
    begun()
    people = [paid(f"orang{nth}") for nth in range(8)]
    front = Front()
    front.look()
    front.gathers()
    for one in reversed(people):
        front.get(browser_of(one), calendar(one))
    front.write()
    assert [turn_of(one) for one in reversed(people)] == list(range(1, 9))


def test_in_front_whoever_is_called_or_has_left_is_handed_on() -> None:
    one, front = paid(), Front()
    client = browser_of(one)
    places(500)
    lobby = begun()
    crowd(lobby, 40)
    front.look()
    front.gathers()
    front.get(client, calendar(one))
    front.write()
    assert "Di depan Anda" in front.get(client, calendar(one))[2]
    client.post(calendar(one) + "antre/keluar/")
    front.look()
    assert front.get(client, calendar(one))[2] == "the pages"
    client.post(calendar(one) + "antre/lagi/")
    front.look()
    assert "Di depan Anda" in front.get(client, calendar(one))[2]
    Lobby.objects.update(called=42)
    front.look()
    assert front.get(client, calendar(one))[2] == "the pages"


def test_in_front_before_the_hour_and_after_it() -> None:
    one, front = paid(), Front()
    client = browser_of(one)
    lobby = begun("weekly", timedelta(minutes=30))
    front.look()
    front.gathers()
    front.get(client, calendar(one))
    front.write()
    assert "diurutkan secara acak" in front.get(client, calendar(one))[2]
    places(500)
    crowd(lobby, 3)
    later = clock.now() + timedelta(minutes=30)
    appointments.take_turn(lobby_id=lobby, at=later)
    Lobby.objects.update(called=0)
    front.look(later)
    page = front.get(client, calendar(one))[2]
    assert "Anda berikutnya" in page or "Di depan Anda" in page


def test_how_slow_the_pages_are_and_were_before_reaches_the_lobby() -> None:
    front = Front()
    for _ in range(10):
        front.memory.note_answer(0.04)
    front.look()
    crowd(begun(), 1)
    front.look()
    front.memory.answers.clear()
    for _ in range(10):
        front.memory.note_answer(1.5)
    front.look()
    lobby = Lobby.objects.get()
    assert (lobby.answer_ms, lobby.usual_ms) == (1500, 40)


def test_an_empty_lobby_is_still_the_usual() -> None:
    front = Front()
    begun()
    for _ in range(10):
        front.memory.note_answer(0.06)
    front.look()
    assert Lobby.objects.get().usual_ms == 60


def test_who_was_let_in_may_wait_for_others_who_were() -> None:
    front = Front()
    crowd(begun(), 1)
    front.memory.note_inside(0.4)
    front.look()
    assert Lobby.objects.get().answer_ms == 0
    front.memory.note_inside(2.5)
    front.look()
    assert Lobby.objects.get().answer_ms == 1500
    front.memory.note_answer(3.0)
    front.look()
    assert Lobby.objects.get().answer_ms == 3000, "the slower of the two counts"


def test_who_was_let_in_is_told_apart_from_the_rest_of_the_site() -> None:
    """So that nobody else waits behind them at the few threads of the pages."""
    one, front = paid(), Front()
    sent = {"REQUEST_METHOD": "POST", "PATH_INFO": calendar(one)}
    assert not is_inside(sent, front.memory), "no lobby, nothing apart"
    places(5)
    begun()
    front.look()
    assert is_inside(sent, front.memory)
    assert not is_inside({**sent, "PATH_INFO": f"/permohonan/{one.pk}/"}, front.memory)


def test_on_the_event_loop_nothing_is_drawn_and_the_database_is_not_asked(
    django_assert_num_queries: Any,
) -> None:
    one, front = paid(), Front()
    client = browser_of(one)
    places(500)
    crowd(begun(), 1230)
    front.look()
    front.gathers()
    front.get(client, calendar(one))
    front.write()
    key = client.session.session_key
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": calendar(one),
        "HTTP_COOKIE": f"{configured.SESSION_COOKIE_NAME}={key}",
    }
    lobby_page._kept.clear()
    with django_assert_num_queries(0):
        assert waiting_answer(environ, front.memory) is None, "the crew draws it"
    front.look()  # or whoever reads what lobbies are on, before anybody asks
    with django_assert_num_queries(0):
        answer = waiting_answer(environ, front.memory)
    assert answer is not None
    assert b"1.230" in answer[2]
