"""Many at once before a lobby: turns without gaps, one a person, no more let in than one would."""

from datetime import datetime, timedelta

import pytest

from lintas.appointments.invariants import check_lobbies
from lintas.appointments.lobby_models import LobbyPlace
from lintas.appointments.lobby_rules import FIRST_BOUND
from lintas.appointments.lobby_turns import take_turn
from lintas.journal import public as journal
from tests.appointments.cast import ROLLING, slot
from tests.appointments.test_lobby import SECOND, begun, book, come, enter, turn_of
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_workers_who_call_at_once_let_no_more_in_than_one_would(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=400)
    lobby = begun(at, opens_in=SECOND)
    cases = come(lobby, at, 200)
    opens = at + SECOND
    called = at_once(8, lambda _n: take_turn(lobby_id=lobby.pk, at=opens))
    assert sorted(called) == [0, 0, 0, 0, 0, 0, 0, FIRST_BOUND]
    lobby.refresh_from_db()
    assert lobby.called == FIRST_BOUND
    assert sorted(turn_of(lobby, case) or 0 for case in cases) == list(range(1, 201))
    assert [*check_lobbies()] == []


def test_two_windows_come_in_once_and_book_once(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=50)
    lobby = begun(at)
    cases = come(lobby, at, 4)
    take_turn(lobby_id=lobby.pk, at=at)
    ends = at_once(8, lambda n: enter(lobby, cases[n % 4], at + n * SECOND))
    assert ends[:4] == ends[4:], "both windows of a person have the same end"
    entered = [e for e in journal.entries_about(lobby.pk) if e.kind == "lobby:entered"]
    assert len(entered) == 4
    results = at_once(8, lambda n: book(one, cases[n % 4], at + 10 * SECOND))
    assert sum(result is None for result in results) == 4
    one.refresh_from_db()
    assert one.taken == 4


def test_who_lines_up_at_once_gets_turns_without_gaps_and_one_a_person(at: datetime) -> None:
    lobby = begun(at)
    at_once(8, lambda n: come(lobby, at, 25, who="" if n else "nik 1"))
    come(lobby, at, who="nik 1")
    turns = LobbyPlace.objects.order_by("turn").values_list("turn", flat=True)
    assert list(turns) == list(range(1, 177))
    lobby.refresh_from_db()
    assert (lobby.arrived, lobby.last_turn) == (176, 176)
