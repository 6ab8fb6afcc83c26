"""What the clock does with lobbies: begin, open, call, end. Once a second, in any worker."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.appointments.errors import LobbyOver, LobbyThere
from lintas.appointments.lobby_commands import RULE, hold
from lintas.appointments.lobby_entries import LobbyCalled
from lintas.appointments.lobby_models import Lobby, LobbyPlace
from lintas.appointments.lobby_opening import LOBBIES, open_when_due
from lintas.appointments.lobby_queries import called_and_waiting, left_of
from lintas.appointments.lobby_rules import (
    COMING,
    STRETCH_SECONDS,
    calls_now,
    ceiling,
    is_slow,
    next_bound,
    note_calls,
    pace_of,
)
from lintas.appointments.lobby_running_commands import begin_lobby, end
from lintas.appointments.release_rules import next_opening
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Release
from lintas.journal import public as journal
from lintas.kernel.ids import new_id

State = LobbyPlace.State
ANSWER_OLD = timedelta(seconds=5)
STEP = timedelta(seconds=1)
QUIET = timedelta(minutes=5)
"""Nobody inside, coming or waiting for so long: the lobby ends."""
TOLD_FULL = timedelta(minutes=15)
"""So long everybody is told there that all is taken; then the calendar says it."""


def watch_lobbies(at: datetime) -> int:
    """Begin those of weekly places in time; one step of each that is on. Gives how many were
    called by this very turn.
    """
    for office in catalogue.offices():
        for release in office.release:
            if release.plan == "weekly":
                _begin_weekly(office, release, at)
    called = 0
    for lobby_id in list(Lobby.objects.filter(ended_at=None).values_list("pk", flat=True)):
        try:
            called += take_turn(lobby_id=lobby_id, at=at)
        except LobbyOver:  # another worker ended it
            continue
    return called


def _begin_weekly(office: Office, release: Release, at: datetime) -> None:
    coming = next_opening(office, release, at)
    if coming is None or at < coming.opens_at - timedelta(minutes=office.lobby.early_minutes):
        return
    if Lobby.objects.filter(office=office.id, service=release.service, ended_at=None).exists():
        return  # a rush that lasts until the hour goes on in its own order
    try:
        begin_lobby(
            lobby_id=new_id(),
            office=office.id,
            service=release.service,
            why=Lobby.Why.WEEKLY,
            opens_at=coming.opens_at,
            actor=LOBBIES,
            at=at,
        )
    except LobbyThere:  # another worker was a moment earlier
        return


@transaction.atomic
def take_turn(*, lobby_id: UUID, at: datetime) -> int:
    """One look: whose time is over, what the machine can serve, who is called. Gives how many.

    Raises: LobbyOver. Race: the row is held, so of two workers the second sees who was called.
    """
    lobby = open_when_due(hold(lobby_id), at)
    if lobby.opened_at is None:
        return 0
    office = catalogue.office(lobby.office)
    lapsed = _end_passes(lobby, office, at)
    inside, coming = _inside(lobby, at), _coming(lobby, at)
    left, absent = left_of(lobby.office, lobby.service, at), _back(lobby, at)
    waiting = lobby.last_turn - lobby.called + len(absent)
    lobby.bound = _bound(lobby, office, waiting, inside + coming, at)
    count = calls_now(
        waiting=waiting,
        inside=inside,
        coming=coming,
        left=left,
        bound=ceiling(lobby.bound, lobby.mode),
    )
    before = lobby.called
    called, again = _call(lobby, absent[:count], count, at)
    lobby.inside, lobby.coming = inside, coming + called
    lobby.absent = max(0, called_and_waiting(lobby_id, lobby.called) - lobby.coming)
    if waiting or inside or coming or lapsed:
        lobby.busy_at = at
    lobby.full_at = (lobby.full_at or at) if left == 0 else None
    stretch = int(at.timestamp()) // STRETCH_SECONDS
    lobby.calls = note_calls(
        [(one, n) for one, n in lobby.calls], stretch, pace_of(before, lobby.called)
    )
    lobby.save()
    if called or lapsed:
        journal.record(
            LobbyCalled(through=lobby.called, again=again, lapsed=lapsed),
            subject=lobby.pk,
            actor=LOBBIES,
            office=lobby.office,
            at=at,
            rule=RULE,
        )
    if _is_over(lobby, left, inside + coming + called, at):
        end(lobby, LOBBIES, at)
    return called


def _end_passes(lobby: Lobby, office: Office, at: datetime) -> int:
    """Whose minutes are over; a clock set back gives nobody more than the published ones."""
    inside = LobbyPlace.objects.filter(lobby=lobby, state=State.INSIDE)
    latest = at + timedelta(minutes=office.lobby.minutes_inside)
    inside.filter(until__gt=latest).update(until=latest)
    return inside.filter(until__lte=at).update(state=State.LAPSED, until=None)


def _inside(lobby: Lobby, at: datetime) -> int:
    return LobbyPlace.objects.filter(lobby=lobby, state=State.INSIDE).count()


def _coming(lobby: Lobby, at: datetime) -> int:
    waiting = LobbyPlace.objects.filter(lobby=lobby, state=State.WAITING)
    waiting.filter(called_at__gt=at).update(called_at=at)  # the clock was set back
    return waiting.filter(called_at__gt=at - COMING).count()


def _back(lobby: Lobby, at: datetime) -> list[UUID]:
    """Called before, not come, and here again: they go before all others, by their turn."""
    rows = LobbyPlace.objects.filter(
        lobby=lobby, state=State.WAITING, back_at__isnull=False, called_at__lte=at - COMING
    )
    return list(rows.order_by("turn").values_list("pk", flat=True)[: lobby.bound])


def _bound(lobby: Lobby, office: Office, waiting: int, busy: int, at: datetime) -> int:
    """Moves once a second, however many workers look; a clock set back does not hold it."""
    if abs(at - lobby.bound_at) < STEP:
        return lobby.bound
    lobby.bound_at = at
    fresh = lobby.answered_at is not None and at - lobby.answered_at <= ANSWER_OLD
    return next_bound(
        lobby.bound,
        slow=fresh and is_slow(lobby.answer_ms, lobby.usual_ms),
        wanted=waiting > 0 and 2 * busy >= ceiling(lobby.bound, lobby.mode) > 0,
        most=office.lobby.most_inside,
    )


def _call(lobby: Lobby, again: Sequence[UUID], count: int, at: datetime) -> tuple[int, int]:
    """Those who came back, then the next turns. Gives how many, and how many of them again.

    Turns whose holders have left are passed over at no cost to those behind them.
    """
    LobbyPlace.objects.filter(pk__in=again).update(called_at=at, back_at=None)
    rest = count - len(again)
    following = LobbyPlace.objects.filter(
        lobby=lobby, state=State.WAITING, turn__gt=lobby.called
    ).order_by("turn")
    turns = list(following.values_list("turn", flat=True)[:rest]) if rest > 0 else []
    if turns:
        following.filter(turn__lte=turns[-1]).update(called_at=at)
        lobby.called = turns[-1] or lobby.called
    elif rest > 0:
        lobby.called = lobby.last_turn
    return len(again) + len(turns), len(again)


def _is_over(lobby: Lobby, left: int, busy: int, at: datetime) -> bool:
    if busy:
        return False
    quiet = at - lobby.busy_at
    told = left == 0 and lobby.full_at is not None and at - lobby.full_at >= TOLD_FULL
    return quiet >= QUIET or told
