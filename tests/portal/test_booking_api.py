"""POST /api/v1/bookings: through Django and on the quick way, the same answers."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.test.client import FakePayload

from lintas.accounts.our_pages import ORIGIN
from lintas.applications.models import Answers
from lintas.appointments.models import Booking, Slot
from lintas.kernel.ids import new_id
from tests.applications.test_bookings import paid, person, signed_in, tomorrow
from tests.portal.web_client import through

pytestmark = pytest.mark.django_db
Ask = Callable[..., tuple[int, dict[str, Any]]]
PATH = "/api/v1/bookings"


def never(environ: object, start_response: object) -> Any:
    raise AssertionError("This request should not have needed Django.")


@pytest.fixture
def django() -> Iterator[Any]:
    """The site in this process; the test's own connection outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(program: Any, client: Client, body: object, **more: str) -> tuple[int, dict[str, Any]]:
    """One request to a WSGI program, as a page of ours sends it; `more` is of the environ."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": PATH,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": FakePayload(text),
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(text)),
        "HTTP_COOKIE": "; ".join(f"{name}={c.value}" for name, c in client.cookies.items()),
        "HTTP_ORIGIN": ORIGIN,
        "HTTP_IDEMPOTENCY_KEY": "a-key",
        **more,
    }
    said: list[str] = []
    environ = {name: value for name, value in environ.items() if value is not None}
    answer = program(environ, lambda status, headers, exc_info=None: said.append(status))
    return int(said[0].split()[0]), json.loads(b"".join(answer))


@pytest.fixture(params=["quick", "django"])
def way(request: pytest.FixtureRequest, django: Any) -> Any:
    return through(never) if request.param == "quick" else django


def wanted(application: UUID, slot: UUID) -> dict[str, str]:
    return {"application": str(application), "slot": str(slot)}


def test_a_booking_and_its_repeats(way: Any) -> None:
    owner, place, later = person(), tomorrow(3), tomorrow(3, minutes=20)
    one, client = paid(owner), signed_in(owner)
    status, made = ask(way, client, wanted(one.pk, place.pk))
    assert (status, made["number"]) == (201, "A-001")
    assert Booking.objects.get().pk == UUID(made["id"])
    assert ask(way, client, wanted(one.pk, place.pk)) == (201, made)
    status, refused = ask(way, client, wanted(one.pk, later.pk))
    assert (status, refused["situation"]) == (422, "key-used-otherwise")
    assert Booking.objects.count() == 1


def test_what_is_refused_says_why(way: Any) -> None:
    owner, full = person(), tomorrow(1)
    ask(way, signed_in(owner), wanted(paid(owner).pk, full.pk))
    other = person()
    client, mine = signed_in(other), paid(other)
    situations = [
        ask(way, client, wanted(mine.pk, full.pk)),
        ask(way, client, wanted(mine.pk, new_id())),
        ask(way, client, wanted(paid(other, status="submitted").pk, full.pk)),
    ]
    assert [(s, b["status"], b["situation"]) for s, b in situations] == [
        (409, 409, "slot-full"),
        (409, 409, "slot-gone"),
        (409, 409, "not-open"),
    ]
    assert all(body["detail"] for _, body in situations)


def test_places_of_a_village_are_for_those_who_live_there(way: Any) -> None:
    place = tomorrow(2)
    Slot.objects.filter(pk=place.pk).update(place="sikakap", share="desa-13.09.09.2001")
    found = []
    for village in ("13.09.09.2001", "13.09.03.2002"):
        owner = person()
        one = paid(owner)
        Answers.objects.filter(application=one.pk).update(data={"desa": village})
        found.append(ask(way, signed_in(owner), wanted(one.pk, place.pk)))
    assert [status for status, _ in found] == [201, 409]
    assert found[1][1]["situation"] == "not-your-share"


def test_a_session_that_is_over_is_told_so(way: Any) -> None:
    owner, place = person(), tomorrow(1)
    client = signed_in(owner)
    client.session.flush()
    status, said = ask(way, client, wanted(paid(owner).pk, place.pk))
    assert (status, said["situation"]) == (401, "not-signed-in")


def both(django: Any) -> Any:
    return through(django)


def test_from_another_site_a_cookie_opens_nothing(django: Any) -> None:
    owner, place = person(), tomorrow(1)
    client, body = signed_in(owner), wanted(paid(owner).pk, place.pk)
    for headers in (
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": None},
    ):
        assert ask(both(django), client, body, **headers)[0] == 403  # type: ignore[arg-type]
    assert not Booking.objects.exists()
    own = {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "same-origin"}
    assert ask(both(django), client, body, **own)[0] == 201  # type: ignore[arg-type]


def test_what_is_not_understood_is_said_by_django(django: Any) -> None:
    owner, place = person(), tomorrow(1)
    client, body = signed_in(owner), wanted(paid(owner).pk, place.pk)
    program = both(django)
    assert ask(program, client, b"{")[0] in {400, 422}
    assert ask(program, client, {"application": "x"})[0] == 422
    assert ask(program, client, [1, 2])[0] == 422
    assert ask(program, client, {**body, "more": "x" * 2000})[0] == 201
    assert ask(program, client, body, HTTP_IDEMPOTENCY_KEY="")[0] == 400
    assert ask(program, client, body, HTTP_IDEMPOTENCY_KEY="k" * 200)[0] in {400, 422}
    assert ask(program, Client(), body)[0] == 401
    odd = {"HTTP_COOKIE": 'lintas=x"\\,{}; other=1'}
    assert ask(program, client, body, **odd)[0] == 401


def test_a_stranger_finds_no_such_application(django: Any) -> None:
    owner, place = person(), tomorrow(1)
    body = wanted(paid(owner).pk, place.pk)
    assert ask(both(django), signed_in(person()), body)[0] == 404
    assert ask(both(django), signed_in(owner), wanted(new_id(), place.pk))[0] == 404
