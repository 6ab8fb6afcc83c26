"""A letter is its template with the facts, and its hash names exactly its words."""

import pytest
from django.conf import settings

from lintas.catalogue import public as catalogue
from lintas.catalogue.problems import read
from lintas.catalogue.tables import LetterTable
from lintas.letters.public import Draft, Text, filled
from lintas.letters.rules import facts_in

FACTS = {
    "number", "name", "service", "office", "day", "due_on", "reason", "rule", "text", "items",
    "until", "basis", "next",
    "amount", "words", "ntb", "ntpn", "paid_on",
}  # fmt: skip


def table() -> LetterTable:
    return read(settings.SERVICES_FOLDER / "letters.toml", LetterTable)


def test_every_template_names_known_facts_and_the_same_in_both_languages() -> None:
    for template in table().letters:
        for paragraph in template.paragraphs:
            assert facts_in(paragraph.id) == facts_in(paragraph.en)
            assert facts_in(paragraph.id) <= FACTS


def test_a_refusal_names_its_rule_and_the_way_to_object() -> None:
    template = catalogue.letter_template("refused")
    assert template is not None
    named = set().union(*(facts_in(paragraph.id) for paragraph in template.paragraphs))
    assert {"reason", "rule", "until", "basis"} <= named


def test_a_paragraph_without_its_fact_is_left_out() -> None:
    found = filled("Surat {name}", ["Kepada {name}.", "{text}"], {"name": "Contoh", "text": ""})
    assert found == Text("Surat Contoh", ("Kepada Contoh.",))


def test_what_a_person_wrote_is_not_a_template() -> None:
    found = filled("S", ["{text}"], {"text": "{number} {tidak-ada}"})
    assert found.paragraphs == ("{number} {tidak-ada}",)


def test_an_unknown_fact_is_an_error_and_no_hole() -> None:
    with pytest.raises(KeyError):
        filled("S", ["{tidak}"], {})


def test_one_other_letter_is_another_hash() -> None:
    one = Draft("approved", {"id": Text("A", ("b",))})
    assert one.sha256 == Draft("approved", {"id": Text("A", ("b",))}).sha256
    assert one.sha256 != Draft("approved", {"id": Text("A", ("b ",))}).sha256
