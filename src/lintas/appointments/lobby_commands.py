"""A place in the lobby: lining up, coming in, choosing a time with it, leaving.

Whoever changes turns or calls holds the lobby's row, so that turns are given in one order. Coming
in and booking move only the person's own row: no two people wait for each other there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lintas.appointments.draw_rules import new_ticket
from lintas.appointments.errors import LobbyOver, NotAdmitted
from lintas.appointments.lobby_entries import (
    LobbyEntered,
    LobbyLeft,
    LobbyLinedUp,
    LobbyLinedUpAgain,
)
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.lobby_opening import open_when_due
from lintas.appointments.lobby_rules import COMING
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

RULE = "ruang-tunggu-daring"
State = LobbyPlace.State
FOUND_AT_ONCE = 400
PLACE = ("id", "lobby", "case", "person_id", "identity", "ticket", "arrived_at", "turn")


@dataclass(frozen=True)
class Arrival:
    """Somebody who comes; `identity` is a keyed hash of their number."""

    place_id: UUID
    case: UUID
    person_id: UUID
    identity: str


def hold(lobby_id: UUID) -> Lobby:
    """The lobby's row, held until the transaction ends. Raises: LobbyOver."""
    found: Lobby | None = _HELD.first(lobby_id)
    if found is None:
        raise LobbyOver
    return found


_HELD = journal.Prepared(
    lambda lobby_id: Lobby.objects.select_for_update().filter(pk=lobby_id, ended_at=None)
)


@transaction.atomic
def line_up(
    *, lobby_id: UUID, arrivals: Sequence[Arrival], actor: Actor, at: datetime
) -> Mapping[UUID, UUID]:
    """Give each who comes a place behind all others, in the order given; who has one keeps it.

    One person stands in one place, with whatever request. Gives, by case, the case that holds the
    person's place: another one where they came with that before. Raises: LobbyOver.
    """
    lobby = open_when_due(hold(lobby_id), at)
    holders = _holders(lobby, arrivals)
    fresh: dict[str, Arrival] = {}
    for one in arrivals:
        if one.case not in holders and one.identity not in fresh:
            fresh[one.identity] = one
    if fresh:
        _write(lobby, list(fresh.values()), actor, at)
    ours = {one.case: fresh[one.identity].case for one in arrivals if one.identity in fresh}
    return {**ours, **holders}


def _holders(lobby: Lobby, arrivals: Sequence[Arrival]) -> dict[UUID, UUID]:
    """Who of those who come, or the same person with another request, is there already."""
    by_identity: dict[str, UUID] = {}
    cases: set[UUID] = set()
    for part in _parts(arrivals):
        for case, identity in _THERE.rows(
            lobby.pk, [one.case for one in part], [one.identity for one in part]
        ):
            by_identity[identity] = case
            cases.add(case)
    found = {a.case: by_identity[a.identity] for a in arrivals if a.identity in by_identity}
    return {**found, **{a.case: a.case for a in arrivals if a.case in cases}}


_THERE = journal.Prepared(
    lambda lobby, cases, identities: LobbyPlace.objects.filter(
        Q(case__any_of=cases) | Q(identity__any_of=identities), lobby=lobby
    ).values_list("case", "identity")
)


def _parts(arrivals: Sequence[Arrival]) -> Iterable[Sequence[Arrival]]:
    return (arrivals[n : n + FOUND_AT_ONCE] for n in range(0, len(arrivals), FOUND_AT_ONCE))


def _write(lobby: Lobby, fresh: Sequence[Arrival], actor: Actor, at: datetime) -> None:
    opened = lobby.opened_at is not None
    rows = [
        (
            *(one.place_id, lobby.pk, one.case, one.person_id, one.identity, new_ticket(), at),
            lobby.last_turn + nth if opened else None,
        )
        for nth, one in enumerate(fresh, start=1)
    ]
    journal.add_rows(LobbyPlace, PLACE, rows)
    lobby.arrived += len(rows)
    lobby.last_turn += len(rows) if opened else 0
    lobby.busy_at = at
    lobby.save(update_fields=["arrived", "last_turn", "busy_at"])
    journal.record(
        LobbyLinedUp(count=len(rows), last_turn=lobby.last_turn),
        subject=lobby.pk,
        actor=actor,
        office=lobby.office,
        at=at,
        rule=RULE,
    )


