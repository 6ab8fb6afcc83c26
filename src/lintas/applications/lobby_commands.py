"""A request in the lobby: whoever asks for a time while more come than can be served."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications.draw_commands import identity_hash
from lintas.applications.errors import IdentityUnknown
from lintas.applications.family_queries import family_id_of, members_of
from lintas.applications.lobby_standing import NOT_ANY_MORE, Standing, standing_of
from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.public import Arrival, LobbyState
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

CHOOSING = {Status.PAID, Status.VISIT_BOOKED}
"""Who may choose a time, or another one."""
LOBBY = system("lobby")


def arrival_of(application: Application) -> Arrival:
    """One place a person: by the number of whom the request is for, else by the request."""
    try:
        identity = identity_hash(application)
    except IdentityUnknown:
        identity = application.pk.hex
    person = application.account_id or application.pk
    return Arrival(new_id(), application.pk, person, identity)


def stand(*, application: Application, actor: Actor, at: datetime) -> Standing | None:
    """Line up, or come in when called; None where there is no lobby and nothing to wait for."""
    lobby = appointments.lobby_on(application.office, application.service, at)
    if lobby is None:
        return None
    return stand_in(lobby, application=application, actor=actor, at=at)


def stand_in(
    lobby: LobbyState, *, application: Application, actor: Actor, at: datetime
) -> Standing | None:
    """The same from any window, device or address: the place is the request's own row."""
    case = application.pk
    place = appointments.place_in(lobby.id, case)
    if place is None:
        held = appointments.line_up(
            lobby_id=lobby.id, arrivals=[arrival_of(application)], actor=actor, at=at
        )
        if held[case] != case:
            return Standing("elsewhere", lobby, case)
        lobby = _called_if_next(lobby, case, at)
        place = appointments.place_in(lobby.id, case)
    if place is None:
        return None
    if place.state in NOT_ANY_MORE:
        return Standing(place.state, lobby, case, place.turn)
    return _wait_or_come_in(lobby, place, actor, at)


def stand_together(*, application: Application, status: Status, actor: Actor, at: datetime) -> None:
    """Who comes together stands one behind the other, and each comes in when called; those who
    have no time yet, or those who want another.

    Each takes a place of their own, so each needs a turn of their own.
    """
    family = family_id_of(application)
    members = [one for one in members_of(family) if one.status == status] if family else []
    if len(members) < 2:
        return
    for one in members:
        lobby = appointments.lobby_on(one.office, one.service, at)
        if lobby is not None and not lobby.early:
            stand_in(lobby, application=one, actor=actor, at=at)


def _called_if_next(lobby: LobbyState, case: UUID, at: datetime) -> LobbyState:
    """Where nobody stands in between, nobody waits: the next look is taken at once."""
    place = appointments.place_in(lobby.id, case)
    if place is not None and place.turn is not None and place.turn <= lobby.called + 1:
        appointments.take_turn(lobby_id=lobby.id, at=at)
    return appointments.lobby_of(lobby.id, at)


def _wait_or_come_in(
    lobby: LobbyState, place: appointments.PlaceView, actor: Actor, at: datetime
) -> Standing:
    if place.state == "inside" and place.until is not None and place.until > at:
        return Standing("inside", lobby, place.case, place.turn, place.until)
    called = place.turn is not None and place.turn <= lobby.called
    if called:
        try:
            until = appointments.come_in(lobby_id=lobby.id, case=place.case, actor=actor, at=at)
        except appointments.NotAdmitted:
            appointments.come_back(lobby_id=lobby.id, case=place.case, actor=actor, at=at)
        else:
            return Standing("inside", lobby, place.case, place.turn, until)
    return standing_of(lobby, place.case, place.turn, at)


def stand_again(*, application: Application, actor: Actor, at: datetime) -> None:
    """Back to the end of the line. Raises: LobbyOver, NotAdmitted."""
    lobby = _lobby(application, at)
    appointments.line_up_again(lobby_id=lobby.id, case=application.pk, actor=actor, at=at)


def leave(*, application: Application, actor: Actor, at: datetime) -> None:
    """Raises: LobbyOver."""
    lobby = _lobby(application, at)
    appointments.leave_lobby(lobby_id=lobby.id, case=application.pk, actor=actor, at=at)


def _lobby(application: Application, at: datetime) -> LobbyState:
    lobby = appointments.lobby_on(application.office, application.service, at)
    if lobby is None:
        raise appointments.LobbyOver
    return lobby


@transaction.atomic
def begin_for_rush(
    *, lobby_id: UUID, office: str, service: str, there: Sequence[UUID], at: datetime
) -> None:
    """So many are at one calendar that they wait for each other; who was there first is first.

    Raises: LobbyThere.
    """
    appointments.begin_lobby(
        lobby_id=lobby_id,
        office=office,
        service=service,
        why="rush",
        opens_at=at,
        actor=LOBBY,
        at=at,
    )
    rows = Application.objects.select_related("answers").filter(
        pk__in=there, office=office, service=service, status__in=CHOOSING
    )
    by_case = {one.pk: one for one in rows}
    arrivals = [arrival_of(by_case[case]) for case in there if case in by_case]
    appointments.line_up(lobby_id=lobby_id, arrivals=arrivals, actor=LOBBY, at=at)
    appointments.take_turn(lobby_id=lobby_id, at=at)
