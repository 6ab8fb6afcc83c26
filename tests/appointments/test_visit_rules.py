"""Changes, missed visits and families, as the office's data says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from lintas.appointments.family_rules import adjoining, fit
from lintas.appointments.visit_rules import Visit, standing
from lintas.catalogue.booking_rules import BookingRules, Change, Missed

ZONE = ZoneInfo("Asia/Jakarta")
DAY = date(2026, 11, 26)
MADE = datetime(2026, 11, 20, tzinfo=UTC)
RULES = BookingRules(change=Change(most=1), missed=Missed(most=2, again_after_days=1))


def visit(status: str, changes: int = 0, nth: int = 0) -> Visit:
    return Visit(status, DAY + timedelta(days=nth), changes, MADE + timedelta(days=nth))


@pytest.mark.parametrize(
    ("change", "last"),
    [
        (Change(), "2026-11-26T00:00+07:00"),
        (Change(days_before=0), "2026-11-27T00:00+07:00"),
        (Change(days_before=0, until=time(15)), "2026-11-26T15:00+07:00"),
        (Change(days_before=2, until=time(12)), "2026-11-24T12:00+07:00"),
    ],
)
def test_a_visit_is_changed_until_the_moment_of_the_rule(change: Change, last: str) -> None:
    assert change.last_moment(DAY, ZONE) == datetime.fromisoformat(last)


@pytest.mark.parametrize(
    ("visits", "left"),
    [
        ([], 1),
        ([visit("live")], 1),
        ([visit("live", changes=1)], 0),
        ([visit("cancelled")], 0),
        ([visit("cancelled"), visit("live", nth=1)], 0),
        ([visit("live", changes=1), visit("cancelled", nth=1)], -1),
        ([visit("missed", changes=1), visit("live", nth=1)], 1),
    ],
)
def test_cancelling_counts_as_a_change_and_a_missed_visit_begins_anew(
    visits: list[Visit], left: int
) -> None:
    assert standing(RULES, visits, []).changes_left == left


def test_after_the_third_miss_only_the_office_gives_a_time() -> None:
    missed = [visit("missed", nth=nth) for nth in range(3)]
    assert [standing(RULES, missed[:n], []).office_only for n in range(4)] == [
        False, False, False, True,
    ]  # fmt: skip
    assert [standing(RULES, missed[:n], []).misses_left for n in range(1, 4)] == [2, 1, 0]
    assert standing(RULES, missed[:2], []).from_day == DAY + timedelta(days=2)
    excused = standing(RULES, missed, [MADE + timedelta(days=9)])
    assert not excused.office_only
    assert excused.from_day is None, "an excuse is for now, also for today"


def test_times_adjoin_without_a_gap() -> None:
    at = [MADE + timedelta(minutes=30 * n) for n in (0, 1, 2, 4)]
    assert adjoining(at, 0, 30, 3) == at[:3]
    assert adjoining(at, 2, 30, 3) == at[2:3]


def test_a_family_fits_as_early_as_there_is_room_and_is_never_torn_apart() -> None:
    one, two, three = (MADE + timedelta(minutes=30 * n) for n in range(3))
    times = [one, two, three]
    free = {("a", one): 1, ("a", two): 2, ("b", one): 1, ("b", three): 1}
    assert fit(free, ["a", "a", "b"], times) == [one, two, one]
    assert fit(free, ["b", "b"], times) is None, "the time between would be empty"
    assert fit(free, ["a", "b", "a", "b"], times) == [one, one, two, three]
    assert fit(free, ["a"] * 4, times) is None
