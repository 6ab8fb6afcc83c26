"""Running a lobby: it begins, staff set its pace, the site says how quick it is, it ends."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.appointments.draw_rules import new_seed, sha256
from lintas.appointments.errors import LobbyThere, SaidNothing
from lintas.appointments.lobby_commands import RULE, hold
from lintas.appointments.lobby_entries import LobbyBegan, LobbyEnded, LobbyPaced
from lintas.appointments.lobby_models import Lobby
from lintas.appointments.lobby_opening import open_when_due
from lintas.appointments.lobby_rules import FIRST_BOUND
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.text import tidy

MOST_SAID = 200


def begin_lobby(
    *,
    lobby_id: UUID,
    office: str,
    service: str,
    why: str,
    opens_at: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """From now on people wait there; the order of those who are there at `opens_at` is promised.

    Raises: LobbyThere. Race: one that is on excludes another by a constraint.
    """
    seed = new_seed()
    data = LobbyBegan(service=service, why=why, opens_at=opens_at, commitment=sha256(seed))
    try:
        with transaction.atomic():
            made = Lobby.objects.create(
                id=lobby_id,
                office=office,
                service=service,
                why=why,
                began_at=at,
                opens_at=opens_at,
                seed=seed,
                commitment=data.commitment,
                bound=min(FIRST_BOUND, catalogue.office(office).lobby.most_inside),
                bound_at=at,
                busy_at=max(at, opens_at),
            )
            journal.record(data, subject=lobby_id, actor=actor, office=office, at=at, rule=RULE)
            open_when_due(made, at)
    except IntegrityError:
        raise LobbyThere from None


@transaction.atomic
def pace_lobby(*, lobby_id: UUID, mode: str, said: str, actor: Actor, at: datetime) -> None:
    """Let people in as the machine can, slowly, or nobody for now; whoever waits reads why.

    Raises: LobbyOver, SaidNothing.
    """
    said = tidy(said)[:MOST_SAID]
    if mode not in Lobby.Mode.values or (mode != Lobby.Mode.OPEN and not said):
        raise SaidNothing
    lobby = hold(lobby_id)
    lobby.mode, lobby.said = mode, "" if mode == Lobby.Mode.OPEN else said
    lobby.save(update_fields=["mode", "said"])
    _say(lobby, LobbyPaced(mode=mode, said=lobby.said), at, actor)


@transaction.atomic
def end_lobby(*, lobby_id: UUID, actor: Actor, at: datetime) -> None:
    """Nobody waits any more: the calendar is open to all. Raises: LobbyOver."""
    end(hold(lobby_id), actor, at)


def note_answers(*, answer_ms: int, usual_ms: int | None, at: datetime) -> None:
    """How quick the slowest tenth of the site's answers is, and was before the rush.

    A measurement, kept for some seconds; with several web processes the last one counts.
    """
    Lobby.objects.filter(ended_at=None).update(
        answer_ms=answer_ms, usual_ms=usual_ms, answered_at=at
    )


def end(lobby: Lobby, actor: Actor, at: datetime) -> None:
    """Race: the row is held by the caller."""
    lobby.ended_at, lobby.inside, lobby.coming = at, 0, 0
    lobby.save(update_fields=["ended_at", "inside", "coming"])
    _say(lobby, LobbyEnded(arrived=lobby.arrived, called=lobby.called), at, actor)


def _say(lobby: Lobby, data: object, at: datetime, actor: Actor) -> None:
    journal.record(data, subject=lobby.pk, actor=actor, office=lobby.office, at=at, rule=RULE)
