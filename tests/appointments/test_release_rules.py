"""When places come: by the office's data, on the office's clock."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments import release_rules
from lintas.appointments.release_rules import next_draw, next_opening, opens_at
from lintas.catalogue import public as catalogue
from lintas.catalogue.office import Office
from lintas.catalogue.problems import read
from lintas.catalogue.public import Release
from tests.appointments.cast import DRAWN, OFFICE_SOURCE, ROLLING, clock

WEEKLY = """
[[release]]
service = "splp"
plan = "weekly"
opens = { day = "mon", at = 09:00:00 }
"""


def office() -> Office:
    text = OFFICE_SOURCE.replace("[[outreach]]", f"{WEEKLY}\n[[outreach]]", 1)
    return read(Path("office.toml"), Office, text)


@pytest.mark.parametrize(
    ("at", "closes", "first_day"),
    [
        ("2026-11-23 07:00", "2026-11-26 16:00", date(2026, 11, 30)),
        ("2026-11-26 15:59", "2026-11-26 16:00", date(2026, 11, 30)),
        ("2026-11-26 16:00", "2026-12-03 16:00", date(2026, 12, 7)),
        ("2026-11-29 23:59", "2026-12-03 16:00", date(2026, 12, 7)),
    ],
)
def test_the_next_draw(at: str, closes: str, first_day: date) -> None:
    found = next_draw(office(), office().release_of(DRAWN), clock(at))
    assert (found.closes_at, found.first_day) == (clock(closes), first_day)
    assert found.last_day == first_day + timedelta(days=6)


def test_weekly_days_open_together_at_the_published_hour() -> None:
    splp = office().release_of("splp")
    opened = {opens_at(office(), splp, date(2026, 12, day)) for day in range(7, 14)}
    assert opened == {clock("2026-11-30 09:00")}
    before, after = clock("2026-11-30 08:59"), clock("2026-11-30 09:00")
    assert next_opening(office(), splp, before).opens_at == after  # type: ignore[union-attr]
    assert next_opening(office(), splp, after).first_day == date(2026, 12, 14)  # type: ignore[union-attr]


def test_day_by_day_the_next_working_day_opens_at_midnight() -> None:
    plan = office().release_of(ROLLING)
    found = next_opening(office(), plan, clock("2026-11-25 09:00"))
    assert found is not None
    assert (found.opens_at, found.first_day) == (clock("2026-11-26 00:00"), date(2026, 12, 17))
    friday = next_opening(office(), plan, clock("2026-11-27 09:00"))
    assert friday is not None
    assert (friday.opens_at, friday.first_day) == (clock("2026-11-30 00:00"), date(2026, 12, 21))


@given(st.integers(0, 60 * 24 * 21), st.integers(0, 2**32))
def test_a_place_comes_back_at_a_moment_within_the_span_and_before_its_time(
    minutes: int, salt: int
) -> None:
    at = clock("2026-11-25 09:00")
    starts_at = at + timedelta(minutes=minutes)
    release = Release(service="splp", plan="rolling")
    back = release_rules.comes_back_at(release, starts_at, at, Random(salt))
    assert at <= back <= at + timedelta(minutes=480)
    assert back <= starts_at
    if minutes > 600:
        assert back >= at + timedelta(minutes=30)


def test_who_could_not_come_is_not_asked() -> None:
    release, at = catalogue.office("mentawai").release_of(DRAWN), clock("2026-11-25 09:00")
    far = release_rules.answer_until(release, at + timedelta(days=3), at)
    assert far == at + timedelta(minutes=720)
    near = release_rules.answer_until(release, at + timedelta(hours=5), at)
    assert near == at + timedelta(hours=3)
    assert release_rules.answer_until(release, at + timedelta(minutes=140), at) is None


def test_nobody_is_asked_at_night() -> None:
    assert release_rules.is_quiet(office(), clock("2026-11-25 21:00"))
    assert release_rules.is_quiet(office(), clock("2026-11-25 05:59"))
    assert not release_rules.is_quiet(office(), clock("2026-11-25 06:00"))
