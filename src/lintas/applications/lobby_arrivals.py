"""Many who come in one moment are written down together: a few questions for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lintas.accounts.public import ask_visitors
from lintas.applications.lobby_commands import CHOOSING, LOBBY, arrival_of
from lintas.applications.models import Application
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


class Asked(NamedTuple):
    """A browser's session, and the request whose calendar it asked for."""

    session: str
    case: UUID


class Found(NamedTuple):
    """`lobby` is where the request has a place that this browser may see; None: not our matter."""

    asked: Asked
    lobby: UUID | None


def write_down(
    asked: Sequence[Asked], lobbies: Collection[LobbyState], at: datetime
) -> Iterable[Found]:
    """Line up, in the order given, those who may see their request and are to choose a time.

    Everybody else (a stranger, a helper, another service) is left to the pages, which know more.
    Cost: three questions for all of them, and one transaction for each lobby.
    """
    on = {(one.office, one.service): one.id for one in lobbies}
    visitors = ask_visitors({one.session for one in asked}).answer()
    requests = {one.pk: one for one in _REQUESTS.found([one.case for one in asked])}
    ours: dict[UUID, list[Asked]] = defaultdict(list)
    for one in asked:
        request = requests.get(one.case)
        lobby_id = on.get((request.office, request.service)) if request is not None else None
        if request is None or lobby_id is None or not _may_see(visitors.get(one.session), request):
            yield Found(one, None)
        else:
            ours[lobby_id].append(one)
    for lobby_id, people in ours.items():
        yield from _line_up(lobby_id, people, requests, at)


_REQUESTS = journal.Prepared(
    lambda cases: Application.objects.select_related("answers").filter(
        pk__any_of=cases, status__in=sorted(CHOOSING)
    )
)


def _may_see(visitor: Actor | None, application: Application) -> bool:
    """The account that owns it, or the browser that was given its secret."""
    if visitor is None:
        return False
    if visitor.id is not None and visitor.id == application.account_id:
        return True
    return application.door in visitor.cases


def _line_up(
    lobby_id: UUID, people: Sequence[Asked], requests: dict[UUID, Application], at: datetime
) -> Iterable[Found]:
    cases = dict.fromkeys(one.case for one in people)
    arrivals = [arrival_of(requests[case]) for case in cases]
    try:
        held = appointments.line_up(lobby_id=lobby_id, arrivals=arrivals, actor=LOBBY, at=at)
    except appointments.LobbyOver:
        held = {}
    for one in people:
        yield Found(one, lobby_id if held.get(one.case) == one.case else None)
