"""The page of whoever waits in the lobby: drawn once for all who read the same sentences.

Thousands read the same page with other numbers. It is drawn with marks in place of the numbers,
kept, and the marks are replaced. Nothing else on it depends on who reads.
"""

import re
import threading
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from lintas.applications.lobby_standing import Standing
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.catalogue import public as catalogue
from lintas.kernel import clock

NO_CASE = UUID("00000000-0000-7000-8000-10bb70000000")
MARKS = {
    name: f"[[{name}]]" for name in ("ahead", "before", "wait", "left", "places", "here", "again")
}
CASE = "case"
PLACED = re.compile(rb"(%s|%s)" % (rb"\[\[\w+\]\]", str(NO_CASE).encode()))
"""Where a page has something of its own."""
NAMES = {mark.encode(): name for name, mark in MARKS.items()} | {str(NO_CASE).encode(): CASE}
MOST_KEPT = 200
Drawn = tuple[list[bytes], list[tuple[int, str]]]
"""Its pieces, and which of them stand for what."""
_drawing = threading.Lock()
_kept: dict[tuple[object, ...], Drawn] = {}


def grouped(number: int, language: str) -> str:
    """1.204 (English 1,204)"""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", ".")


def numbers_of(standing: Standing, language: str) -> dict[str, str]:
    lobby = standing.lobby
    return {
        "ahead": grouped(standing.ahead, language),
        "before": grouped(standing.before, language),
        "wait": standing.wait,
        "left": grouped(lobby.left, language),
        "places": grouped(lobby.places, language),
        "here": grouped(lobby.arrived, language),
        "again": str(standing.again),
    }


def context_of(standing: Standing, numbers: dict[str, str]) -> dict[str, Any]:
    """What the page shows beside the request itself."""
    lobby = standing.lobby
    office = catalogue.office(lobby.office)
    return {
        **numbers,
        "kind": standing.kind,
        "mark": standing.mark,
        "lobby": lobby,
        "first": not standing.ahead,
        "reaches": standing.reaches,
        "timed": bool(standing.wait),
        "place_office": office,
        "release": office.release_of(lobby.service),
        "minutes": office.lobby.minutes_inside,
        "opening": appointments.opening_of(lobby.office, lobby.service, clock.now()),
    }


def told(standing: Standing, language: str) -> dict[str, str]:
    """For the script that keeps the numbers true."""
    return {"mark": standing.mark, **numbers_of(standing, language)}


def page_of(standing: Standing, language: str) -> bytes:
    """The whole page, as anybody with this standing reads it."""
    same = _same(standing, language)
    return _filled(_kept.get(same) or _drawn_once(same, standing, language), standing, language)


def drawn_page_of(standing: Standing, language: str) -> bytes | None:
    """Without the database: None where nobody has drawn it yet."""
    page = _kept.get(_same(standing, language))
    return None if page is None else _filled(page, standing, language)


def draw_beforehand(lobby: LobbyState) -> None:
    """What the first hundreds will read, so that they do not queue for one drawing."""
    door = Standing("door", lobby, NO_CASE)
    near, far = lobby.called + 2, lobby.called + lobby.left + 1
    if lobby.early:
        others = [Standing("early", lobby, NO_CASE)]
    else:
        others = [Standing("waiting", lobby, NO_CASE, turn) for turn in (near, far)]
    for code, _ in settings.LANGUAGES:
        for standing in (door, *others):
            page_of(standing, code)


def _same(standing: Standing, language: str) -> tuple[object, ...]:
    lobby = standing.lobby
    return (lobby.id, standing.mark, lobby.said, lobby.opened_at is None, language)


def _filled(page: Drawn, standing: Standing, language: str) -> bytes:
    own = {**numbers_of(standing, language), CASE: str(standing.case)}
    pieces = list(page[0])
    for place, name in page[1]:
        pieces[place] = own[name].encode()
    return b"".join(pieces)


def _pieces(page: bytes) -> Drawn:
    pieces = PLACED.split(page)
    return pieces, [(n, NAMES[one]) for n, one in enumerate(pieces) if one in NAMES]


def _drawn_once(same: tuple[object, ...], standing: Standing, language: str) -> Drawn:
    """Hundreds ask for a new page in one moment; one of them draws it."""
    with _drawing:
        page = _kept.get(same)
        if page is None:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            page = _kept[same] = _pieces(_draw(standing, language))
        return page


def _draw(standing: Standing, language: str) -> bytes:
    with override(language):
        request = HttpRequest()
        request.path = request.path_info = reverse("applications:schedule", args=[NO_CASE])
        request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "80"
        context = {
            "application": SimpleNamespace(pk=NO_CASE),
            "service": catalogue.service(standing.lobby.service),
            **context_of(standing, MARKS),
        }
        return render_to_string("applications/lobby.html", context, request).encode()


def headers_of(standing: Standing, language: str) -> list[tuple[str, str]]:
    """As the site's own pages have them (settings.py); nobody keeps this page for another."""
    return [*_same_for_all(language), ("Retry-After", str(standing.again))]


@cache
def _same_for_all(language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Security-Policy", build_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Content-Language", language),
        ("Cache-Control", "private, no-cache"),
        ("Vary", "Cookie"),
    )
