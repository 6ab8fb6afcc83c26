"""Who goes where when a day is moved or cancelled. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from lintas.catalogue.public import GENERAL

SOURCES: Mapping[str, frozenset[str]] = {
    "hold": frozenset({"planned", "held"}),
    "go-ahead": frozenset({"held"}),
    "move": frozenset({"planned", "held"}),
    "cancel": frozenset({"planned", "held"}),
    "reopen": frozenset({"moved", "cancelled"}),
}
TARGETS: Mapping[str, str] = {
    "hold": "held",
    "go-ahead": "planned",
    "move": "moved",
    "cancel": "cancelled",
    "reopen": "planned",
}
CLOSED = frozenset({"moved", "cancelled"})


@dataclass(frozen=True)
class Person:
    """Somebody booked on the day, at this hour."""

    booking: UUID
    service: str
    share: str
    clock: time


@dataclass(frozen=True)
class Room:
    """A time with places left on another day."""

    slot: UUID
    service: str
    share: str
    clock: time
    left: int


def seats(people: Sequence[Person], rooms: Sequence[Room]) -> dict[UUID, UUID]:
    """Booking to slot, for as many as there are places, the first in order first.

    Each in their share; as many as the new day has no place for in theirs sit in the general one,
    which all such people and its own share out in one order. Nobody comes to sit before somebody of
    their share who was before them. Where it costs nobody a place, each keeps their hour or comes
    later; else everyone moves up to the first hours.
    """
    found: dict[UUID, UUID] = {}
    for service in dict.fromkeys(one.service for one in people):
        group = [one for one in people if one.service == service]
        there = sorted((r for r in rooms if r.service == service), key=lambda r: r.clock)
        keeping = _in_order(group, there, keep_hour=True)
        packed = _in_order(group, there, keep_hour=False)
        found |= keeping if len(keeping) == len(packed) else packed
    return found


def _in_order(
    people: Sequence[Person], rooms: Sequence[Room], *, keep_hour: bool
) -> dict[UUID, UUID]:
    found: dict[UUID, UUID] = {}
    left = {room.slot: room.left for room in rooms}
    beyond = _beyond(people, rooms)
    since: dict[str, time] = {}
    for person in people:
        least = max(since.get(person.share, time.min), person.clock if keep_hour else time.min)
        among = (r for r in rooms if left[r.slot] and r.clock >= least)
        open_to = (r for r in among if r.share == person.share or _spills(person, r, beyond))
        room = min(open_to, key=lambda r: (r.clock, r.share != person.share), default=None)
        if room is None:
            continue
        if room.share != person.share:
            beyond[person.share] -= 1
        found[person.booking], since[person.share] = room.slot, room.clock
        left[room.slot] -= 1
    return found


def _spills(person: Person, room: Room, beyond: Mapping[str, int]) -> bool:
    return room.share == GENERAL and beyond[person.share] > 0


def _beyond(people: Sequence[Person], rooms: Sequence[Room]) -> Counter[str]:
    """How many people of each share have no place in it: they go to the general one."""
    beyond = Counter(person.share for person in people)
    for room in rooms:
        beyond[room.share] -= room.left
    return beyond


def spread(places: int, slots: int) -> list[int]:
    """So many places over so many slots, as evenly as whole numbers go."""
    return [places * (n + 1) // slots - places * n // slots for n in range(slots)]
