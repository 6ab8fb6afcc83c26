"""In front of the pages while a lobby is on: answers whoever waits without disturbing the rest.

Plain WSGI, some ten microseconds an answer. It decides nothing: what it does not know it hands on
to the pages, and with no lobby on everything goes straight through.
"""

import json
import re
import time
import zlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from lintas.accounts.public import session_key_in
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
ASKED = "lintas.asked"
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
    question = _question_of(environ)
    return _answer(memory, question, environ, page) if question is not None else None


def to_be_written(environ: dict[str, Any], memory: Memory = MEMORY) -> Asked | None:
    """Whoever asks for a calendar and is unknown: once written down they can be answered."""
    if not memory.lobbies or environ["REQUEST_METHOD"] != "GET":
        return None
    question = _question_of(environ)
    if question is None or not memory.is_new(question.asked, waits=question.waits):
        return None
    return question.asked


class _Question(NamedTuple):
    """`waits`: asks for the lobby itself; `numbers`: for its numbers alone."""

    asked: Asked
    language: str
    waits: bool
    numbers: bool


def _question_of(environ: dict[str, Any]) -> _Question | None:
    """Read once."""
    if ASKED not in environ:
        environ[ASKED] = _read(environ)
    found: _Question | None = environ[ASKED]
    return found


def _read(environ: dict[str, Any]) -> _Question | None:
    found = CALENDAR.fullmatch(environ.get("PATH_INFO", ""))
    session = session_key_in(environ.get("HTTP_COOKIE", "")) if found is not None else ""
    if found is None or not session:
        return None
    try:
        asked = Asked(session, UUID(found.group(2)))
    except ValueError:
        return None
    numbers = found.group(3) is not None
    waits = numbers or WAITS in environ.get("QUERY_STRING", "")
    return _Question(asked, "en" if found.group(1) else "id", waits, numbers)


def _answer(
    memory: Memory, question: _Question, environ: dict[str, Any], page: PageOf
) -> Answer | None:
    asked, language = question.asked, question.language
    if question.numbers and memory.may_come_in(asked):
        return "200 OK", [("Content-Type", "application/json"), ("Cache-Control", "no-store")], GO
    standing = memory.standing(asked, waits=question.waits)
    if standing is None:
        return None
    if question.numbers:
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
