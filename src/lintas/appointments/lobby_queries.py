"""Lobbies as those who wait, the public and the office see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from lintas.appointments.draw_rules import sha256, text_of
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.lobby_rules import (
    COMING,
    STRETCH_SECONDS,
    Wait,
    ahead_of,
    ceiling,
    expected_wait,
    finished,
    may_reach,
    order_of,
)
from lintas.appointments.models import Slot
from lintas.appointments.queries import FREE, is_open
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal


class LobbyUnknown(LookupError):
    """There is no lobby of this name."""


@dataclass(frozen=True)
class LobbyState:
    """One lobby as it was at a moment; `left` are the places that can be taken now."""

    id: UUID
    office: str
    service: str
    why: str
    began_at: datetime
    opens_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    commitment: str
    record: Mapping[str, Any] | None
    mode: str
    said: str
    arrived: int
    last_turn: int
    called: int
    inside: int
    coming: int
    absent: int
    bound: int
    answer_ms: int | None
    calls: tuple[int, ...]
    left: int
    places: int
    """Before the opening also those that open with it; afterwards the same as `left`."""

    @property
    def early(self) -> bool:
        """Not open yet: nobody has a turn, and the calendar is free to all."""
        return self.opened_at is None

    @property
    def waiting(self) -> int:
        """Those with a turn that was not called, or everybody while there are no turns."""
        return self.arrived if self.opened_at is None else self.last_turn - self.called

    @property
    def room(self) -> int:
        """How many may be inside now."""
        return min(ceiling(self.bound, self.mode), self.left)

    @property
    def full(self) -> bool:
        return self.opened_at is not None and self.left == 0

    @property
    def text(self) -> str:
        return text_of(self.record) if self.record is not None else ""

    @property
    def hash(self) -> str:
        return sha256(self.text)

    @property
    def holds(self) -> bool:
        """Whether the published order, computed once more, is the one that was promised."""
        if self.record is None:
            return False
        seed: str = self.record["seed"]
        tickets = [line.split(" ", 1)[0] for line in self.record["entries"]]
        return sha256(seed) == self.commitment and self.record["order"] == list(
            order_of(seed, tickets)
        )

    def ahead(self, turn: int) -> int:
        return ahead_of(turn, called=self.called, inside=self.inside, coming=self.coming)

    def before(self, turn: int) -> int:
        """Everybody who may still take a place before, also those called who may come back."""
        return self.ahead(turn) + self.absent

    def reaches(self, turn: int) -> bool:
        return may_reach(self.before(turn), self.left)

    def wait(self, turn: int) -> Wait | None:
        return expected_wait(max(1, turn - self.called), self.calls)


@dataclass(frozen=True)
class PlaceView:
    """Somebody's own place in a lobby."""

    id: UUID
    lobby: UUID
    case: UUID
    ticket: str
    turn: int | None
    state: str
    called_at: datetime | None
    until: datetime | None


def left_of(office: str, service: str, at: datetime) -> int:
    """The places that the open page has now for everybody. Cost: one index read."""
    return sum(free for (free,) in _LEFT.rows(office, service, at))


_LEFT = journal.Prepared(
    lambda office, service, at: (
        Slot.objects.filter(is_open(at), office=office, service=service, starts_at__gt=at)
        .filter(share=GENERAL)
        .values("service")
        .annotate(left=Sum(FREE))
        .values_list("left")
    )
)


def state_of(found: Lobby, at: datetime) -> LobbyState:
    stretch = int(at.timestamp()) // STRETCH_SECONDS
    kept = [(one, count) for one, count in found.calls]
    left = left_of(found.office, found.service, at)
    early = found.opened_at is None
    return LobbyState(
        **{name: getattr(found, name) for name in _SAME},
        calls=finished(kept, stretch),
        left=left,
        places=left_of(found.office, found.service, max(at, found.opens_at)) if early else left,
    )


