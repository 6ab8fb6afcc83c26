"""Who goes where when a day is moved or cancelled. Pure."""

from collections import defaultdict
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

    Each in their share, or where the new day has none of it, in the general one. Nobody comes to
    sit before somebody who was before them. Where it costs nobody a place, each keeps their hour or
    comes later; else everyone moves up to the first hours.
    """
    found: dict[UUID, UUID] = {}
    for key, group in _grouped(people).items():
        open_to = sorted((r for r in rooms if r.service == key[0]), key=_hour)
        mine = [r for r in open_to if r.share == key[1]]
        among = mine or [r for r in open_to if r.share == GENERAL]
        keeping = _in_order(group, among, keep_hour=True)
        packed = _in_order(group, among, keep_hour=False)
        found |= keeping if len(keeping) == len(packed) else packed
    return found


def _grouped(people: Sequence[Person]) -> dict[tuple[str, str], list[Person]]:
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        groups[person.service, person.share].append(person)
    return groups


def _hour(room: Room) -> time:
    return room.clock


def _in_order(
    people: Sequence[Person], rooms: Sequence[Room], *, keep_hour: bool
) -> dict[UUID, UUID]:
    found: dict[UUID, UUID] = {}
    nth, used = 0, 0
    for person in people:
        while nth < len(rooms) and (
            used >= rooms[nth].left or (keep_hour and rooms[nth].clock < person.clock)
        ):
            nth, used = nth + 1, 0
        if nth == len(rooms):
            break
        found[person.booking] = rooms[nth].slot
        used += 1
    return found


def spread(places: int, slots: int) -> list[int]:
    """So many places over so many slots, as evenly as whole numbers go."""
    return [places * (n + 1) // slots - places * n // slots for n in range(slots)]
