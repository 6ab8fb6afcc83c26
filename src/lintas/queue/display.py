"""What a display shows, as the page, the stream and the fallback all send it."""

import hashlib
import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Room, Words
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
    Cost: eight index reads.
    """
    place = office.queue.room(room)
    found = display_state(office.id, at, place.counters if place else ())
    line = waiting_rows(office.id, at, lines_of(office, place))
    return {
        "current": [_call(office, call) for call in found.current],
        "recent": [_call(office, call) for call in found.recent],
        "quiet": quiet_words(office, at, found, len(line)),
        "waiting": len(line),
        "next": [row.label for row in line[:NEXT_SHOWN]],
        "counters": counters_of(office, place, found),
        "calls": [_call(office, call) for call in reversed(found.live)],
        "messages": [
            {"id": one.text_id, "en": one.text_en or one.text_id}
            for one in wall_messages(office.id, at, room)
        ],
        "visits": visits_of(office, at),
        "day": office.today(at).isoformat(),
        "voice": voice.available(),
        "build": build(),
    }


def quiet_words(office: Office, at: datetime, found: DisplayState, waiting: int) -> dict[str, str]:
    """What is so while no number is called: not yet, not now, or not any more today."""
    said = {}
    for code in ("id", "en"):
        with override(code):
            if not found.recent:
                said[code] = gettext("Belum ada panggilan")
            elif waiting or not is_over(office, at):
                said[code] = gettext("Tidak ada panggilan baru")
            else:
                said[code] = gettext("Panggilan hari ini selesai")
    return said


def is_over(office: Office, at: datetime) -> bool:
    """Whether the last of today's hours has passed."""
    here = office.local(at)
    spans = office.spans_on(here.date())
    return bool(spans) and here.time() >= spans[-1].closes


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


def visits_of(office: Office, at: datetime) -> list[dict[str, str]]:
    """The next boat days, those called off or waiting for the weather too; a hall shows its own.

    Before them what was decided about today itself. Cost: two index reads.
    """
    home, place = catalogue.home_id(office.id), catalogue.place_id(office.id)
    here = appointments.state_of_day(home, place, office.today(at))
    coming = [] if place else appointments.coming_days(home, at, VISITS_SHOWN)
    days = ([here] if here is not None and here.state != "planned" else []) + coming
    return [{code: _visit(home, day, code) for code in ("id", "en")} for day in days]


def _visit(home: str, day: BoatDay, language: str) -> str:
    with override(language):
        office = catalogue.office(catalogue.hall_id(home, day.place))
        said = f"{office.town} {date_format(day.on, 'D j b').title()}"
        word = day_words(office, day)
        return f"{said}: {word}" if word else said


def day_words(office: Office, day: BoatDay) -> str:
    """What became of a day, for a wall: short, and nothing where it is as planned."""
    if day.state == "held" and day.decide_at is not None:
        when = office.local(day.decide_at)
        return gettext("menunggu keputusan {when}").format(
            when=f"{date_format(when, 'D j b').title()} {when:%H.%M}"
        )
    if day.state == "moved" and day.moved_to is not None:
        return gettext("dipindah ke {day}").format(day=date_format(day.moved_to, "D j b").title())
    return gettext("dibatalkan") if day.state == "cancelled" else ""


@lru_cache(maxsize=1)
def build() -> str:
    """Another one after an update of the program: the files' names hold the hash of their bytes."""
    names = "".join(staticfiles_storage.url(name) for name in FILES)
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def fingerprint(state: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:20]
