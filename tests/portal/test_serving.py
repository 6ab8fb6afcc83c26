"""The web process's program: what a server hands over reaches Django whole, and back."""

import io
from typing import Any

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from lintas.portal.serving import AT_ONCE, WHOLE, environ_of, run
from tests.portal.web_client import scope_of, through

pytestmark = pytest.mark.django_db  # an answer that is closed looks after the connections

ASKED = {
    "REQUEST_METHOD": "POST",
    "PATH_INFO": "/a b/\u00e9/",
    "QUERY_STRING": "q=%C3%A9",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "wsgi.url_scheme": "http",
    "CONTENT_TYPE": "text/plain",
}


def asked(body: bytes = b"", **more: str) -> dict[str, Any]:
    length = {"CONTENT_LENGTH": str(len(body))} if body else {}
    return {**ASKED, **length, **more, "wsgi.input": io.BytesIO(body)}


def said_by(program: Any, environ: dict[str, Any]) -> tuple[int, dict[str, str], list[bytes]]:
    said: list[Any] = []
    pieces = list(program(environ, lambda status, headers: said.append((status, headers))))
    status, headers = said[-1]
    return int(status), dict(headers), pieces


def test_a_request_is_as_wsgi_has_it() -> None:
    scope = scope_of(asked(HTTP_ACCEPT_LANGUAGE="id"))
    headers = [*scope.headers.items(), ("x-a", "1"), ("x-a", "2"), ("cookie", "a=1")]
    headers += [("cookie", "b=2"), ("content-length", "3")]
    scope.headers.items = lambda: headers
    environ = environ_of(scope)
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/a b/\u00e9/"
    assert (environ["QUERY_STRING"], environ["REMOTE_ADDR"]) == ("q=%C3%A9", "127.0.0.1")
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("127.0.0.1", "8000")
    assert (environ["HTTP_X_A"], environ["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert environ["HTTP_ACCEPT_LANGUAGE"] == "id"
    assert "HTTP_CONTENT_TYPE" not in environ


def test_a_header_made_up_to_pass_for_a_proxys_is_left_out() -> None:
    scope = scope_of(asked())
    scope.headers.items = lambda: [
        ("x-forwarded-for", "192.0.2.1"),
        ("x_forwarded_for", "198.51.100.9"),
        ("x_forwarded_proto", "https"),
    ]
    environ = environ_of(scope)
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert "HTTP_X_FORWARDED_PROTO" not in environ


def test_a_visitor_with_the_newer_kind_of_address_is_one() -> None:
    scope = scope_of(asked())
    scope.client = "[::1]:4000"
    assert environ_of(scope)["REMOTE_ADDR"] == "::1"


@pytest.mark.parametrize("size", [1, AT_ONCE])
def test_a_short_body_is_there_before_a_hand_is_needed(size: int) -> None:
    def program(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]

    assert said_by(through(program), asked(b"x" * size))[2] == [b"x" * size]


def wsgi(response: Any) -> Any:
    def program(_: Any, start_response: Any) -> Any:
        start_response("200 OK", list(response.items()))
        return response

    return program


def test_a_long_answer_is_poured_and_closed_at_its_end() -> None:
    response = StreamingHttpResponse(iter([b"one", b"", b"two", b"three"]))
    closed: list[bool] = []
    response._resource_closers.append(lambda: closed.append(True))
    reply = run(wsgi(response), {})
    assert reply.rest is not None
    assert reply.close is not None
    assert [reply.body, *reply.rest] == [b"one", b"two", b"three"]
    assert not closed
    reply.close()
    assert closed


def test_a_small_file_goes_in_one_piece_and_a_large_one_does_not() -> None:
    small, large = (FileResponse(io.BytesIO(b"x" * size)) for size in (WHOLE, WHOLE + 1))
    reply = run(wsgi(small), {})
    assert (len(reply.body), reply.rest) == (WHOLE, None)
    reply = run(wsgi(large), {})
    assert reply.rest is not None
    assert len(reply.body) + sum(map(len, reply.rest)) == WHOLE + 1


def test_both_cookies_are_sent_and_the_answer_is_closed() -> None:
    response = HttpResponse(b"body")
    response.set_cookie("a", "1")
    closed: list[bool] = []
    response._resource_closers.append(lambda: closed.append(True))

    def program(_: Any, start_response: Any) -> Any:
        start_response("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return response

    reply = run(program, {})
    assert reply.headers == [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    assert (reply.body, closed) == (b"body", [True])


def test_what_breaks_before_django_is_an_answer_too() -> None:
    def program(_: Any, _start: Any) -> Any:
        raise ValueError

    assert said_by(through(program), asked())[0] == 500
