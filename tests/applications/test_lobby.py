"""Whoever asks for a time while more come than can be served: pages, the front, other devices."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.test import Client

from lintas.accounts.models import Account
from lintas.applications import family_commands, lobby_memory, lobby_page, visit_commands
from lintas.applications.lobby_arrivals import Asked
from lintas.applications.lobby_front import in_front_of, is_inside, waiting_answer
from lintas.applications.lobby_memory import Memory
from lintas.applications.models import Answers, Application
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_lobbies
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import queries as catalogue_queries
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, system
from lintas.kernel.ids import new_id
from tests import make
from tests.appointments.cast import OFFICE, OFFICE_SOURCE, ROLLING, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
TESTS = system("tests")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    lobby_memory.MEMORY.known.clear()
    yield
    lobby_memory.MEMORY.known.clear()


def paid(name: str = "budi") -> Application:
    """A request of this person's that may choose a time."""
    person = make.account(name, clock.now())
    (one,) = make.applications(1, clock.now(), of=person.pk, status=Status.PAID)
    return Application.objects.select_related("answers").get(pk=one.pk)


def browser_of(application: Application) -> Client:
    client = Client()
    client.force_login(make.account(_name(application), clock.now()))
    return client


def _name(application: Application) -> str:
    return Account.objects.get(pk=application.account_id).username or ""


def places(count: int) -> Slot:
    return slot(ROLLING, clock.now() + timedelta(days=2), places=count)


def begun(why: str = "staff", opens_in: timedelta = timedelta()) -> UUID:
    lobby_id, at = new_id(), clock.now()
    appointments.begin_lobby(
        lobby_id=lobby_id, office=OFFICE, service=ROLLING, why=why, opens_at=at + opens_in,
        actor=TESTS, at=at,
    )  # fmt: skip
    return lobby_id


def crowd(lobby_id: UUID, count: int) -> None:
    """So many others line up; those that can be are called, so that there is room for nobody."""
    appointments.line_up(
        lobby_id=lobby_id,
        arrivals=[
            appointments.Arrival(new_id(), case, new_id(), case.hex)
            for case in (new_id() for _ in range(count))
        ],
        actor=TESTS,
        at=clock.now(),
    )
    appointments.take_turn(lobby_id=lobby_id, at=clock.now())


def calendar(one: Application, language: str = "") -> str:
    return f"{language}/permohonan/{one.pk}/jadwal/"


def turn_of(one: Application) -> int | None:
    return LobbyPlace.objects.get(case=one.pk).turn


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


class Front:
    """The plain WSGI in front of the pages, without its thread: a test says when it looks."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.memory.start = lambda: None  # type: ignore[method-assign]
        self.handed_on: list[str] = []
        self.answer = in_front_of(self._pages, self.memory)

    def _pages(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.handed_on.append(environ["PATH_INFO"])
        return [b"the pages"]

    def get(self, client: Client, path: str, tag: str = "") -> tuple[str, dict[str, str], str]:
        status, headers = "", {}

        def start(said: str, found: list[tuple[str, str]]) -> None:
            nonlocal status, headers
            status, headers = said, dict(found)

        path, _, query = path.partition("?")
        kept = client.cookies.get(configured.SESSION_COOKIE_NAME)
        cookie = f"{configured.SESSION_COOKIE_NAME}={kept.value if kept else ''}"
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_COOKIE": f"x=1; {cookie}",
            "HTTP_IF_NONE_MATCH": tag,
        }
        (body,) = self.answer(environ, start)
        return status, headers, body.decode()

    def gathers(self) -> None:
        """From now on nobody unknown goes straight to the pages."""
        self.memory._goes_straight = lambda asked: False  # type: ignore[method-assign]

    def look(self, at: datetime | None = None) -> None:
        self.memory.look(at or clock.now())

    def write(self) -> None:
        self.memory.write(clock.now())
        self.look()


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


def asked(client: Client, one: Application) -> Asked:
    return Asked(client.session.session_key or "", one.pk)


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
