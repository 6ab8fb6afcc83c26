"""A day at an office as the simulator plays it. Unit: minutes from the day's opening. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

Draw = Callable[[Random, float], float]
"""The minutes of one service that begins at a minute of the day."""
Span = tuple[float, float]


@dataclass(frozen=True)
class Seat:
    """A counter: the lines it serves, and when nobody sits at it."""

    id: str
    lines: frozenset[str]
    away: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Booked:
    due: float
    service: str
    line: str


@dataclass(frozen=True)
class WalkIns:
    """People without an appointment, so many an hour while `between`."""

    service: str
    line: str
    an_hour: float
    between: Span
    priority: bool = False


@dataclass(frozen=True)
class Day:
    """`early` gives arrival less appointment; `coming_share` is how many of the booked come."""

    closes: float
    seats: Sequence[Seat]
    draws: Mapping[str, Draw]
    booked: Sequence[Booked] = ()
    walk_ins: Sequence[WalkIns] = ()
    breaks: tuple[Span, ...] = ()
    coming_share: float = 1.0
    early: Callable[[Random], float] = lambda chance: 0.0
    absent_share: float = 0.0
    """How many of those in the line are not there when called; they are called once."""
    priority_in_a_row: int = 3
    """After so many priority calls one after the other comes somebody without priority."""


@dataclass(frozen=True)
class Visit:
    """What became of one person who came."""

    service: str
    line: str
    priority: bool
    due: float | None
    arrived: float
    called: float
    left: float
    seat: str
    number: int = 0
    absent: bool = False

    @property
    def wait(self) -> float:
        """From the arrival, or from the appointment when that is later."""
        return max(0.0, self.called - max(self.arrived, self.due or 0.0))
