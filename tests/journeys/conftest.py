"""One running office and one browser for all journeys of a test process."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import running
from tests.journeys.cast import Staff

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.RunningOffice]:
    with running.office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def officer(browser: Browser, office: running.RunningOffice) -> Staff:
    return Staff(browser, office.site, "rosa")


@pytest.fixture(scope="module")
def approver(browser: Browser, office: running.RunningOffice) -> Staff:
    return Staff(browser, office.site, "yohana")