_SAME = (
    *("id", "office", "service", "why", "began_at", "opens_at", "opened_at", "ended_at"),
    *("commitment", "record", "mode", "said", "arrived", "last_turn", "called", "inside"),
    *("coming", "absent", "bound", "answer_ms"),
)


def live_lobbies(at: datetime, office: str = "") -> list[LobbyState]:
    """The lobbies that are on. Cost: one index read, and one more for each of them."""
    rows = Lobby.objects.filter(ended_at=None)
    if office:
        rows = rows.filter(office=office)
    return [state_of(one, at) for one in rows.order_by("began_at")]


def lobby_on(office: str, service: str, at: datetime) -> LobbyState | None:
    """The lobby of a service, if one is on. Cost: one index read when there is none."""
    found = _ON.first(office, service)
    return state_of(found, at) if found is not None else None


_ON = journal.Prepared(
    lambda office, service: Lobby.objects.filter(office=office, service=service, ended_at=None)
)


def lobby_of(lobby_id: UUID, at: datetime) -> LobbyState:
    """Raises: LobbyUnknown."""
    found = Lobby.objects.filter(pk=lobby_id).first()
    if found is None:
        raise LobbyUnknown
    return state_of(found, at)


def past_lobbies(office: str, at: datetime, most: int = 20) -> list[LobbyState]:
    """Newest first; only those that gave out an order."""
    rows = Lobby.objects.filter(office=office).exclude(opened_at=None)
    return [state_of(one, at) for one in rows.order_by("-began_at")[:most]]


def _place(found: LobbyPlace) -> PlaceView:
    return PlaceView(
        id=found.pk,
        lobby=found.lobby_id,
        case=found.case,
        ticket=found.ticket,
        turn=found.turn,
        state=found.state,
        called_at=found.called_at,
        until=found.until,
    )


def place_in(lobby_id: UUID, case: UUID) -> PlaceView | None:
    """Cost: one index read."""
    found = _PLACE.first(lobby_id, case)
    return _place(found) if found is not None else None


_PLACE = journal.Prepared(
    lambda lobby_id, case: LobbyPlace.objects.filter(lobby=lobby_id, case=case)
)


def turns_after(lobby_id: UUID, turn: int) -> Sequence[tuple[UUID, int]]:
    """Who got a turn behind this one. Turns are given with the lobby's row held, so that none
    appears later between those already seen. Cost: a range of one index.
    """
    return [(case, turn or 0) for case, turn in _TURNS.rows(lobby_id, turn)]


_TURNS = journal.Prepared(
    lambda lobby, turn: (
        LobbyPlace.objects.filter(lobby=lobby, turn__gt=turn)
        .order_by("turn")
        .values_list("case", "turn")
    )
)


def lobby_counts(lobby_id: UUID) -> Mapping[str, int]:
    """How many stand in which state, for the office. Cost: reads the places of one lobby."""
    rows = LobbyPlace.objects.filter(lobby=lobby_id).values("state").annotate(n=Count("pk"))
    return {row["state"]: row["n"] for row in rows}


def called_now(lobby_id: UUID, at: datetime) -> set[UUID]:
    """Whoever may come in now and has not yet. Cost: a range of one index."""
    rows = LobbyPlace.objects.filter(lobby=lobby_id, state=LobbyPlace.State.WAITING)
    return set(rows.filter(called_at__gt=at - COMING).values_list("case", flat=True))


def gone_from(lobby_id: UUID) -> set[UUID]:
    """Whoever left before they were called. Cost: a range of one index."""
    rows = LobbyPlace.objects.filter(lobby=lobby_id, state=LobbyPlace.State.LEFT)
    return set(rows.values_list("case", flat=True))


def called_and_waiting(lobby_id: UUID, called: int) -> int:
    """Those called through this turn who have not come in and may. Cost: a range of one index."""
    rows = LobbyPlace.objects.filter(lobby=lobby_id, state=LobbyPlace.State.WAITING)
    return rows.filter(turn__lte=called).count()
