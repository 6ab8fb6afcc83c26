"""Decisions about uploads that need no database."""

from datetime import timedelta

from lintas.kernel.text import tidy

UNFINISHED_KEPT = timedelta(days=3)
"""An unfinished upload waits so long for its next piece."""
ENDED_KEPT = timedelta(days=7)
"""How long a refusal stays to be read, and a finished upload answers where it stands."""
MOST_UNFINISHED = 20
"""Of one case at one time, so that nobody fills the disk with beginnings."""
CLAIM = timedelta(minutes=3)
"""Longer than scanning and cleaning may take; a killed process's upload is free again then."""
LONGEST_NAME = 120


def readable_name(name: str, otherwise: str) -> str:
    """What a person calls a file: no folders, no control or direction marks, its ending kept."""
    bare = tidy(name.replace("\\", "/").rsplit("/", 1)[-1])
    return bare[-LONGEST_NAME:].strip(" .") or otherwise


def pause_after(attempts: int) -> timedelta:
    """Ten seconds, twenty, … up to ten minutes, for as long as the scanner is away."""
    return min(timedelta(seconds=10 * 2 ** min(attempts, 10)), timedelta(minutes=10))
