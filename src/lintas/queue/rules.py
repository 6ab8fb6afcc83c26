"""The published order of the queue. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

APPOINTMENT_WINDOW = timedelta(minutes=15)
CALLS_BEFORE_MISSED = 2


@dataclass(frozen=True)
class Waiting:
    """What the order looks at: nothing about who the person is."""

    priority: bool
    due_at: datetime | None
    arrived_at: datetime
    calls: int


def order_key(waiting: Waiting) -> tuple[int, datetime]:
    """The published order (rule urutan-antrean): priority first; then each by the later of the
    appointment and the arrival, so that coming early gives no advantage and coming on time
    keeps one's place; who missed a call stands where the arrival puts them, moved back a window.
    """
    turn = max(waiting.due_at or waiting.arrived_at, waiting.arrived_at)
    if waiting.due_at and waiting.arrived_at <= waiting.due_at + APPOINTMENT_WINDOW:
        turn = waiting.due_at
    return (0 if waiting.priority else 1, turn + waiting.calls * APPOINTMENT_WINDOW)
