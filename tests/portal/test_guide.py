"""From "what do I need?" to one person's papers, price and days."""

import html
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from lintas.applications.models import Application
from lintas.catalogue import public as catalogue
from lintas.catalogue.guide import Guide
from lintas.portal.sharing import SEGMENT, plain, short_message

pytestmark = pytest.mark.django_db
LOST = "/layanan/paspor-hilang/syarat/"


def seen(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def test_every_service_is_at_the_end_of_some_way() -> None:
    guide = catalogue.guide()
    assert guide is not None
    assert {end.service for end in guide.ends()} == {s.id for s in catalogue.services()}
    assert list(guide.misfits({s.id: s for s in catalogue.services()})) == []


def test_each_way_leads_to_a_page_that_is_there(client: Client) -> None:
    page = seen(client, "/pilih/")
    ways = set(re.findall(r'href="(/layanan/[^"]+)"', page))
    assert len(ways) >= 28
    for way in ways:
        assert client.get(way).status_code == 200, way
    aims = set(re.findall(r'href="#([a-z-]+)"', page)) - {"main", "menu"}
    assert aims <= set(re.findall(r'<section id="([a-z-]+)"', page))


def test_only_what_the_answers_call_for_is_asked_and_priced(client: Client) -> None:
    asked = seen(client, f"{LOST}?sebab-hilang=biasa")
    assert "Beberapa pertanyaan dahulu" in asked
    ordinary = seen(client, f"{LOST}?sebab-hilang=biasa&masa-berlaku=lima-tahun")
    disaster = seen(client, f"{LOST}?sebab-hilang=keadaan-kahar&masa-berlaku=lima-tahun")
    assert "Rp1.650.000" in ordinary.replace(" ", "")
    assert "Rp650.000" in disaster.replace(" ", "")
    paper = catalogue.service("paspor-hilang").papers[-1]
    assert paper.when is not None
    assert str(paper.title) in disaster
    assert str(paper.title) not in ordinary.split("<form")[0]


def test_an_answer_nobody_offers_is_left_aside(client: Client) -> None:
    page = seen(client, f"{LOST}?sebab-hilang=<script>&masa-berlaku=lima-tahun")
    assert "<script>&" not in page
    assert "Beberapa pertanyaan dahulu" in page


def test_what_was_answered_here_is_not_asked_again(client: Client) -> None:
    given = {"sebab-hilang": "biasa", "masa-berlaku": "lima-tahun", "nama": "not a choice"}
    client.post("/permohonan/baru/paspor-hilang/", given)
    kept = Application.objects.get().answers.data
    assert kept == {"sebab-hilang": "biasa", "masa-berlaku": "lima-tahun"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_to_bring_fits_one_sms(client: Client, language: str) -> None:
    root = "" if language == "id" else "/en"
    for service in catalogue.services():
        page = seen(client, f"{root}/layanan/{service.id}/syarat/")
        for message in re.findall(r'href="sms:\?body=([^"]+)"', page):
            text = unquote(message)
            assert len(text) <= SEGMENT
            assert text == plain(text)
            assert service.id in text


def test_papers_are_left_out_before_the_address_is() -> None:
    service = catalogue.service("itas-perpanjangan")
    address = f"https://contoh.example/layanan/{service.id}/syarat/"
    text = short_message(service, service.papers, 10_000_000, address)
    assert len(text) <= SEGMENT
    assert text.endswith(address)


@pytest.mark.parametrize(
    ("answers", "say"),
    [
        ([{"next": "b"}, {"service": "x"}], "no question"),
        ([{"next": "a"}, {"service": "x"}], "circle"),
        ([{"service": "x", "next": "a"}, {"service": "x"}], "never both"),
    ],
)
def test_a_guide_that_leads_nowhere_says_so(answers: list[dict[str, str]], say: str) -> None:
    words = {"id": "x", "en": "x"}
    question = {"id": "a", "text": words, "answers": [{"text": words, **a} for a in answers]}
    with pytest.raises(ValueError, match=say):
        Guide.model_validate({"first": "a", "questions": [question]})
