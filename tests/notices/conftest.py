from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.notices.cast import clock_at

StandAt = Callable[[datetime], None]


@pytest.fixture
def stand_at(tmp_path: Path) -> Iterator[StandAt]:
    with clock_at(tmp_path) as stand:
        yield stand  # type: ignore[misc]
