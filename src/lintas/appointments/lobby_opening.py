"""Opening a lobby: those who are there get their turns, in the order that was promised."""

from datetime import datetime

from django.db import connection

from lintas.appointments.draw_rules import ANY, Outcome, draw, record_of, sha256, text_of
from lintas.appointments.lobby_entries import LobbyOpened
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.journal import public as journal
from lintas.kernel.actor import system

LOBBIES = system("lobby")


def open_when_due(lobby: Lobby, at: datetime) -> Lobby:
    """Part of the transaction of whoever holds the row; an open lobby stays open, whatever the
    clock does afterwards.
    """
    if lobby.opened_at is not None or at < lobby.opens_at:
        return lobby
    waiting = LobbyPlace.objects.filter(lobby=lobby, turn=None)
    ids = dict(waiting.filter(state=LobbyPlace.State.WAITING).values_list("ticket", "pk"))
    outcome = draw(lobby.seed, dict.fromkeys(ids, ANY), ())
    rows = [(nth, ids[ticket].hex) for nth, ticket in enumerate(outcome.order, start=1)]
    _give_turns(rows)
    lobby.opened_at, lobby.busy_at, lobby.last_turn = at, at, len(rows)
    lobby.record = record_of(_about(lobby), lobby.seed, dict.fromkeys(ids, ANY), (), outcome)
    lobby.save(update_fields=["opened_at", "busy_at", "last_turn", "record"])
    _tell(lobby, outcome, at)
    return lobby


def _give_turns(rows: list[tuple[int, str]]) -> None:
    """Thousands of rows, each with a number of its own: one prepared statement."""
    if not rows:
        return
    table = LobbyPlace._meta.db_table
    value = "%s::uuid" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        # The name is our own table's; values are parameters.
        cursor.executemany(
            f'UPDATE "{table}" SET turn = %s WHERE id = {value}',  # noqa: S608
            rows,
        )


def _about(lobby: Lobby) -> dict[str, str]:
    return {
        "draw": str(lobby.pk),
        "office": lobby.office,
        "service": lobby.service,
        "opens_at": lobby.opens_at.isoformat(),
    }


def _tell(lobby: Lobby, outcome: Outcome, at: datetime) -> None:
    hashed = sha256(text_of(lobby.record or {}))
    journal.record(
        LobbyOpened(present=len(outcome.order), record=hashed),
        subject=lobby.pk,
        actor=LOBBIES,
        office=lobby.office,
        at=at,
    )
