"""The lines of passports and permits: ICAO's specimens, every check digit, honest repairs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.mrz import (
    LAYOUTS,
    TD1,
    TD2,
    TD3,
    Layout,
    Mrz,
    Trouble,
    arranged,
    check_digit,
    failing,
    read_mrz,
)
from lintas.kernel.mrz_repair import TO_DIGIT, TO_LETTER, repaired

TODAY = date(2026, 11, 25)
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
TWO_LINES = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
LONG_NUMBER = (
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)
"""Doc 9303 parts 4, 6 and 5; the last is its card whose number is longer than nine places."""


def mrz(typed: str) -> Mrz:
    found = read_mrz(typed)
    assert isinstance(found, Mrz), found
    return found


@pytest.mark.parametrize(
    ("typed", "layout", "number"),
    [(PASSPORT, TD3, "L898902C3"), (TWO_LINES, TD2, "D23145890"), (CARD, TD1, "D23145890")],
)
def test_the_specimens_of_icao_are_read(typed: str, layout: Layout, number: str) -> None:
    found = mrz(typed)
    assert found.layout is layout
    assert (found.number, found.nationality) == (number, "UTO")
    assert (found.surname, found.given, found.name) == (
        "ERIKSSON",
        "ANNA MARIA",
        "ANNA MARIA ERIKSSON",
    )
    assert (found.born_on(TODAY), found.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))
    assert "\n".join(found.lines) == typed
    assert not found.cut


def test_a_number_longer_than_its_places_goes_on() -> None:
    assert mrz(LONG_NUMBER).number == "D23145890734"
    assert read_mrz(LONG_NUMBER.replace("7349", "7348")) == Trouble.CHECK_DIGITS


@pytest.mark.parametrize(
    ("text", "digit"), [("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("<<<<", "0")]
)
def test_check_digits_are_those_of_the_standard(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize(
    "typed",
    [
        PASSPORT.lower(),
        PASSPORT.replace("\n", ""),
        PASSPORT.replace("\n", "\r\n\r\n"),
        PASSPORT.replace("<<", "\u00ab"),
        "P<UTOERIKSSON<<ANNA<MARIA\nL898902C36 UTO7408122 F1204159 ZE184226B<<<<<10\n",
        PASSPORT.replace("<", "＜"),
    ],
)
def test_lines_are_read_however_they_come(typed: str) -> None:
    assert mrz(typed) == mrz(PASSPORT)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("", Trouble.SHAPE),
        ("L898902C3", Trouble.SHAPE),
        (PASSPORT[:-1], Trouble.SHAPE),
        (PASSPORT + "<", Trouble.SHAPE),
        (PASSPORT.replace("ANNA", "ÄNNA"), Trouble.CHARACTERS),
        (PASSPORT.replace("740812", "740813"), Trouble.CHECK_DIGITS),
        (PASSPORT.replace("L898902C3", "L898902D3"), Trouble.CHECK_DIGITS),
        (PASSPORT.replace("<10", "<11"), Trouble.CHECK_DIGITS),
        (PASSPORT.replace("120415", "120416"), Trouble.CHECK_DIGITS),
    ],
)
def test_what_cannot_be_is_told_by_its_kind(typed: str, trouble: Trouble) -> None:
    assert read_mrz(typed) == trouble


def test_an_empty_field_may_leave_its_check_digit_out() -> None:
    line = "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<"
    composite = check_digit(line[:10] + line[13:20] + line[21:43])
    first = PASSPORT.partition("\n")[0]
    assert mrz(f"{first}\n{line}{composite}").number == "L898902C3"


def test_the_century_of_birth_is_the_last_that_fits() -> None:
    young = changed("740812", "251120")
    assert young.born_on(TODAY) == date(2025, 11, 20)
    assert changed("740812", "261126").born_on(TODAY) == date(1926, 11, 26)
    assert changed("740812", "74<<<<").born_on(TODAY) is None


def test_a_name_that_fills_its_places_may_go_on() -> None:
    first = "P<UTO" + "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"[:39]
    found = mrz(first + "\n" + PASSPORT.partition("\n")[2])
    assert found.cut
    assert found.surname == "NILAVADHANANANDA"


def changed(old: str, new: str) -> Mrz:
    """The specimen with another field, its check digits made anew."""
    text = list(PASSPORT.replace("\n", "").replace(old, new))
    for first, after in TD3.check_after:
        text[after] = check_digit("".join(text[first:after]))
    at, spans = TD3.composite
    text[at] = check_digit("".join("".join(text[slice(*span)]) for span in spans))
    return mrz("".join(text))


def wrong(text: str, places: set[int]) -> str:
    """As somebody reads it who takes letters for digits and digits for letters."""
    swaps = {**TO_DIGIT, **TO_LETTER}
    return "".join(swaps.get(c, c) if n in places else c for n, c in enumerate(text))


def confusable(text: str, places: frozenset[int]) -> list[int]:
    return [n for n in sorted(places) if text[n] in {**TO_DIGIT, **TO_LETTER}]


@pytest.mark.parametrize("specimen", [PASSPORT, TWO_LINES, CARD])
@given(data=st.data())
def test_where_only_letters_or_digits_can_stand_every_mistake_is_mended(
    specimen: str, data: st.DataObject
) -> None:
    meant = mrz(specimen)
    places = confusable(meant.text, meant.layout.letters | meant.layout.digits)
    picked = data.draw(st.sets(st.sampled_from(places)))
    assert repaired(wrong(meant.text, picked)) == meant


@given(st.data())
def test_a_repair_has_all_its_check_digits_or_is_not_offered(data: st.DataObject) -> None:
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
    layout = data.draw(st.sampled_from(LAYOUTS))
    size = layout.lines * layout.width
    typed = data.draw(st.text(alphabet, min_size=size, max_size=size))
    offered = repaired(typed)
    assert offered is None or not list(failing(offered.text, offered.layout))


@given(
    number=st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=9, max_size=9), data=st.data()
)
def test_one_mistake_in_a_number_is_mended_or_left_alone(number: str, data: st.DataObject) -> None:
    meant = changed("L898902C3", number)
    places = confusable(meant.text, frozenset(range(*TD3.number)))
    if not places:
        return
    offered = repaired(wrong(meant.text, {data.draw(st.sampled_from(places))}))
    assert offered in {None, meant} or offered.number != meant.number
    if sum(c in {**TO_DIGIT, **TO_LETTER} for c in number) == 1:
        assert offered == meant


def test_what_is_right_is_its_own_repair_and_what_has_no_shape_has_none() -> None:
    assert repaired(PASSPORT) == mrz(PASSPORT)
    assert repaired("L898902C3") is None
    assert isinstance(arranged("L898902C3"), Trouble)
    assert repaired(PASSPORT.replace("740812", "740813")) is None
