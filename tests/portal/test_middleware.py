"""What stands around every request."""

import httpx
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lintas.portal.middleware import VisitorAddress
from tests import databases, running


def address_behind(proxies: int, told: str, settings: object) -> str:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": told})

    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.META["REMOTE_ADDR"])

    return VisitorAddress(answer)(request).content.decode()


@pytest.mark.parametrize(
    ("proxies", "told", "visitor"),
    [
        (0, "192.0.2.9", "10.0.0.1"),
        (1, "192.0.2.9", "192.0.2.9"),
        (1, "198.51.100.1, 192.0.2.9", "192.0.2.9"),
        (2, "192.0.2.9, 10.0.0.7", "192.0.2.9"),
        (2, "192.0.2.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: object, proxies: int, told: str, visitor: str
) -> None:
    assert address_behind(proxies, told, settings) == visitor


def test_an_error_page_is_drawn_when_the_database_is_away(tmp_path: object) -> None:
    with databases.database() as url:
        office = running.RunningOffice(tmp_path, running.free_row(), url, {})
        office.manage("collectstatic", "--noinput")  # and no table at all
        office.start("web")
        try:
            running.until("the site answers", office.answers)
            page = httpx.get(f"{office.site}/saya/", cookies={"lintas": "somebodys-session"})
        finally:
            office.stop()
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "10"
    assert "Data kantor sebentar tidak dapat dicapai" in page.text
    assert page.headers["X-Request-Id"] in page.text
