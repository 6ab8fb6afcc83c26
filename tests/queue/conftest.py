from collections.abc import Iterator
from pathlib import Path

import pytest

from lintas.catalogue import queries as catalogue
from tests.queue.cast import offices


def forget_offices() -> None:
    catalogue.office.cache_clear()
    catalogue.offices.cache_clear()


@pytest.fixture
def two_offices(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.OFFICES_FOLDER = offices(tmp_path / "offices")
    forget_offices()
    yield
    forget_offices()


@pytest.fixture
def office_with_printer(tmp_path: Path, settings: object) -> Iterator[None]:
    """Its printer is a file that a test puts there or not."""
    line = f'\n[[queue.printers]]\nid = "depan"\naddress = "file:{tmp_path}/printer"\n'
    settings.OFFICES_FOLDER = offices(tmp_path / "offices", more=line)
    forget_offices()
    yield
    forget_offices()
