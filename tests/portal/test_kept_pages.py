"""Kept pages: whoever asks, nobody gets another's page, and none is old."""

import gzip
import random
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lintas.portal.kept_pages import OLDEST, KeptPages, _nobody
from tests.applications.test_bookings import person, signed_in

PATHS = [
    *("/", "/en/", "/layanan/", "/layanan/paspor-penggantian/", "/en/layanan/paspor-hilang/"),
    *(
        "/kantor/mentawai/",
        "/antrean/mentawai/",
        "/biaya/",
        "/pilih/",
        "/aturan/",
        "/aturan/paspor/",
    ),
    *("/layanan/tidak-ada/", "/saya/", "/masuk/", "/api/v1/offices/mentawai/now-serving"),
    "/api/v1/offices/mentawai/services/paspor-penggantian/days",
]
COUNTS = {"X-Request-Id", "Content-Length", "ETag"}


class Clock:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def ask(program: Any, path: str, **more: str) -> tuple[int, dict[str, str], bytes]:
    said: list[Any] = []
    environ = {**_nobody(path), "HTTP_ACCEPT_ENCODING": "identity", **more}
    parts = program(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    body = b"".join(parts)
    status, headers = said[-1]
    return int(status.split()[0]), dict(headers), body


class Site:
    """A site whose every page says how often it was drawn, and who asked for it."""

    def __init__(self) -> None:
        self.drawn = 0
        self.more: list[tuple[str, str]] = []
        self.status = "200 OK"
        self.wait = threading.Event()
        self.wait.set()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.drawn += 1
        text = f"{self.drawn} for {environ.get('HTTP_COOKIE', 'nobody')}"
        self.wait.wait(20)
        start_response(self.status, [("Content-Type", "text/html"), ("ETag", '"e"'), *self.more])
        return [text.encode()]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(site: Site, clock: Clock) -> KeptPages:
    return KeptPages(site, clock)


def test_a_page_is_drawn_for_nobody_and_once_a_second(
    kept: KeptPages, site: Site, clock: Clock
) -> None:
    for _ in range(5):
        assert ask(kept, "/", HTTP_COOKIE="csrftoken=x; lintas-language=en")[2] == b"1 for nobody"
    clock.time += 0.99
    assert ask(kept, "/")[2] == b"1 for nobody"
    clock.time += 0.01
    assert ask(kept, "/")[2] == b"2 for nobody"
    assert site.drawn == 2


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/", {"HTTP_COOKIE": "lintas=abc"}),
        ("/", {"HTTP_COOKIE": "a=b; lintas=abc"}),
        ("/", {"QUERY_STRING": "cari=x"}),
        ("/", {"HTTP_HOST": "elsewhere.example"}),
        ("/", {"REQUEST_METHOD": "POST"}),
        ("/saya/", {}),
        ("/masuk/", {}),
        ("/layanan/../saya/", {}),
    ],
)
def test_whatever_may_be_somebodys_is_handed_on(
    kept: KeptPages, site: Site, path: str, more: dict[str, str]
) -> None:
    ask(kept, "/")
    assert [ask(kept, path, **more)[2][:1] for _ in range(2)] == [b"2", b"3"]


@pytest.mark.parametrize(
    "header", [("Set-Cookie", "a=b"), ("Cache-Control", "private"), ("Cache-Control", "no-store")]
)
def test_a_page_that_says_it_is_somebodys_is_not_kept(
    kept: KeptPages, site: Site, header: tuple[str, str]
) -> None:
    site.more = [header]
    assert ask(kept, "/", HTTP_COOKIE="x=1")[2] == b"2 for x=1"
    assert ask(kept, "/", HTTP_COOKIE="x=2")[2] == b"3 for x=2"


def test_a_page_that_is_not_there_is_not_kept(kept: KeptPages, site: Site) -> None:
    site.status = "404 Not Found"
    assert ask(kept, "/layanan/x/")[0] == 404
    site.status = "200 OK"
    assert ask(kept, "/layanan/x/")[0] == 200


