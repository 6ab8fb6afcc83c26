"""People who come in a rush, and the lobby they come to."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings as configured
from django.test import Client

from lintas.accounts.models import Account
from lintas.applications.lobby_arrivals import Asked
from lintas.applications.lobby_front import in_front_of
from lintas.applications.lobby_memory import Memory
from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.lobby_models import LobbyPlace
from lintas.appointments.models import Slot
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from tests import make
from tests.appointments.cast import OFFICE, ROLLING, slot

TESTS = system("tests")


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


def asked(client: Client, one: Application) -> Asked:
    return Asked(client.session.session_key or "", one.pk)


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
