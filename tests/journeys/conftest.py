"""One running office with its staff for all journeys of a file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import running
from tests.journeys.cast import Staff


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
