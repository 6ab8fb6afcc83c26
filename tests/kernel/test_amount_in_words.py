"""Amounts in words, beside a speaker of numbers that is not ours."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from lintas.kernel.amount_in_words import in_words

AMOUNTS = st.one_of(st.integers(0, 2000), st.integers(0, 10**7), st.integers(0, 10**15 - 1))


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "nol rupiah", "zero rupiah"),
        (1000, "seribu rupiah", "one thousand rupiah"),
        (350_000, "tiga ratus lima puluh ribu rupiah", "three hundred fifty thousand rupiah"),
        (1_650_111, "satu juta enam ratus lima puluh ribu seratus sebelas rupiah", ""),
        (21_012, "dua puluh satu ribu dua belas rupiah", "twenty-one thousand twelve rupiah"),
    ],
)
def test_as_a_receipt_says_it(amount: int, indonesian: str, english: str) -> None:
    assert in_words(amount, "id") == indonesian
    assert not english or in_words(amount, "en") == english


@given(AMOUNTS)
def test_another_speaker_says_the_same_in_english(amount: int) -> None:
    other = num2words(amount, lang="en").replace(",", "").replace(" and ", " ")
    assert in_words(amount, "en") == f"{other} rupiah"


@given(AMOUNTS)
@example(479_001_000)
def test_another_speaker_says_the_same_in_indonesian(amount: int) -> None:
    """But for one thousand after millions, which is "seribu" there, too (KBBI)."""
    other = re.sub(
        r"\b(juta|miliar|triliun) satu ribu\b", r"\1 seribu", num2words(amount, lang="id")
    )
    assert in_words(amount, "id") == f"{other} rupiah"


@pytest.mark.parametrize("amount", [-1, 10**15])
def test_what_is_no_amount_of_a_bill_is_refused(amount: int) -> None:
    with pytest.raises(ValueError):
        in_words(amount, "id")