def test_while_one_draws_the_others_have_the_page_of_before_and_never_an_old_one(
    kept: KeptPages, site: Site, clock: Clock
) -> None:
    ask(kept, "/")
    clock.time += 1.5
    site.wait.clear()
    drawer = threading.Thread(target=ask, args=(kept, "/"))
    drawer.start()
    while site.drawn < 2:
        pass
    assert ask(kept, "/")[2] == b"1 for nobody"
    clock.time += OLDEST - 1.5
    found: list[bytes] = []
    crowd = [threading.Thread(target=lambda: found.append(ask(kept, "/")[2])) for _ in range(8)]
    for one in crowd:
        one.start()
    assert found == [], "nothing is sent that is two seconds old"
    site.wait.set()
    for one in [drawer, *crowd]:
        one.join(20)
    assert found == [b"2 for nobody"] * 8
    assert site.drawn == 2


def test_compressed_unchanged_and_headers_alone(kept: KeptPages) -> None:
    status, headers, body = ask(kept, "/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == b"1 for nobody"
    assert int(headers["Content-Length"]) == len(body)
    for etags in ('"e"', 'W/"e"', '"x", W/"e"', "*", headers["ETag"]):
        status, unchanged, body = ask(kept, "/", HTTP_IF_NONE_MATCH=etags)
        assert (status, body) == (304, b"")
        assert "Content-Type" not in unchanged
    assert ask(kept, "/", HTTP_IF_NONE_MATCH='"f"')[0] == 200
    status, headers, body = ask(kept, "/", REQUEST_METHOD="HEAD")
    assert (status, headers["Content-Length"], body) == (200, "12", b"")
    assert headers["X-Request-Id"] != ask(kept, "/")[1]["X-Request-Id"]


def test_a_machine_that_asks_for_all_addresses_fills_no_memory(kept: KeptPages) -> None:
    for nth in range(3000):
        ask(kept, f"/layanan/l-{nth}/")
    assert len(kept.pages) <= 1000


@pytest.fixture
def django() -> Iterator[Any]:
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_the_pages_that_everybody_opens_are_kept(django: Any, clock: Clock) -> None:
    """A token or a cookie on one of them would leave it to be drawn for each who comes."""
    drawn: list[str] = []

    def program(environ: dict[str, Any], start_response: Any) -> Any:
        drawn.append(environ["PATH_INFO"])
        return django(environ, start_response)

    kept = KeptPages(program, clock)
    known = [path for path in PATHS if path not in {"/layanan/tidak-ada/", "/saya/", "/masuk/"}]
    for path in known * 2:
        assert ask(kept, path)[0] == 200
    assert drawn == known


@pytest.mark.django_db
def test_signed_in_or_not_everybody_gets_what_django_gives_them(django: Any) -> None:
    """People and visitors mixed at random: kept or not, a page is the one Django would draw."""
    people: list[Client | None] = [signed_in(person()), signed_in(person()), None, None]
    cookies = [
        "; ".join(f"{k}={c.value}" for k, c in one.cookies.items()) if one else "a=b"
        for one in people
    ]
    kept = KeptPages(django)
    moves = st.tuples(st.sampled_from(range(4)), st.sampled_from(PATHS))

    @settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(moves, min_size=5, max_size=14), st.randoms())
    def mixed(order: list[tuple[int, str]], rng: random.Random) -> None:
        for who, path in order:
            if rng.random() < 0.1:
                kept.pages.clear()
            status, headers, body = ask(kept, path, HTTP_COOKIE=cookies[who])
            right = ask(django, path, HTTP_COOKIE=cookies[who])
            assert status == right[0], path
            assert _bare(body) == _bare(right[2]), path
            assert {k: v for k, v in headers.items() if k not in COUNTS} == {
                k: v for k, v in right[1].items() if k not in {*COUNTS, "Set-Cookie"}
            } or "Set-Cookie" in right[1], path
            assert people[who] is not None or b"/keluar/" not in body, path

    mixed()


def _bare(body: bytes) -> bytes:
    """Without the token and the number of the request, which are others each time."""
    body = re.sub(rb'csrfmiddlewaretoken" value="[^"]*"', b"", body)
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", body)
