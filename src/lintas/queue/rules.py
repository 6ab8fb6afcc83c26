"""The published order of the queue. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import TypeVar

APPOINTMENT_WINDOW = timedelta(minutes=15)
CALLS_BEFORE_MISSED = 2

One = TypeVar("One")


def label_of(letter: str, number: int) -> str:
    """A number as it is called."""
    return f"{letter}-{number:03d}"


@dataclass(frozen=True)
class Waiting:
    """What the order looks at: nothing about who the person is."""

    priority: bool
    due_at: datetime | None
    arrived_at: datetime
    calls: int
    held_until: datetime | None = None
    """Said beforehand: the turn is kept so long (rule terlambat-dengan-kabar)."""


def order_key(waiting: Waiting) -> tuple[int, datetime]:
    """The published order (rule urutan-antrean): priority first; then each by the later of the
    appointment and the arrival, so that coming early gives no advantage and coming on time
    keeps one's place; who missed a call stands where the arrival puts them, moved back a window.
    """
    turn = max(waiting.due_at or waiting.arrived_at, waiting.arrived_at)
    if waiting.due_at and waiting.arrived_at <= kept_until(waiting.due_at, waiting.held_until):
        turn = waiting.due_at
    return (0 if waiting.priority else 1, turn + waiting.calls * APPOINTMENT_WINDOW)


def kept_until(due_at: datetime, held_until: datetime | None) -> datetime:
    """Who comes by then keeps the turn of the appointment; never a turn before it."""
    in_time = due_at + APPOINTMENT_WINDOW
    return max(in_time, held_until) if held_until else in_time


def take_turns(
    priority: Sequence[One], others: Sequence[One], in_a_row: int, most: int
) -> list[One]:
    """Priority first, but after `most` priority calls in a row one of the others.

    Both come sorted by `order_key`; `in_a_row` priority calls were the last ones. So among `most`
    + 1 calls one is of the others, and a stream of priority holds nobody back for ever.
    """
    first, second = list(priority), list(others)
    order: list[One] = []
    while first and second:
        take_other = in_a_row >= most
        in_a_row = 0 if take_other else in_a_row + 1
        order.append(second.pop(0) if take_other else first.pop(0))
    return order + first + second


def priority_in_a_row(newest_first: Iterable[bool], most: int) -> int:
    """So many of the last calls were priority; `most` is as far as it looks."""
    return sum(1 for _one in takewhile(bool, islice(newest_first, most)))
