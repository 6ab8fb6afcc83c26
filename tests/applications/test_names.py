"""Names as they are heard, remembered and mistyped."""

import pytest

from lintas.applications.names import closeness, fit, sound_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soeharto", "suharto"),
        ("djoko", "joko"),
        ("joesoef", "yusuf"),
        ("tjahyo", "cahyo"),
        ("sjarif", "syarif"),
        ("muhammad", "muhamad"),
    ],
)
def test_spellings_of_one_sound_are_one(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)
    assert closeness(one, other) >= 0.9


@pytest.mark.parametrize(
    ("typed", "word"),
    [("makruf", "maruf"), ("johana", "yohana"), ("mohamad", "muhammad"), ("saogoo", "saogo")],
)
def test_a_slip_is_forgiven(typed: str, word: str) -> None:
    assert closeness(typed, word) > 0


@pytest.mark.parametrize(("typed", "word"), [("ruf", "maruf"), ("budi", "sari"), ("eka", "eko")])
def test_another_name_is_another_name(typed: str, word: str) -> None:
    assert closeness(typed, word) == 0


def test_a_doubled_word_is_found_in_both_written_forms() -> None:
    assert {"lau", "laulau"} <= set(words_of("Aman Lau-lau"))
    assert {"lau", "laulau"} <= set(words_of("Aman Laulau"))


def test_the_order_of_words_does_not_matter() -> None:
    assert fit(["contoh", "maruf"], "Ma'ruf Contoh") == 1.0
    assert fit(["makruf"], "Ma'ruf Contoh") > fit(["makruf"], "Marsel Contoh")
