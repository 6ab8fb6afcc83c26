"""Whoever is killed here was told by a database that writes through to the disk."""

from collections.abc import Iterator

import pytest

from tests import databases


@pytest.fixture(autouse=True)
def _on_a_database_that_lasts() -> Iterator[None]:
    with databases.that_last():
        yield
