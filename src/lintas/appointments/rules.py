"""How a day's quota becomes times to come. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta


def open_to_booking(per_day: int, priority_percent: int) -> int:
    """The places of a day that can be booked; the rest is kept for priority walk-ins."""
    return per_day - -(-per_day * priority_percent // 100)


def starts(spans: Sequence[tuple[datetime, datetime]], minutes: int) -> list[datetime]:
    """The beginnings of all slots that end within their span."""
    found = []
    step = timedelta(minutes=minutes)
    for opens, closes in spans:
        at = opens
        while at + step <= closes:
            found.append(at)
            at += step
    return found


def spread(places: int, slots: int) -> list[int]:
    """So many places over so many slots, as evenly as whole numbers go."""
    return [places * (n + 1) // slots - places * n // slots for n in range(slots)]
