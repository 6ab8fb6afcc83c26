from dataclasses import dataclass

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
