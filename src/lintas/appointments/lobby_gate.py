"""Who is held back by a lobby when many ask for a time together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.journal import public as journal

LobbiesOn = Mapping[tuple[str, str], UUID]
"""By office and service."""


@dataclass(frozen=True)
class Gate:
    """`held` were not let in; whoever else is `within` a lobby's service uses up their pass."""

    within: frozenset[UUID]
    held: frozenset[UUID]


def ask_lobbies_on(at: datetime) -> journal.Asked[LobbiesOn]:
    """Cost: one index read."""
    return _ON.ask(at).then(lambda rows: {(office, service): pk for pk, office, service in rows})


def gate_of(on: LobbiesOn, asked: Mapping[UUID, tuple[str, str]], at: datetime) -> Gate:
    """By case, with the office and service of each; `use_pass` says the same of one.

    Cost: one index read where a lobby is on.
    """
    within = {case: on[wants] for case, wants in asked.items() if wants in on}
    if not within:
        return Gate(frozenset(), frozenset())
    places = LobbyPlace.objects.filter(
        case__any_of=list(within), state=LobbyPlace.State.INSIDE, until__gt=at
    )
    inside = set(places.values_list("case", "lobby_id"))
    held = {case for case, lobby in within.items() if (case, lobby) not in inside}
    return Gate(frozenset(within), frozenset(held))


_ON = journal.Prepared(
    lambda at: Lobby.objects.filter(
        Q(opened_at__isnull=False) | Q(opens_at__lte=at), ended_at=None
    ).values_list("id", "office", "service")
)
