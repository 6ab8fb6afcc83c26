from dataclasses import dataclass
from datetime import datetime

from lintas.journal.public import kind


@kind("ticket:issued")
@dataclass(frozen=True)
class TicketIssued:
    label: str
    service: str
    priority: bool


@kind("ticket:moved-ahead")
@dataclass(frozen=True)
class TicketMovedAhead:
    label: str
    reason: str


@kind("ticket:arrived")
@dataclass(frozen=True)
class TicketArrived:
    label: str


@kind("ticket:called")
@dataclass(frozen=True)
class TicketCalled:
    label: str
    counter: str


@kind("ticket:recalled")
@dataclass(frozen=True)
class TicketRecalled:
    label: str
    counter: str


@kind("ticket:started")
@dataclass(frozen=True)
class TicketStarted:
    label: str
    counter: str


@kind("ticket:finished")
@dataclass(frozen=True)
class TicketFinished:
    label: str
    counter: str
    outcome: str = ""


@kind("ticket:returned-to-line")
@dataclass(frozen=True)
class TicketReturnedToLine:
    label: str
    counter: str


@kind("ticket:missed")
@dataclass(frozen=True)
class TicketMissed:
    label: str
    counter: str


@kind("ticket:cancelled")
@dataclass(frozen=True)
class TicketCancelled:
    label: str


@kind("ticket:called-out-of-order")
@dataclass(frozen=True)
class TicketCalledOutOfOrder:
    """`passed`: how many stood before it; `reason` is one of the office's list."""

    label: str
    counter: str
    reason: str
    passed: int


@kind("ticket:call-undone")
@dataclass(frozen=True)
class TicketCallUndone:
    label: str
    counter: str


@kind("ticket:parked")
@dataclass(frozen=True)
class TicketParked:
    label: str
    counter: str
    reason: str


@kind("ticket:resumed")
@dataclass(frozen=True)
class TicketResumed:
    label: str
    counter: str


@kind("ticket:sent-on")
@dataclass(frozen=True)
class TicketSentOn:
    """To another line, or to one counter; what was noted stays with the ticket."""

    label: str
    counter: str
    line: str
    to_counter: str


@kind("counter:paused")
@dataclass(frozen=True)
class CounterPaused:
    counter: str
    reason: str


@kind("counter:resumed")
@dataclass(frozen=True)
class CounterResumed:
    counter: str


@kind("wall-message:shown")
@dataclass(frozen=True)
class WallMessageShown:
    room: str
    until: datetime


@kind("wall-message:taken-down")
@dataclass(frozen=True)
class WallMessageTakenDown:
    room: str


@kind("kiosk:opened")
@dataclass(frozen=True)
class KioskOpened:
    name: str


@kind("kiosk:closed")
@dataclass(frozen=True)
class KioskClosed:
    name: str


@kind("printout:given-up")
@dataclass(frozen=True)
class PrintoutGivenUp:
    printer: str


@kind("ticket:late-said")
@dataclass(frozen=True)
class TicketLateSaid:
    """Somebody said beforehand that they come late: why, and until when the turn is kept."""

    label: str
    reason: str
    held_until: datetime


@kind("ticket:kept-for-family")
@dataclass(frozen=True)
class TicketKeptForFamily:
    """One of those who come together was called; the others are called to the same counter."""

    label: str
    counter: str
