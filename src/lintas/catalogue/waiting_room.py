"""How an office runs its waiting room: the order of calls, walk-ins, rooms, printers, words.

Part of office.toml, `[queue]`. The words (why a counter pauses, how a visit ended) are data, so
that an office adds one without a change of code.
"""

from datetime import time
from typing import Annotated

from pydantic import Field

from lintas.catalogue.definition import Texts
from lintas.catalogue.questions import Slug
from lintas.catalogue.words import LISTED, Strict, Words


class Choice(Strict):
    """One word of a list that staff choose from."""

    id: Slug
    title: Words


class Outcome(Choice):
    """How a visit ended; `comes_again`: the person has to come once more for it."""

    comes_again: bool = False


class LateReason(Choice):
    """Why somebody says beforehand that they come late, and how long their turn is kept for it."""

    minutes: int = Field(ge=15, le=480)
    words: Texts
    """What people write for it in an SMS, each one word: "kapal", "ferry"."""


class Room(Strict):
    id: Slug
    title: Words
    counters: Texts


class Printer(Strict):
    """A thermal printer for tickets: over the network (tcp://10.0.0.9:9100) or a device here."""

    id: Slug
    address: str = Field(pattern=r"^(tcp://[\w.-]+:\d+|file:/[\w/.-]+)$")
    columns: int = Field(default=42, ge=24, le=64)


class WalkIns(Strict):
    """So many people a day get a number of this service without an appointment."""

    service: Slug
    per_day: int = Field(ge=0)


class WaitingRoom(Strict):
    priority_in_a_row: int = Field(default=3, ge=1, le=20)
    """After so many priority calls one after the other comes somebody without priority."""
    undo_seconds: int = Field(default=15, ge=0, le=60)
    """So long a mistaken call can be taken back."""
    walk_in_from: time = time(7, 30)
    walk_ins: Annotated[tuple[WalkIns, ...], LISTED] = ()
    rooms: Annotated[tuple[Room, ...], LISTED] = ()
    printers: Annotated[tuple[Printer, ...], LISTED] = ()
    outcomes: Annotated[tuple[Outcome, ...], LISTED] = ()
    pauses: Annotated[tuple[Choice, ...], LISTED] = ()
    parkings: Annotated[tuple[Choice, ...], LISTED] = ()
    deviations: Annotated[tuple[Choice, ...], LISTED] = ()
    lateness: Annotated[tuple[LateReason, ...], LISTED] = ()

    def walk_in_places(self, service: str) -> int:
        return next((one.per_day for one in self.walk_ins if one.service == service), 0)

    def room(self, room_id: str) -> Room | None:
        return next((one for one in self.rooms if one.id == room_id), None)

    def printer(self, printer_id: str) -> Printer | None:
        return next((one for one in self.printers if one.id == printer_id), None)

    def outcome(self, outcome_id: str) -> Outcome | None:
        return next((one for one in self.outcomes if one.id == outcome_id), None)

    def late_reason(self, reason_id: str) -> LateReason | None:
        return next((one for one in self.lateness if one.id == reason_id), None)

    def word(self, among: str, choice_id: str) -> Words | None:
        """The title of one choice among "pauses", "parkings", "deviations" or "lateness"."""
        found: tuple[Choice, ...] = getattr(self, among)
        return next((one.title for one in found if one.id == choice_id), None)
