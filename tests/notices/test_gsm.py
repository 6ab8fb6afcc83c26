"""Counting as telephone networks do."""

import pytest

from lintas.notices.gsm import BASIC, EXTENDED, is_plain, size_of


@pytest.mark.parametrize(
    ("text", "plain", "units", "segments"),
    [
        ("", True, 0, 1),
        ("a" * 160, True, 160, 1),
        ("a" * 161, True, 161, 2),
        ("a" * 306, True, 306, 2),
        ("a" * 307, True, 307, 3),
        ("€" * 80, True, 160, 1),
        ("€" * 81, True, 162, 2),
        ("a" * 152 + "€" + "a" * 152, True, 306, 3),
        ("ç" * 70, False, 70, 1),
        ("ç" * 71, False, 71, 2),
        ("ç" * 134, False, 134, 2),
        ("ç" * 135, False, 135, 3),
        ("😀" * 35, False, 70, 1),
        ("ç" * 66 + "😀" + "ç" * 66, False, 134, 3),
        ("Rp650.000 @ 10.30", True, 17, 1),
        ("dua\nbaris\r", True, 10, 1),
        ("tanda “kutip”", False, 13, 1),
        ("a\tb", False, 3, 1),
        ("`", False, 1, 1),
    ],
)
def test_a_text_is_counted(text: str, plain: bool, units: int, segments: int) -> None:
    size = size_of(text)
    assert (size.plain, size.units, size.segments) == (plain, units, segments)


def test_the_alphabet_has_its_128_places() -> None:
    """127 signs and the escape; ten signs behind the escape (23.038, 6.2.1)."""
    assert len(BASIC) == 127
    assert len(EXTENDED) == 10
    assert not BASIC & EXTENDED
    assert all(is_plain(char) for char in BASIC | EXTENDED)
