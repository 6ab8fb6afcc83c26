"""Text as it was meant, whatever keyboard it came from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.text import bare, fold_digits, only_digits, tidy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Contoh   Pertama ", "Contoh Pertama"),
        ("Contoh\u00a0Pertama", "Contoh Pertama"),
        ("Contoh\tPertama\r\n", "Contoh Pertama"),
        ("Contoh\u2028Pertama", "Contoh Pertama"),
        ("Con\u200btoh\ufeff", "Contoh"),
        ("Contoh\x00\x07", "Contoh"),
        ("\u202eContoh", "Contoh"),
        ("Andre\u0301", "Andr\u00e9"),
        ("\ud83d", ""),
        (" \u200b \n", ""),
    ],
)
def test_what_cannot_be_seen_is_cleared_away(typed: str, meant: str) -> None:
    assert tidy(typed) == meant


@pytest.mark.parametrize(
    "name", ["Ma'ruf", "Ma\u2019ruf", "Ma\u02bcruf", "Пример", "مثال", "示例", "ตัวอย่าง", "Ñusa"]
)
def test_a_name_in_any_script_stays_as_it_was_written(name: str) -> None:
    assert tidy(name) == unicodedata.normalize("NFC", name)


@given(st.text())
def test_tidy_text_has_one_blank_between_words_and_none_at_the_ends(typed: str) -> None:
    found = tidy(typed)
    assert found == " ".join(found.split())
    assert not {unicodedata.category(c) for c in found} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    "typed", ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"]
)
def test_digits_of_any_script_are_digits(typed: str) -> None:
    assert fold_digits(typed) == "0123456789"


@pytest.mark.parametrize("typed", ["x²", "½", "Ⅷ", "③", "Lima"])
def test_what_only_resembles_a_digit_is_left_alone(typed: str) -> None:
    assert fold_digits(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "1309 0805 0390 9001",
        "1309.0805.0390.9001",
        "1309-0805–0390‑9001",
        "１３０９０８０５０３９０９００１",
    ],
)
def test_a_long_number_is_read_with_what_people_put_between(typed: str) -> None:
    assert only_digits(typed) == "1309080503909001"


def test_letters_among_digits_are_not_swallowed() -> None:
    assert only_digits("13O9/08") == "13O9/08"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("MÜLLER-Ångström", "muller angstrom"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Ｐａｓｐｏｒ", "paspor"),
        ("  e-VOA,  30 hari! ", "e voa 30 hari"),
        ("«»", ""),
    ],
)
def test_for_searching_case_accents_and_signs_do_not_matter(typed: str, folded: str) -> None:
    assert bare(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(typed: str) -> None:
    for fold in (bare, fold_digits, only_digits):
        assert fold(fold(typed)) == fold(typed)


def test_tidy_gives_the_same_again() -> None:
    assert tidy("e\u200b\u0301") == "\u00e9" == tidy(tidy("e\u200b\u0301"))


def test_joiners_of_a_name_stay() -> None:
    assert (
        tidy("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627")
        == "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    )


def test_apostrophes_do_not_part_a_name() -> None:
    assert {bare(name) for name in ("Ma'ruf", "Ma\u2019ruf", "Ma\u02bcruf", "MARUF")} == {"maruf"}
