"""Villages by any spelling, and all of a district."""

import pytest

from lintas.catalogue.villages import villages, villages_like


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tuapejat", "Tuapejat"),
        ("tua pejat", "Tuapejat"),
        ("TUAPEIJAT", "Tuapejat"),
        ("Tuapejad", "Tuapejat"),
        ("Madobak", "Madobag"),
        ("Malakkopa", "Malakopa"),
        ("Sikabaluan", "Muara Sikabaluan"),
        ("Taileleu", "Pasakiat Taileleu"),
        ("Saumangania", "Saumanganya"),
    ],
)
def test_a_village_is_found_however_it_is_spelled(typed: str, name: str) -> None:
    assert villages_like(typed)[0].name == name


@pytest.mark.parametrize("typed", ["Tuapeijat", "Madobak", "Sikabaluan", "Malakkopa"])
def test_a_known_spelling_means_one_village(typed: str) -> None:
    assert len(villages_like(typed)) == 1


def test_a_name_that_repeats_gives_both() -> None:
    assert {v.district for v in villages_like("Betumonga")} == {"Pagai Utara", "Sipora Utara"}


def test_a_district_gives_its_villages_alone() -> None:
    found = villages_like("sipora utara")
    assert {v.district for v in found} == {"Sipora Utara"}
    assert len(found) == 6


def test_what_is_no_village_gives_none() -> None:
    assert villages_like("Atlantis") == ()
    assert villages_like("…") == ()


def test_each_spelling_belongs_to_a_village_and_to_one() -> None:
    spellings = [spelling for v in villages() for spelling in v.spellings]
    assert len(spellings) == len(set(spellings)) == 8
