"""What a display shows, as the page, the stream and the fallback all send it."""

import hashlib
import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.formats import date_format
from django.utils.translation import override

from lintas.catalogue.public import Office, Room, Visit, Words
from lintas.queue import voice
from lintas.queue.message_queries import wall_messages
from lintas.queue.pause_queries import pauses
from lintas.queue.queries import Called, DisplayState, display_state, waiting_rows

NEXT_SHOWN = 4
VISITS_SHOWN = 2
FILES = ("queue/display.js", "queue/display.css")


def state_of(office: Office, at: datetime, room: str = "") -> dict[str, Any]:
    """Words come in both languages; "calls" is what may be spoken, oldest first.

    `day` and `build` change when the page should load itself anew: another day, another program.
    Cost: five index reads.
    """
    place = office.queue.room(room)
    found = display_state(office.id, at, place.counters if place else ())
    line = waiting_rows(office.id, at, lines_of(office, place))
    return {
        "current": [_call(office, call) for call in found.current],
        "recent": [_call(office, call) for call in found.recent],
        "waiting": len(line),
        "next": [row.label for row in line[:NEXT_SHOWN]],
        "counters": counters_of(office, place, found),
        "calls": [_call(office, call) for call in reversed(found.live)],
        "messages": [
            {"id": one.text_id, "en": one.text_en or one.text_id}
            for one in wall_messages(office.id, at, room)
        ],
        "visits": visits_of(office, office.today(at)),
        "day": office.today(at).isoformat(),
        "voice": voice.available(),
        "build": build(),
    }


def lines_of(office: Office, room: Room | None) -> list[str]:
    """The lines that end at a room's counters; none named means all."""
    if room is None:
        return []
    found = {line for one in office.counters if one.id in room.counters for line in one.queues}
    return [*sorted(found), "P"]


def counters_of(office: Office, room: Room | None, found: DisplayState) -> list[dict[str, Any]]:
    """Each counter with its number, or why it calls nobody."""
    numbers = {call.counter: call.number for call in found.live}
    paused = pauses(office.id)
    rows = []
    for one in office.counters:
        if room is not None and one.id not in room.counters:
            continue
        pause = paused.get(one.id)
        reason = office.queue.word("pauses", pause.reason) if pause else None
        rows.append(
            {
                **_both(one.title),
                "number": numbers.get(one.id, ""),
                "pause": _both(reason) if reason else None,
            }
        )
    return rows


def _both(words: Words) -> dict[str, str]:
    return {"id": words.id, "en": words.en}


def _call(office: Office, call: Called) -> dict[str, Any]:
    counter = office.counter(call.counter)
    title = counter.title if counter else None
    return {
        "number": call.number,
        "counter": call.counter,
        "id": title.id if title else call.counter,
        "en": title.en if title else call.counter,
        "at": call.at.isoformat(),
        "nth": call.nth,
    }


@lru_cache(maxsize=64)
def visits_of(office: Office, today: date) -> list[dict[str, str]]:
    at = office.moment(today, office.queue.walk_in_from)
    visits = office.coming_visits(at, VISITS_SHOWN)
    return [{code: _visit(visit, code) for code in ("id", "en")} for visit in visits]


def _visit(visit: Visit, language: str) -> str:
    with override(language):
        return f"{visit.point.title} {date_format(visit.on, 'D j b').title()}"


@lru_cache(maxsize=1)
def build() -> str:
    """Another one after an update of the program: the files' names hold the hash of their bytes."""
    names = "".join(staticfiles_storage.url(name) for name in FILES)
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def fingerprint(state: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:20]