@transaction.atomic
def come_in(*, lobby_id: UUID, case: UUID, actor: Actor, at: datetime) -> datetime:
    """Whoever was called comes in; gives until when. Who is inside stays, with the same end.

    Who was called and did not come keeps the turn: they are called again before all others.
    Raises: NotAdmitted. Race: of two windows one comes in, and the other finds it done.
    """
    mine = LobbyPlace.objects.filter(lobby=lobby_id, case=case, lobby__ended_at=None)
    found = mine.select_related("lobby").first()
    if found is None:
        raise NotAdmitted
    until = at + timedelta(minutes=catalogue.office(found.lobby.office).lobby.minutes_inside)
    called = LobbyPlace.objects.filter(pk=found.pk, state=State.WAITING, called_at__gt=at - COMING)
    if called.update(state=State.INSIDE, until=until, back_at=None) == 1:
        _say(found, LobbyEntered(place=found.pk, until=until), actor, at)
        return until
    found.refresh_from_db()
    if found.state == State.INSIDE and found.until is not None and found.until > at:
        return found.until
    raise NotAdmitted


def come_back(*, lobby_id: UUID, case: UUID, actor: Actor, at: datetime) -> None:
    """Somebody whose call ran out is there now; a fact for the next calls, not worth an entry."""
    waiting = LobbyPlace.objects.filter(lobby=lobby_id, case=case, state=State.WAITING)
    waiting.filter(called_at__lte=at - COMING, back_at=None).update(back_at=at)


def use_pass(*, office: str, service: str, case: UUID, actor: Actor, at: datetime) -> None:
    """While a lobby is on, only who was let in takes a place, once. Part of the booking's own
    transaction, so that a refused booking leaves the pass as it was. Raises: NotAdmitted.

    Before the opening hour nothing is refused: what can be taken then is what was left before.
    """
    lobby = Lobby.objects.filter(office=office, service=service, ended_at=None).first()
    if lobby is None or (lobby.opened_at is None and at < lobby.opens_at):
        return
    inside = LobbyPlace.objects.filter(lobby=lobby, case=case, state=State.INSIDE, until__gt=at)
    if inside.update(state=State.BOOKED, until=None) != 1:
        raise NotAdmitted


@transaction.atomic
def line_up_again(*, lobby_id: UUID, case: UUID, actor: Actor, at: datetime) -> None:
    """Whoever left, or let their time pass, goes to the end. Raises: LobbyOver, NotAdmitted."""
    lobby = open_when_due(hold(lobby_id), at)
    gone = LobbyPlace.objects.filter(
        lobby=lobby, case=case, state__in=[State.LAPSED, State.LEFT, State.BOOKED]
    )
    found = gone.select_related("lobby").first()
    if found is None:
        raise NotAdmitted
    turn = lobby.last_turn + 1 if lobby.opened_at is not None else None
    gone.update(state=State.WAITING, turn=turn, called_at=None, back_at=None, until=None)
    lobby.last_turn, lobby.busy_at = turn or lobby.last_turn, at
    lobby.save(update_fields=["last_turn", "busy_at"])
    _say(found, LobbyLinedUpAgain(place=found.pk, turn=turn or 0), actor, at)


@transaction.atomic
def leave_lobby(*, lobby_id: UUID, case: UUID, actor: Actor, at: datetime) -> None:
    """Give the place in line up; twice is once."""
    here = LobbyPlace.objects.filter(
        lobby=lobby_id, case=case, state__in=[State.WAITING, State.INSIDE]
    )
    found = here.select_related("lobby").first()
    if found is None or here.update(state=State.LEFT, until=None) != 1:
        return
    _say(found, LobbyLeft(place=found.pk), actor, at)


def _say(found: LobbyPlace, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=found.lobby_id,
        case=found.case,
        actor=actor,
        office=found.lobby.office,
        at=at,
        rule=RULE,
    )
