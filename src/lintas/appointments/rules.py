"""When the times of a day begin. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta


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
