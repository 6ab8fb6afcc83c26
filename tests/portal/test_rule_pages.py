"""The page of rules: each in its words, found by the links that stand where its id stands."""

import re

import pytest
from django.test import Client

from lintas.catalogue.public import rule_texts, services
from lintas.portal.rule_views import SUBJECTS, link_to

pytestmark = pytest.mark.django_db


def test_each_rule_stands_on_the_page_that_its_link_leads_to() -> None:
    for rule in rule_texts().values():
        page, anchor = re.fullmatch(r'<a href="(.+)#(.+)">.+</a>', link_to(rule.id)).groups()  # type: ignore[union-attr]
        text = Client().get(page).content.decode()
        assert f'id="{anchor}"' in text, f"{rule.id}: say the subject of its file in SUBJECTS"
        assert rule.source.id.split()[0] in text


def test_the_list_has_each_subject_and_each_rule_in_both_languages() -> None:
    for root, title in (("", "Izin tinggal"), ("/en", "Stay permit")):
        text = Client().get(f"{root}/aturan/").content.decode()
        assert title in text
        assert all(f"#{rule}" in text for rule in rule_texts())
        assert f"{root}/aturan/paspor/" in text
    english = Client().get("/en/aturan/paspor/").content.decode()
    assert rule_texts()["waktu-paspor"].text.en in english
    assert len(SUBJECTS) == len({rule.subject for rule in rule_texts().values()})


def test_what_we_are_not_sure_of_says_so() -> None:
    unsure = next(rule for rule in rule_texts().values() if rule.sure == "L")
    page = Client().get(f"/aturan/{SUBJECTS[unsure.subject][0]}/").content.decode()
    section = page.split(f'id="{unsure.id}"')[1].split("</section>")[0]
    assert "perlu konfirmasi" in section


def test_an_unknown_subject_is_not_found() -> None:
    assert Client().get("/aturan/perikanan/").status_code == 404


def test_an_id_without_words_stays_as_it_stands() -> None:
    assert link_to("<aturan>") == "<aturan>"


def test_ids_on_public_pages_lead_to_their_words() -> None:
    fee = services()[0].fees[0].rule
    assert f'#{fee}">{fee}</a>' in Client().get("/biaya/").content.decode()
    assert f"#{fee}" in Client().get(f"/layanan/{services()[0].id}/").content.decode()
