"""Whom several tests of requests meet."""

from collections.abc import Iterator

import pytest
from django.test import Client

from lintas.applications import lobby_memory
from lintas.applications.models import Application
from tests.applications.cast import HELPER, complete_draft, help_with, signed_in
from tests.applications.party_cast import SERVICE
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


@pytest.fixture
def helper() -> Client:
    return signed_in(HELPER)


@pytest.fixture
def filled(helper: Client) -> Application:
    """A draft that is complete, with whoever fills in for another written down."""
    draft = complete_draft(helper, SERVICE)
    help_with(helper, draft)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def _nothing_remembered() -> Iterator[None]:
    """Of lobbies that another test had."""
    lobby_memory.MEMORY.known.clear()
    yield
    lobby_memory.MEMORY.known.clear()
