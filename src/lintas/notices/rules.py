"""When a message is tried again. Pure."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=2)
MOST_ATTEMPTS = 30


def pause_after(attempts: int) -> timedelta:
    """Doubling from ten seconds to two hours; thirty attempts are about two days."""
    factor: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)
