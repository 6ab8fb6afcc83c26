"""Whoever comes in a rush is held until they are written down, and reads at once where they are."""

import asyncio
import threading
from typing import Any

import pytest
from django.db import connection

from lintas.applications.lobby_front import to_be_written, waiting_answer
from lintas.applications.lobby_memory import Memory
from lintas.applications.models import Application
from lintas.appointments.lobby_models import LobbyPlace
from lintas.kernel import clock
from tests.applications.lobby_cast import begun, browser_of, calendar, crowd, paid, places
from tests.loops import apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def looking() -> Memory:
    memory = Memory()
    memory.thread = threading.current_thread()
    memory.look(clock.now())
    return memory


def asks(one: Application, session: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": calendar(one),
        "QUERY_STRING": "",
        "HTTP_COOKIE": f"x=1; lintas={session}",
    }


def session_of(one: Application) -> str:
    return browser_of(one).cookies["lintas"].value


async def arrive(memory: Memory, environ: dict[str, Any], released: Any) -> None:
    """As the loop does it, while something else releases those who wait."""
    new = to_be_written(environ, memory)
    assert new is not None
    held = asyncio.ensure_future(memory.written(new, asyncio.get_running_loop()))
    await asyncio.sleep(0)
    released(new)
    await held


def test_whoever_comes_is_answered_with_their_place() -> None:
    one = paid()
    places(500)
    lobby = begun()
    crowd(lobby, 40)
    memory, environ = looking(), asks(one, session_of(one))
    memory.asking.append(to_be_written(environ, memory))  # type: ignore[arg-type]
    memory.write(clock.now())
    apart(arrive(memory, asks(paid("siti"), "other"), lambda new: memory.held.release([new])))
    assert to_be_written(environ, memory) is None, "known from now on"
    answer = waiting_answer(environ, memory, lambda standing, _: f"{standing.ahead}".encode())
    assert answer is not None
    assert answer[2] == b"40"
    assert LobbyPlace.objects.get(case=one.pk).turn == 41


def test_where_nobody_waits_whoever_comes_is_called_at_once() -> None:
    one = paid()
    places(500)
    begun()
    memory, environ = looking(), asks(one, session_of(one))
    memory.asking.append(to_be_written(environ, memory))  # type: ignore[arg-type]
    memory.write(clock.now())
    assert waiting_answer(environ, memory) is None, "the pages show the calendar"
    assert browser_of(one).get(calendar(one)).content.count(b'name="slot"') == 1


def test_a_stranger_is_not_held_again_and_the_pages_say_what_is_so() -> None:
    one = paid()
    places(500)
    crowd(begun(), 40)
    memory, environ = looking(), asks(one, session_of(paid("siti")))
    memory.asking.append(to_be_written(environ, memory))  # type: ignore[arg-type]
    memory.write(clock.now())
    assert to_be_written(environ, memory) is None
    assert waiting_answer(environ, memory) is None
    assert not LobbyPlace.objects.filter(case=one.pk).exists()


def test_nobody_is_held_for_ever() -> None:
    one = paid()
    places(500)
    crowd(begun(), 40)
    memory, environ = looking(), asks(one, session_of(one))
    memory.held.patience = 0.01
    apart(arrive(memory, environ, lambda new: None))
    answer = waiting_answer(environ, memory, lambda s, _: s.kind.encode())
    assert answer is not None
    assert answer[2] == b"door"


def test_with_no_lobby_nobody_is_held() -> None:
    one = paid()
    assert to_be_written(asks(one, session_of(one)), looking()) is None


@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_person_are_both_let_go_on() -> None:
    one = paid()
    places(500)
    crowd(begun(), 40)
    memory, environ = looking(), asks(one, session_of(one))
    new = to_be_written(environ, memory)
    assert new is not None

    def write() -> None:
        memory.write(clock.now())
        connection.close()

    async def both() -> None:
        loop = asyncio.get_running_loop()
        waiting = [asyncio.ensure_future(memory.written(new, loop)) for _ in range(2)]
        await asyncio.sleep(0)
        await asyncio.to_thread(write)
        await asyncio.gather(*waiting)

    apart(both())
    assert LobbyPlace.objects.filter(case=one.pk).count() == 1
