"""A button on a page that everybody gets alike begins nothing for a page of another site."""

import re

import pytest
from django.test import Client

from lintas.applications.models import Application

START = "/permohonan/baru/paspor-hilang/"


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
def test_pages_that_everybody_gets_alike_set_no_cookie(browser: Client) -> None:
    asked = "/syarat/?sebab-hilang=biasa&masa-berlaku=lima-tahun"
    for path in ("/layanan/paspor-hilang/", "/layanan/paspor-hilang" + asked):
        page = browser.get(path)
        assert f'action="{START}"' in page.text
        assert not page.cookies
        assert "csrfmiddlewaretoken" not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}], ids=str
)
def test_what_a_browser_says_of_our_own_page_is_enough(
    browser: Client, said: dict[str, str]
) -> None:
    assert browser.post(START, headers=said).status_code == 302
    assert Application.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
    ids=str,
)
def test_nothing_is_begun_for_another_page(browser: Client, said: dict[str, str]) -> None:
    page = browser.post(START, headers=said)
    assert page.status_code == 403
    assert "Tekan sekali lagi" in page.text
    assert "Belum ada yang dicatat" in page.text
    assert not Application.objects.exists()


@pytest.mark.django_db
def test_an_old_browser_presses_once_more_and_loses_nothing(browser: Client) -> None:
    given = {"untuk": "orang-lain", "sebab-hilang": "biasa"}
    page = browser.post("/en" + START, given)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text))
    assert "Press once more" in page.text
    assert given.items() <= fields.items()
    again = browser.post("/en" + START, fields)
    begun = Application.objects.get()
    assert again.status_code == 302
    assert again["Location"] == f"/en/permohonan/{begun.pk}/orang/isi-untuk/"
    assert begun.answers.data["sebab-hilang"] == "biasa"
