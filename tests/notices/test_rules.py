"""When a message is tried again."""

from datetime import timedelta
from itertools import pairwise

from lintas.notices.rules import FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS, pause_after


def test_pauses_double_from_ten_seconds() -> None:
    pauses = [pause_after(attempts).total_seconds() for attempts in range(4)]
    assert pauses == [10, 20, 40, 80]


def test_pauses_never_shrink_and_end_at_two_hours() -> None:
    pauses = [pause_after(attempts) for attempts in range(MOST_ATTEMPTS + 1)]
    assert all(a <= b for a, b in pairwise(pauses))
    assert (pauses[0], pauses[-1]) == (FIRST_PAUSE, LONGEST_PAUSE)


def test_a_mailbox_may_be_away_for_a_day_and_a_half() -> None:
    whole = sum((pause_after(n) for n in range(MOST_ATTEMPTS - 1)), timedelta())
    assert timedelta(hours=36) < whole < timedelta(hours=60)
