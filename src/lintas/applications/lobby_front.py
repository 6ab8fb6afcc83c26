"""In front of the pages while a lobby is on: answers whoever waits without disturbing the rest.

Plain WSGI, some ten microseconds an answer. It decides nothing: what it does not know it hands on
to the pages, and with no lobby on everything goes straight through.
"""

import json
import re
import time
import zlib
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from uuid import UUID

from django.conf import settings

from lintas.applications.lobby_arrivals import Asked
from lintas.applications.lobby_memory import MEMORY, Memory
from lintas.applications.lobby_page import drawn_page_of, headers_of, page_of, told
from lintas.applications.lobby_standing import Standing

Start = Callable[..., Any]
Answer = tuple[str, list[tuple[str, str]], bytes]
PageOf = Callable[[Standing, str], bytes | None]
Wsgi = Callable[[dict[str, Any], Start], Iterable[bytes]]
CALENDAR = re.compile(r"(/en)?/permohonan/([0-9a-f-]{36})/jadwal/(antre/)?")
WAITS = "tunggu"
CAME = "lintas.came"
"""When the request came, by `time.perf_counter`: waiting for a hand is part of an answer."""
GO = b'{"mark": "go"}'
"""Nothing to wait for: the page goes on to the calendar."""


def in_front_of(pages: Wsgi, memory: Memory = MEMORY) -> Wsgi:
    def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        memory.start()
        answer = waiting_answer(environ, memory, page_of)
        if answer is not None:
            status, headers, body = answer
            start_response(status, headers)
            return [body]
        note = memory.note_inside if is_inside(environ, memory) else memory.note_answer
        began = environ.get(CAME) or time.perf_counter()
        try:
            return pages(environ, start_response)
        finally:
            note(time.perf_counter() - began)

    return application


def is_inside(environ: dict[str, Any], memory: Memory = MEMORY) -> bool:
    """Asks for a calendar while a lobby is on, and was not told to wait."""
    return bool(memory.lobbies) and CALENDAR.fullmatch(environ.get("PATH_INFO", "")) is not None


def waiting_answer(
    environ: dict[str, Any], memory: Memory = MEMORY, page: PageOf = drawn_page_of
) -> Answer | None:
    """From memory, in some ten microseconds; None is for the pages.

    Asks the database for nothing unless `page` draws, which an event loop must not.
    """
    if not memory.lobbies or environ["REQUEST_METHOD"] != "GET":
        return None
    found = CALENDAR.fullmatch(environ.get("PATH_INFO", ""))
    return _answer(memory, environ, found, page) if found is not None else None


def _answer(
    memory: Memory, environ: dict[str, Any], found: re.Match[str], page: PageOf
) -> Answer | None:
    session = _session(environ.get("HTTP_COOKIE", ""))
    if not session:
        return None
    try:
        asked = Asked(session, UUID(found.group(2)))
    except ValueError:
        return None
    numbers_only = found.group(3) is not None
    if numbers_only and memory.may_come_in(asked):
        return "200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")], GO
    waits = numbers_only or WAITS in environ.get("QUERY_STRING", "")
    standing = memory.standing(asked, waits=waits)
    if standing is None:
        return None
    language = "en" if found.group(1) else "id"
    if numbers_only:
        return _numbers(standing, language, environ.get("HTTP_IF_NONE_MATCH", ""))
    body = page(standing, language)
    if body is None:
        return None
    headers = headers_of(standing, language)
    headers += [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    return "200 OK", headers, body


def _numbers(standing: Standing, language: str, known: str) -> Answer:
    said = told(standing, language)
    body = json.dumps(said).encode()
    tag = etag_of(body)
    headers = [*headers_of(standing, language), ("ETag", tag)]
    if known == tag:
        return "304 Not Modified", headers, b""
    headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    return "200 OK", headers, body


def etag_of(body: bytes) -> str:
    """The same in every process."""
    return f'"{zlib.crc32(body):x}"'


def _session(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found is not None else ""
