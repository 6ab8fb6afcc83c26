"""What the journal keeps of lobbies."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.journal.public import kind


@kind("lobby:began")
@dataclass(frozen=True)
class LobbyBegan:
    service: str
    why: str
    opens_at: datetime
    commitment: str


@kind("lobby:opened")
@dataclass(frozen=True)
class LobbyOpened:
    """`record` is the hash of the published order of those who were there."""

    present: int
    record: str


@kind("lobby:lined-up")
@dataclass(frozen=True)
class LobbyLinedUp:
    """So many came together; with turns once it is open."""

    count: int
    last_turn: int


@kind("lobby:called")
@dataclass(frozen=True)
class LobbyCalled:
    """Called through a turn; `again` were called before and came late; `lapsed` took no time."""

    through: int
    again: int
    lapsed: int


@kind("lobby:entered")
@dataclass(frozen=True)
class LobbyEntered:
    place: UUID
    until: datetime


@kind("lobby:left")
@dataclass(frozen=True)
class LobbyLeft:
    place: UUID


@kind("lobby:lined-up-again")
@dataclass(frozen=True)
class LobbyLinedUpAgain:
    place: UUID
    turn: int


@kind("lobby:paced")
@dataclass(frozen=True)
class LobbyPaced:
    """Staff let people in as the machine can, slowly, or not at all; `said` is public."""

    mode: str
    said: str


@kind("lobby:ended")
@dataclass(frozen=True)
class LobbyEnded:
    arrived: int
    called: int
