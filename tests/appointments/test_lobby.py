"""The lobby in the database: order, one place a person, passes, restarts, clocks set back."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction

from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_lobbies
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.lobby_rules import COMING, FIRST_BOUND
from lintas.appointments.lobby_turns import take_turn
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.catalogue import queries as catalogue_queries
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.appointments.cast import OFFICE, PERSON, ROLLING, office_with, slot

SECOND = timedelta(seconds=1)
STAFF = Actor(ActorKind.STAFF, new_id(), office=OFFICE)


def begun(at: datetime, *, opens_in: timedelta = timedelta(), service: str = ROLLING) -> Lobby:
    lobby_id = new_id()
    appointments.begin_lobby(
        lobby_id=lobby_id, office=OFFICE, service=service, why="rush", opens_at=at + opens_in,
        actor=STAFF, at=at,
    )  # fmt: skip
    return Lobby.objects.get(pk=lobby_id)


def coming(case: UUID, who: str) -> appointments.Arrival:
    return appointments.Arrival(new_id(), case, new_id(), who)


def come(lobby: Lobby, at: datetime, count: int = 1, who: str = "") -> list[UUID]:
    """So many come together; gives their cases."""
    cases = [new_id() for _ in range(count)]
    appointments.line_up(
        lobby_id=lobby.pk,
        arrivals=[
            appointments.Arrival(new_id(), case, new_id(), who or case.hex) for case in cases
        ],
        actor=PERSON,
        at=at,
    )
    return cases


def enter(lobby: Lobby, case: UUID, at: datetime) -> datetime:
    return appointments.come_in(lobby_id=lobby.pk, case=case, actor=PERSON, at=at)


def book(one: Slot, case: UUID, at: datetime) -> None:
    """As a booking does it: the pass first, in the same transaction."""
    with transaction.atomic():
        appointments.use_pass(office=OFFICE, service=one.service, case=case, actor=PERSON, at=at)
        appointments.book_slot(
            booking_id=new_id(), slot_id=one.pk, case=case, person_id=new_id(), actor=PERSON, at=at
        )


def turn_of(lobby: Lobby, case: UUID) -> int | None:
    found = appointments.place_in(lobby.pk, case)
    assert found is not None
    return found.turn


@pytest.mark.django_db
def test_who_comes_later_stands_behind_and_is_called_behind(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=200)
    lobby = begun(at)
    first, second = come(lobby, at, 40), come(lobby, at + SECOND, 10)
    assert [turn_of(lobby, case) for case in [*first, *second]] == list(range(1, 51))
    assert take_turn(lobby_id=lobby.pk, at=at + 2 * SECOND) == FIRST_BOUND
    for case in first[:FIRST_BOUND]:
        enter(lobby, case, at + 3 * SECOND)
    with pytest.raises(appointments.NotAdmitted):
        enter(lobby, first[FIRST_BOUND], at + 3 * SECOND)
    state = appointments.lobby_of(lobby.pk, at)
    assert state.ahead(50) == 49
    assert state.reaches(50)
    assert [*check_lobbies()] == []


@pytest.mark.django_db
def test_before_the_hour_there_are_no_turns_and_then_chance_gives_them(
    at: datetime, tmp_path: Path
) -> None:
    """The published record is computed again by the script that strangers use for draws."""
    lobby = begun(at, opens_in=timedelta(hours=1))
    slot(ROLLING, at + timedelta(days=3), places=200)
    early = [come(lobby, at + n * SECOND)[0] for n in range(30)]
    assert take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=59)) == 0
    assert all(turn_of(lobby, case) is None for case in early)
    told = appointments.lobby_of(lobby.pk, at)
    assert (told.commitment, told.record) == (lobby.commitment, None)
    opens = at + timedelta(hours=1)
    take_turn(lobby_id=lobby.pk, at=opens)
    turns = [turn_of(lobby, case) or 0 for case in early]
    assert sorted(turns) == list(range(1, 31))
    assert turns != sorted(turns), "one in 30! by chance"
    late = come(lobby, opens + SECOND)
    assert turn_of(lobby, late[0]) == 31
    told = appointments.lobby_of(lobby.pk, opens)
    assert told.holds
    file = tmp_path / "hasil.json"
    file.write_text(told.text)
    script = finders.find("undian/recompute.py")
    done = subprocess.run(
        [sys.executable, str(script), file], capture_output=True, text=True, check=True
    )
    assert "NOT THE SAME" not in done.stdout
    lines = [line.split()[0] for line in done.stdout.splitlines()[1:]]
    mine = LobbyPlace.objects.filter(lobby=lobby, turn__lte=30).order_by("turn")
    assert lines == list(mine.values_list("ticket", flat=True))
    opened = next(e for e in journal.entries_about(lobby.pk) if e.kind == "lobby:opened")
    assert (opened.data.present, opened.data.record) == (30, told.hash)


@pytest.mark.django_db
def test_one_person_stands_in_one_place_with_whatever_request(at: datetime) -> None:
    lobby = begun(at)
    (mine,) = come(lobby, at, who="nik 1")
    again = new_id()
    found = appointments.line_up(
        lobby_id=lobby.pk,
        arrivals=[coming(case, "nik 1") for case in (again, mine)],
        actor=PERSON, at=at + SECOND,
    )  # fmt: skip
    assert found == {again: mine, mine: mine}
    assert LobbyPlace.objects.count() == 1
    both = [new_id(), new_id()]
    found = appointments.line_up(
        lobby_id=lobby.pk,
        arrivals=[coming(case, "nik 2") for case in both],
        actor=PERSON, at=at + SECOND,
    )  # fmt: skip
    assert found == {both[0]: both[0], both[1]: both[0]}
    assert LobbyPlace.objects.count() == 2


@pytest.mark.django_db
def test_a_pass_is_for_one_place_and_for_its_minutes(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=5)
    lobby = begun(at)
    case, other = come(lobby, at, 2)
    with pytest.raises(appointments.NotAdmitted):
        book(one, case, at)
    take_turn(lobby_id=lobby.pk, at=at)
    with pytest.raises(appointments.NotAdmitted):
        book(one, case, at)
    until = enter(lobby, case, at)
    assert enter(lobby, case, at + SECOND) == until, "a second window has the same end"
    assert until == at + timedelta(minutes=catalogue.office(OFFICE).lobby.minutes_inside)
    book(one, case, until - SECOND)
    with pytest.raises(appointments.NotAdmitted):
        book(one, case, until - SECOND)
    enter(lobby, other, at)
    with pytest.raises(appointments.NotAdmitted):
        book(one, other, until)
    take_turn(lobby_id=lobby.pk, at=until)
    with pytest.raises(appointments.NotAdmitted):
        enter(lobby, other, until)
    appointments.line_up_again(lobby_id=lobby.pk, case=other, actor=PERSON, at=until)
    assert turn_of(lobby, other) == 3
    one.refresh_from_db()
    assert one.taken == 1


@pytest.mark.django_db
def test_a_refused_booking_leaves_the_pass(at: datetime) -> None:
    full, free = slot(ROLLING, at + timedelta(days=3)), slot(ROLLING, at + timedelta(days=4))
    lobby = begun(at)
    case, other = come(lobby, at, 2)
    take_turn(lobby_id=lobby.pk, at=at)
    enter(lobby, case, at)
    enter(lobby, other, at)
    book(full, case, at)
    with pytest.raises(appointments.SlotFull):
        book(full, other, at)
    book(free, other, at)


@pytest.mark.django_db
def test_nobody_is_let_in_for_whom_there_is_no_place(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=3)
    lobby = begun(at)
    cases = come(lobby, at, 10)
    assert take_turn(lobby_id=lobby.pk, at=at) == 3
    state = appointments.lobby_of(lobby.pk, at)
    assert [state.reaches(turn) for turn in (4, 5)] == [False, False]
    assert take_turn(lobby_id=lobby.pk, at=at + SECOND) == 0
    for case in cases[:2]:
        enter(lobby, case, at)
        book(one, case, at)
    assert take_turn(lobby_id=lobby.pk, at=at + SECOND) == 0, "the last place has its person"
    later = at + COMING
    assert take_turn(lobby_id=lobby.pk, at=later) == 1, "who did not come holds nobody up"
    enter(lobby, cases[3], later)
    book(one, cases[3], later)
    assert appointments.lobby_of(lobby.pk, later).full


@pytest.mark.django_db
def test_who_was_called_and_away_keeps_the_turn(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=100)
    lobby = begun(at)
    cases = come(lobby, at, FIRST_BOUND + 50)
    take_turn(lobby_id=lobby.pk, at=at)
    late = at + COMING
    appointments.come_back(lobby_id=lobby.pk, case=cases[7], actor=PERSON, at=late)
    appointments.come_back(lobby_id=lobby.pk, case=cases[3], actor=PERSON, at=late)
    Lobby.objects.filter(pk=lobby.pk).update(bound=4)
    last = FIRST_BOUND + 50
    assert appointments.lobby_of(lobby.pk, late).reaches(last)
    assert take_turn(lobby_id=lobby.pk, at=late) == 4
    for case in (cases[3], cases[7], cases[FIRST_BOUND], cases[FIRST_BOUND + 1]):
        enter(lobby, case, late)
    with pytest.raises(appointments.NotAdmitted):
        enter(lobby, cases[0], late)
    told = appointments.lobby_of(lobby.pk, late)
    assert (told.ahead(last), told.before(last)) == (51, 79), "who is away may still come back"


@pytest.mark.django_db
def test_slow_answers_let_fewer_in_and_quick_ones_more(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=400)
    lobby = begun(at)
    come(lobby, at, 300)
    take_turn(lobby_id=lobby.pk, at=at)
    appointments.note_answers(answer_ms=3000, usual_ms=300, at=at + SECOND)
    take_turn(lobby_id=lobby.pk, at=at + SECOND)
    lobby.refresh_from_db()
    assert (lobby.bound, lobby.called) == (24, 30)
    appointments.note_answers(answer_ms=200, usual_ms=300, at=at + 2 * SECOND)
    for case in LobbyPlace.objects.filter(turn__lte=30).values_list("case", flat=True):
        enter(lobby, case, at + 2 * SECOND)
    take_turn(lobby_id=lobby.pk, at=at + 3 * SECOND)
    lobby.refresh_from_db()
    assert lobby.bound == 26
    appointments.note_answers(answer_ms=9000, usual_ms=300, at=at + 3 * SECOND)
    take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=1))
    lobby.refresh_from_db()
    assert lobby.bound >= 26, "what was measured long ago says nothing"


@pytest.mark.django_db
def test_staff_stop_and_slow_it_and_everybody_reads_why(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=400)
    lobby = begun(at)
    come(lobby, at, 100)

    def pace(mode: str, said: str = "") -> None:
        appointments.pace_lobby(lobby_id=lobby.pk, mode=mode, said=said, actor=STAFF, at=at)

    with pytest.raises(appointments.SaidNothing):
        pace("stopped")
    pace("stopped", "Listrik padam")
    assert take_turn(lobby_id=lobby.pk, at=at) == 0
    pace("slow", "Jaringan lambat")
    assert take_turn(lobby_id=lobby.pk, at=at) == 8
    pace("open")
    assert take_turn(lobby_id=lobby.pk, at=at) == FIRST_BOUND - 8
    paced = [e for e in journal.entries_about(lobby.pk) if e.kind == "lobby:paced"]
    assert [(e.data.mode, e.data.said, e.actor_id) for e in paced] == [
        ("stopped", "Listrik padam", STAFF.id),
        ("slow", "Jaringan lambat", STAFF.id),
        ("open", "", STAFF.id),
    ]
    appointments.end_lobby(lobby_id=lobby.pk, actor=STAFF, at=at)
    assert appointments.lobby_on(OFFICE, ROLLING, at) is None
    with pytest.raises(appointments.LobbyOver):
        pace("open")


@pytest.mark.django_db
def test_it_ends_when_nobody_is_left_and_then_nothing_is_in_the_way(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=2)
    lobby = begun(at)
    (case,) = come(lobby, at)
    take_turn(lobby_id=lobby.pk, at=at)
    enter(lobby, case, at)
    book(one, case, at)
    take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=4))
    assert appointments.lobby_on(OFFICE, ROLLING, at) is not None
    take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=6))
    assert appointments.lobby_on(OFFICE, ROLLING, at) is None
    book(one, new_id(), at)


@pytest.mark.django_db
def test_when_all_is_taken_people_are_told_for_a_while_and_then_it_ends(at: datetime) -> None:
    lobby = begun(at)
    come(lobby, at, 100)
    take_turn(lobby_id=lobby.pk, at=at)
    assert appointments.lobby_of(lobby.pk, at).full
    take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=14))
    lobby.refresh_from_db()
    assert lobby.ended_at is None
    take_turn(lobby_id=lobby.pk, at=at + timedelta(minutes=15))
    lobby.refresh_from_db()
    assert lobby.ended_at is not None


@pytest.mark.django_db
def test_a_clock_set_back_takes_no_turn_away_and_gives_nobody_more_time(at: datetime) -> None:
    slot(ROLLING, at + timedelta(days=3), places=400)
    lobby = begun(at - SECOND, opens_in=SECOND)
    cases = come(lobby, at, 60)
    take_turn(lobby_id=lobby.pk, at=at)
    enter(lobby, cases[0], at)
    before = at - timedelta(hours=2)
    late = come(lobby, before)
    assert turn_of(lobby, late[0]) == 61, "what is open stays open"
    take_turn(lobby_id=lobby.pk, at=before)
    assert [turn_of(lobby, case) for case in cases] == list(range(1, 61))
    inside = LobbyPlace.objects.get(case=cases[0])
    assert inside.until == before + timedelta(minutes=10)
    take_turn(lobby_id=lobby.pk, at=before + timedelta(minutes=10))
    assert LobbyPlace.objects.get(case=cases[0]).state == "lapsed"
    lobby.refresh_from_db()
    assert lobby.called > FIRST_BOUND, "calls go on"


@pytest.mark.django_db
def test_weekly_places_have_a_lobby_an_hour_before_they_open(
    settings: object, tmp_path: Path, at: datetime
) -> None:
    release = (
        f'[[release]]\nservice = "{ROLLING}"\nplan = "weekly"\n'
        'opens = { day = "wed", at = 10:00:00 }\n'
    )
    settings.OFFICES_FOLDER = office_with(tmp_path, release)  # type: ignore[attr-defined]
    catalogue_queries.office.cache_clear()
    catalogue_queries.offices.cache_clear()
    try:
        opens = datetime.fromisoformat("2026-11-25T10:00:00+07:00")
        appointments.watch_lobbies(opens - timedelta(minutes=61))
        assert not Lobby.objects.exists()
        appointments.watch_lobbies(opens - timedelta(minutes=60))
        appointments.watch_lobbies(opens - timedelta(minutes=59))
        lobby = Lobby.objects.get()
        assert (lobby.office, lobby.service, lobby.why) == ("kantor-uji", ROLLING, "weekly")
        assert lobby.opens_at == opens
        appointments.use_pass(
            office="kantor-uji", service=ROLLING, case=new_id(), actor=PERSON, at=opens - SECOND
        )
        with pytest.raises(appointments.NotAdmitted):
            appointments.use_pass(
                office="kantor-uji", service=ROLLING, case=new_id(), actor=PERSON, at=opens
            )
    finally:
        catalogue_queries.office.cache_clear()
        catalogue_queries.offices.cache_clear()
