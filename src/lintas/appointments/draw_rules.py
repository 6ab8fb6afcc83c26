"""The order of a draw and who gets which place: anybody can compute both again. Pure.

The two scripts in static/undian/ say the same in Python and in JavaScript.
"""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from lintas.catalogue.public import DAYS
from lintas.kernel.numbers import SIGNS

NOON = time(12)
ANY = "any"
HALVES = ("am", "pm")
PARTS = tuple(f"{day}-{half}" for day in DAYS for half in HALVES)
TICKET_SIGNS = 10
FORMAT, VERSION = "lintas-draw", 2
MARK = "+"
"""Before a share that a ticket may use: "mon-am tue-pm +priority"."""


@dataclass(frozen=True)
class Place:
    """Places at one time, as the record says them; `shares` are those of them kept for some."""

    starts_at: str
    part: str
    places: int
    shares: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """`order` are all tickets; `given` says which of the places each winner has, by its number."""

    list_hash: str
    order: tuple[str, ...]
    given: Mapping[str, int]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def new_seed() -> str:
    """Unit: 256 bits, in hexadecimal."""
    return secrets.token_hex(32)


def new_ticket() -> str:
    """A random name for one entry, to be published. Unit: 45 bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(TICKET_SIGNS))


def read_parts(wanted: Iterable[str]) -> str:
    """When somebody can come, in the one form that is published: "mon-am tue-pm", or "any"."""
    chosen = set(wanted) & set(PARTS)
    return " ".join(part for part in PARTS if part in chosen) or ANY


def part_of(here: datetime) -> str:
    """Which part of the week a time of the office's clock lies in."""
    return f"{DAYS[here.weekday()]}-{HALVES[here.time() >= NOON]}"


def fits(can: str, part: str) -> bool:
    return can == ANY or part in can.split()


def entry_of(can: str, shares: Iterable[str]) -> str:
    """What is published of an entry beside its ticket."""
    return " ".join([can, *(f"{MARK}{share}" for share in shares)])


def line_of(ticket: str, entry: str) -> str:
    return f"{ticket} {entry}"


def draw(seed: str, entries: Mapping[str, str], places: Sequence[Place]) -> Outcome:
    """`entries` are what each ticket's holder can come to, and the shares they may use.

    In the order of the hashes those who may use a share get the first place of it that they can
    come to; then, in the same order, whoever has none yet gets the first place left, of any share.
    """
    list_hash = sha256("\n".join(sorted(line_of(*entry) for entry in entries.items())))
    order = sorted(entries, key=lambda ticket: sha256(f"{seed}{list_hash}{ticket}"))
    given = _by_share(order, entries, places)
    taken = Counter(given.values())
    left = [place.places - taken[nth] for nth, place in enumerate(places)]
    for ticket in order:
        can = _can(entries[ticket])
        open_to = (n for n, place in enumerate(places) if left[n] and fits(can, place.part))
        if ticket not in given and (nth := next(open_to, None)) is not None:
            left[nth] -= 1
            given[ticket] = nth
    return Outcome(list_hash, tuple(order), given)


def _by_share(
    order: Iterable[str], entries: Mapping[str, str], places: Sequence[Place]
) -> dict[str, int]:
    """Who has which of the places that are kept for shares."""
    kept, given = [dict(place.shares) for place in places], {}
    for ticket in order:
        can, mine = _can(entries[ticket]), shares_in(entries[ticket])
        found = (
            (nth, share)
            for nth, place in enumerate(places)
            for share in mine
            if kept[nth].get(share) and fits(can, place.part)
        )
        if (first := next(found, None)) is not None:
            nth, share = first
            kept[nth][share] -= 1
            given[ticket] = nth
    return given


def _can(entry: str) -> str:
    return " ".join(word for word in entry.split() if not word.startswith(MARK))


def shares_in(entry: str) -> list[str]:
    """The shares an entry may use."""
    return [word.removeprefix(MARK) for word in entry.split() if word.startswith(MARK)]


def record_of(
    about: Mapping[str, str],
    seed: str,
    entries: Mapping[str, str],
    places: Sequence[Place],
    outcome: Outcome,
) -> dict[str, Any]:
    """What is published after the draw: all that is needed to compute it again, and no name."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **about,
        "commitment": sha256(seed),
        "seed": seed,
        "entries": sorted(line_of(*entry) for entry in entries.items()),
        "list_hash": outcome.list_hash,
        "places": [vars(place) for place in places],
        "order": list(outcome.order),
        "given": {ticket: places[nth].starts_at for ticket, nth in outcome.given.items()},
    }


def text_of(record: Mapping[str, Any]) -> str:
    """The record as it is published and hashed: one line, keys in order."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"))
