"""The public pages as a visitor meets them."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from lintas.catalogue import public as catalogue
from lintas.kernel import clock

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/layanan/",
    "/layanan/?cari=pasport",
    "/layanan/paspor-penggantian/",
    "/layanan/perpanjangan-itk/",
    "/kantor/mentawai/",
    "/luring/",
    "/lanjut/",
    "/masuk/",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_public_page_opens_and_says_its_language(client: Client, page: str) -> None:
    for path, language in ((page, "id"), (f"/en{page}", "en")):
        response = client.get(path)
        assert response.status_code == 200, path
        assert f'<html lang="{language}"' in response.content.decode(), path


@pytest.mark.parametrize("page", ["/", "/petugas/masuk/", "/tampilan/mentawai/", "/tidak-ada/"])
def test_every_page_of_a_demonstration_says_that_it_is_one(
    client: Client, page: str, settings: object
) -> None:
    settings.DEMO = True
    assert "Bukan situs resmi" in client.get(page).content.decode()


def test_the_language_link_keeps_the_page_and_what_was_asked(client: Client) -> None:
    page = client.get("/layanan/?cari=pasport").content.decode()
    assert 'href="/en/layanan/?cari=pasport"' in page


@pytest.mark.parametrize("typed", ["pasport", "paspor", "PASPOR"])
def test_search_forgives_spelling(client: Client, typed: str) -> None:
    found = client.get("/layanan/", {"cari": typed}).content.decode()
    assert reverse("portal:service", args=["paspor-penggantian"]) in found


def test_no_link_on_a_public_page_leads_to_an_absent_page(client: Client) -> None:
    seen: set[str] = set()
    for page in PAGES:
        seen |= set(re.findall(r'href="(/[^"#]*)"', client.get(page).content.decode()))
    links = [link for link in sorted(seen) if not link.startswith("/static/")]
    assert links, "the pages have no links at all"
    assert [link for link in links if client.get(link).status_code >= 400] == []


def test_an_absent_page_names_the_telephone_and_the_request(client: Client) -> None:
    response = client.get("/tidak-ada/")
    page = response.content.decode()
    assert response.status_code == 404
    assert 'href="tel:' in page
    assert response["X-Request-Id"] in page


def test_my_page_sends_a_stranger_to_sign_in(client: Client) -> None:
    response = client.get("/saya/")
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/?next=")


def test_the_page_of_fees_names_each_one_with_its_rule(client: Client) -> None:
    page = client.get("/biaya/").content.decode().replace("\xa0", "").replace("&nbsp;", "")
    today = catalogue.office("mentawai").today(clock.now())
    for service in catalogue.services():
        for fee in service.fees:
            if fee.in_force(today):
                assert escape(str(fee.title)) in page
                assert f'#{fee.rule}">{fee.rule}</a></small>' in page
    assert "1708" in page


def test_a_standard_has_fourteen_parts(client: Client) -> None:
    page = client.get("/layanan/itap/standar/").content.decode()
    assert page.count("<dt>") == 14
    assert str(catalogue.service("itap").standard.evaluasi) in page
