"""When a message goes out, is tried again, and what changes its state."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.notices.models import Sending
from lintas.notices.rules import (
    COMES_AFTER,
    DEFAULT_QUIET,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    Quiet,
    awake_at,
    pause_after,
    wish_of,
)

WIB = ZoneInfo("Asia/Jakarta")


def test_pauses_double_from_ten_seconds() -> None:
    pauses = [pause_after(attempts).total_seconds() for attempts in range(4)]
    assert pauses == [10, 20, 40, 80]


def test_pauses_never_shrink_and_end_at_two_hours() -> None:
    pauses = [pause_after(attempts) for attempts in range(MOST_ATTEMPTS + 1)]
    assert all(a <= b for a, b in pairwise(pauses))
    assert pauses[-1] == LONGEST_PAUSE


def test_thirty_attempts_are_about_two_days() -> None:
    whole = sum((pause_after(n) for n in range(MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=36) < whole < timedelta(hours=60)


@pytest.mark.parametrize(
    ("clock", "waits_until"),
    [
        ("2026-11-25T20:59:59", None),
        ("2026-11-25T21:00:00", "2026-11-26T06:00:00"),
        ("2026-11-25T23:59:59", "2026-11-26T06:00:00"),
        ("2026-11-26T00:00:00", "2026-11-26T06:00:00"),
        ("2026-11-26T05:59:59", "2026-11-26T06:00:00"),
        ("2026-11-26T06:00:00", None),
        ("2026-12-31T22:00:00", "2027-01-01T06:00:00"),
    ],
)
def test_the_night_goes_over_midnight_in_the_offices_zone(
    clock: str, waits_until: str | None
) -> None:
    at = datetime.fromisoformat(clock).replace(tzinfo=WIB)
    wanted = datetime.fromisoformat(waits_until).replace(tzinfo=WIB) if waits_until else at
    assert awake_at(at, DEFAULT_QUIET) == wanted
    assert awake_at(at, None) == at


def test_a_rest_at_noon_ends_the_same_day() -> None:
    noon = Quiet(time(12), time(14), "Asia/Jayapura")
    at = datetime(2026, 11, 25, 13, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert awake_at(at, noon) == at.replace(hour=14)
    assert awake_at(at.replace(hour=11), noon) == at.replace(hour=11)


@given(
    minutes=st.integers(0, 3 * 24 * 60),
    starts=st.times(),
    ends=st.times(),
)
def test_whoever_waits_wakes_within_a_day_and_need_not_wait_again(
    minutes: int, starts: time, ends: time
) -> None:
    at = datetime(2026, 11, 25, tzinfo=WIB) + timedelta(minutes=minutes)
    quiet = Quiet(starts, ends, "Asia/Jakarta")
    awake = awake_at(at, quiet)
    assert at <= awake <= at + timedelta(days=1)
    assert awake_at(awake, quiet) == awake


def test_news_that_is_late_or_told_twice_changes_nothing() -> None:
    assert COMES_AFTER.keys() == set(Sending.State) - {"queued"}
    assert all(state not in before for state, before in COMES_AFTER.items())
    assert not COMES_AFTER["sent"] & {"delivered", "read", "failed"}
    assert not COMES_AFTER["delivered"] & {"read", "failed", "given-up"}


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("STOP", "stop"),
        (" berhenti. ", "stop"),
        ("Stop semua", "stop"),
        ("/stop", "stop"),
        ("MULAI", "start"),
        ("start", "start"),
        ("/start", ""),
        ("kapan stop ini datang", ""),
        ("Stop dulu ya saya tanya", ""),
        ("", ""),
        ("   ", ""),
        ("MTW-26-7K3Q9", ""),
    ],
)
def test_a_word_is_understood_only_when_it_is_plain(text: str, wish: str) -> None:
    assert wish_of(text) == wish
