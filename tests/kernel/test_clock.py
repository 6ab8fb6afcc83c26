"""The clock of a demonstration may be shifted; without a file it is the wall clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lintas.kernel import clock


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """The shift file of this test, not written yet."""
    clock.use_shift_file(tmp_path / "clock-shift")
    yield tmp_path / "clock-shift"
    clock.use_shift_file(None)


@pytest.mark.parametrize("seconds", [0, 7200, -86400])
def test_the_clock_stands_as_far_off_as_the_file_says(file: Path, seconds: int) -> None:
    file.write_text(f"{seconds}\n")
    before = datetime.now(UTC)
    told = clock.now() - timedelta(seconds=seconds)
    assert clock.shift() == timedelta(seconds=seconds)
    assert before <= told <= datetime.now(UTC)


def test_a_change_in_the_file_is_seen_at_once(file: Path) -> None:
    file.write_text("60")
    assert clock.shift() == timedelta(minutes=1)
    file.write_text("120")
    assert clock.shift() == timedelta(minutes=2)


@pytest.mark.parametrize("content", [None, "", "an hour", "1.5"])
def test_without_a_readable_shift_the_wall_clock_holds(file: Path, content: str | None) -> None:
    if content is not None:
        file.write_text(content)
    assert clock.shift() == timedelta()


def test_without_a_file_the_wall_clock_holds(file: Path) -> None:
    file.write_text("3600")
    clock.use_shift_file(None)
    assert clock.shift() == timedelta()


def test_the_time_knows_its_zone() -> None:
    assert clock.now().utcoffset() == timedelta()
