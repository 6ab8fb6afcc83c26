from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.numbers import (
    SIGNS,
    check_sign,
    new_number,
    new_secret,
    read_number,
    read_secret,
)


def test_a_number_is_read_as_people_write_and_say_it() -> None:
    number = new_number("MTW", 2026)
    assert read_number(number) == number
    assert read_number(number.lower().replace("-", " ")) == number
    assert read_number(number.replace("-", "")) == number


@given(st.text(SIGNS, min_size=4, max_size=4), st.integers(0, 4), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_always_found(body: str, place: int, other: str) -> None:
    whole = body + check_sign(body)
    wrong = whole[:place] + other + whole[place + 1 :]
    assert (read_number(f"MTW-26-{wrong}") is None) == (wrong != whole)


@given(st.text(SIGNS, min_size=4, max_size=4))
def test_two_swapped_neighbours_are_always_found(body: str) -> None:
    whole = body + check_sign(body)
    for n, (a, b) in enumerate(pairwise(whole)):
        swapped = whole[:n] + b + a + whole[n + 2 :]
        assert (read_number(f"MTW-26-{swapped}") is None) == (a != b)


def test_a_secret_is_read_without_its_hyphen_and_with_look_alikes() -> None:
    secret = new_secret()
    assert read_secret(secret.replace("-", "").lower()) == secret
