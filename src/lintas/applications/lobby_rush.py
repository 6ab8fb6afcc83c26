"""How many people look at one calendar at a time: enough of them, and they wait in a lobby.

Counted in the memory of this process alone. It decides only when a lobby begins, never who gets
in; a process that was just started counts anew.
"""

import threading
from datetime import datetime, timedelta
from uuid import UUID

from lintas.applications.lobby_commands import begin_for_rush
from lintas.applications.models import Application
from lintas.applications.queries import office_of
from lintas.appointments import public as appointments
from lintas.kernel.ids import new_id

WITHIN = timedelta(minutes=1)
_lock = threading.Lock()
_there: dict[tuple[str, str], dict[UUID, datetime]] = {}


def note_visitor(application: Application, at: datetime) -> None:
    """Somebody looks at the calendar; the one too many opens a lobby for all of them."""
    most = office_of(application).lobby.rush
    if not most:
        return
    key = (application.office, application.service)
    with _lock:
        found = {c: seen for c, seen in _there.get(key, {}).items() if abs(at - seen) < WITHIN}
        found.setdefault(application.pk, at)
        _there[key] = found
        if len(found) < most:
            return
        _there[key] = {}
    try:
        begin_for_rush(lobby_id=new_id(), office=key[0], service=key[1], there=list(found), at=at)
    except appointments.LobbyThere:  # another process saw it too
        return
