"""Where somebody stands in the lobby, and the numbers their page shows. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState

NOT_ANY_MORE = ("lapsed", "left", "booked")
"""Places that wait no longer; whoever has one may line up again."""


@dataclass(frozen=True)
class Standing:
    """`kind`: door (being written down), early, waiting, full, stopped, inside, elsewhere (the
    same person waits with another request), or one of NOT_ANY_MORE.

    `again` is when the page asks again. Unit: seconds; 0 is never.
    """

    kind: str
    lobby: LobbyState
    case: UUID
    turn: int | None = None
    until: datetime | None = None
    again: int = 0

    @property
    def ahead(self) -> int:
        return self.lobby.ahead(self.turn) if self.turn is not None else 0

    @property
    def before(self) -> int:
        return self.lobby.before(self.turn) if self.turn is not None else 0

    @property
    def reaches(self) -> bool:
        return self.turn is not None and self.lobby.reaches(self.turn)

    @property
    def wait(self) -> str:
        """In minutes, "12–18"; empty where nothing can be said, or the turn may never come."""
        found = self.lobby.wait(self.turn) if self.turn is not None and self.reaches else None
        return f"{found.least}–{found.most}" if found is not None else ""

    @property
    def mark(self) -> str:
        """What the page says, without its numbers: the same mark is the same page."""
        lobby = self.lobby
        if self.kind != "waiting":
            return f"{self.kind} {lobby.mode} {lobby.early and lobby.left > 0}"
        return f"waiting {lobby.mode} {not self.ahead} {self.reaches} {bool(self.wait)}"


def standing_of(lobby: LobbyState, case: UUID, turn: int | None, at: datetime) -> Standing:
    """Of somebody who waits."""
    if lobby.early:
        seconds = (lobby.opens_at - at).total_seconds()
        again = appointments.again_before_opening(seconds, case.int)
        return Standing("early", lobby, case, turn, again=again)
    if lobby.full:
        return Standing("full", lobby, case, turn, again=appointments.LATEST_AGAIN)
    if lobby.mode == "stopped":
        return Standing("stopped", lobby, case, turn, again=appointments.LATEST_AGAIN)
    standing = Standing("waiting", lobby, case, turn)
    behind = max(0, turn - lobby.called - 1) if turn is not None else 0
    if standing.reaches:
        again = appointments.again_after(behind, lobby.room)
    else:  # the next that is new to them is that all is taken
        again = appointments.again_when_taken(lobby.left, lobby.room)
    return Standing("waiting", lobby, case, turn, again=again)
