"""The one place that asks what time it is; everything else is told (`at`).

A demonstration may stand at another hour than the wall clock: then a file holds the shift
in seconds, and every process that reads the clock sees the same office day.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_shift_file: Path | None = None


def use_shift_file(path: Path | None) -> None:
    """Read the shift from this file from now on; None for the plain wall clock."""
    global _shift_file
    _shift_file = path


def shift() -> timedelta:
    if _shift_file is None:
        return timedelta()
    try:
        return timedelta(seconds=int(_shift_file.read_text()))
    except (FileNotFoundError, ValueError):
        return timedelta()


def now() -> datetime:
    """Unit: an aware datetime in UTC."""
    return datetime.now(UTC) + shift()
