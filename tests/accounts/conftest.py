"""Quick password hashes, and a clock that stands in the middle of an hour."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from lintas.kernel import clock


@pytest.fixture(autouse=True)
def _quick_hashes(settings: object) -> None:
    """The real ones take a third of a second each, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def mid_hour(tmp_path: Path) -> Iterator[None]:
    """No stretch of a limit ends while a test runs."""
    wanted = datetime.fromisoformat("2026-11-25T09:37:00+07:00")
    clock.use_shift_file(None)
    file = tmp_path / "clock-shift"
    file.write_text(str(int((wanted - clock.now()).total_seconds())))
    clock.use_shift_file(file)
    yield
    clock.use_shift_file(None)
