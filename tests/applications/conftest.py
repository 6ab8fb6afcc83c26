"""Whom several tests of requests meet."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.fakes.clamd import FakeClamd, clamd


@pytest.fixture
def person() -> Client:
    return Client()


@pytest.fixture
def scanner(settings: object) -> Iterator[FakeClamd]:
    """Away until it is told otherwise."""
    with clamd() as found:
        settings.CLAMD, found.answer = found.address, ""
        yield found
