"""Days that count: weekdays of the office less the days it keeps free."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.kernel.working_days import LONGEST_CLOSURE, NeverOpen, WorkingCalendar

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 25)})
OFFICE = WorkingCalendar(frozenset(range(5)), CLOSED.__contains__)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (MONDAY, True),
        (FRIDAY, True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 12, 24), False),
    ],
)
def test_a_working_day_is_a_weekday_that_is_not_kept_free(day: date, working: bool) -> None:
    assert OFFICE.is_working(day) == working


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (MONDAY, 0, MONDAY),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (MONDAY, 4, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 30), 4, date(2027, 1, 5)),
    ],
)
def test_the_day_itself_never_counts(day: date, count: int, found: date) -> None:
    assert OFFICE.add(day, count) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (FRIDAY, FRIDAY),
        (date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_the_next_working_day_may_be_the_day_itself(day: date, found: date) -> None:
    assert OFFICE.next_on_or_after(day) == found


@settings(deadline=None)
@given(DAYS, st.integers(1, 60), st.frozensets(st.integers(0, 6), min_size=1), st.sets(DAYS))
def test_between_a_day_and_its_promise_lie_so_many_working_days(
    day: date, count: int, weekdays: frozenset[int], kept_free: set[date]
) -> None:
    office = WorkingCalendar(weekdays, kept_free.__contains__)
    due = office.add(day, count)
    after = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(office.is_working(one) for one in after) == count
    assert office.is_working(due)


def test_an_office_that_never_opens_is_an_error_and_no_endless_search() -> None:
    for office in (
        WorkingCalendar(frozenset(), lambda day: False),
        WorkingCalendar(frozenset(range(7)), lambda day: True),
    ):
        with pytest.raises(NeverOpen):
            office.next_on_or_after(MONDAY)
        for count in (0, 1):
            with pytest.raises(NeverOpen):
                office.add(MONDAY, count)


def test_the_longest_closure_is_still_waited_for() -> None:
    opens = MONDAY + LONGEST_CLOSURE
    office = WorkingCalendar(frozenset(range(7)), lambda day: day < opens)
    assert office.next_on_or_after(MONDAY) == opens
    with pytest.raises(NeverOpen):
        office.next_on_or_after(MONDAY - timedelta(days=1))
