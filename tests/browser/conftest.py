"""What a test with the tests' own server leaves behind: no window, and so no connection."""

import threading
from collections.abc import Iterator

import pytest

PATIENCE = 20.0
ANSWERING = "(process_request_thread)"
"""How `socketserver` names the thread that answers one window as long as it stays open."""


@pytest.fixture(autouse=True)
def _windows_are_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """An open window keeps a thread, and that one a connection: PostgreSQL drops no database
    that somebody has open."""
    used = "live_server" in request.fixturenames
    browser = request.getfixturevalue("browser") if used else None
    yield
    if browser is None:
        return
    for window in list(browser.contexts):
        window.close()
    answering = [one for one in threading.enumerate() if one.name.endswith(ANSWERING)]
    for one in answering:
        one.join(PATIENCE)
    assert not any(one.is_alive() for one in answering), "Something still holds a line to it."
