"""The clock: pauses move a day by exactly their working days, alarms come in order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.kernel.working_days import EVERY_DAY, WorkingCalendar
from lintas.promises.rules import Stage, State, moved_by_pause, outcome, stage_of

CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})
OFFICE = WorkingCalendar(frozenset(range(5)), CLOSED.__contains__)
MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    lambda weekdays, free: WorkingCalendar(weekdays, frozenset(free).__contains__),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sets(DAYS, max_size=80),
)


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 30), st.integers(0, 60), st.integers(0, 60))
def test_as_many_working_days_are_left_after_a_pause_as_before(
    calendar: WorkingCalendar, started: date, promised: int, until_pause: int, paused: int
) -> None:
    due = calendar.add(started, promised)
    begins = started + timedelta(days=until_pause)
    ends = begins + timedelta(days=paused)
    moved = moved_by_pause(calendar, due, begins, ends)
    if begins > due:
        assert moved == due, "what is late stays late"
        return
    assert calendar.between(ends, moved) == calendar.between(begins, due)
    assert calendar.between(due, moved) == calendar.between(begins, ends)
    assert calendar.is_working(moved)


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 20), st.lists(st.integers(0, 9), max_size=6))
def test_pauses_one_after_another_move_as_their_sum(
    calendar: WorkingCalendar, started: date, promised: int, lengths: list[int]
) -> None:
    first = due = calendar.add(started, promised)
    begins, total = started, 0
    for length in lengths:
        ends = begins + timedelta(days=length)
        due = moved_by_pause(calendar, due, begins, ends)
        total += calendar.between(begins, ends)
        begins = ends
    assert calendar.between(first, due) == total


def test_a_pause_within_one_day_moves_nothing() -> None:
    due = OFFICE.add(MONDAY, 4)
    assert moved_by_pause(OFFICE, due, MONDAY, MONDAY) == due


@pytest.mark.parametrize(
    ("begins", "ends", "due"),
    [
        (date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 1)),
        (date(2026, 11, 27), date(2026, 11, 29), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 12, 4), date(2026, 11, 27)),
    ],
)
def test_examples_on_a_promise_of_four_days(begins: date, ends: date, due: date) -> None:
    assert moved_by_pause(OFFICE, date(2026, 11, 27), begins, ends) == due


def test_days_of_the_calendar_count_sundays_too() -> None:
    assert EVERY_DAY.add(MONDAY, 30) == MONDAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 11, 23), Stage.QUIET),
        (date(2026, 11, 30), Stage.QUIET),
        (date(2026, 12, 3), Stage.PRESSING),
        (date(2026, 12, 4), Stage.URGENT),
        (date(2026, 12, 7), Stage.URGENT),
        (date(2026, 12, 8), Stage.BROKEN),
    ],
)
def test_the_alarm_of_ten_working_days(day: date, stage: Stage) -> None:
    assert stage_of(OFFICE, MONDAY, 10, date(2026, 12, 7), day) == stage


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 80))
def test_an_alarm_never_grows_quieter_and_is_broken_only_after_the_day(
    calendar: WorkingCalendar, started: date, promised: int, day: int
) -> None:
    due, today = calendar.add(started, promised), started + timedelta(days=day)
    now = stage_of(calendar, started, promised, due, today)
    assert now <= stage_of(calendar, started, promised, due, today + timedelta(days=1))
    assert (now == Stage.BROKEN) == (today > due)


def test_done_on_the_day_is_kept_and_a_day_later_is_not() -> None:
    assert outcome(MONDAY, MONDAY) == State.KEPT
    assert outcome(MONDAY, MONDAY + timedelta(days=1)) == State.MISSED
