"""Rupiah as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.money import rupiah


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1000, "Rp1.000"),
        (650_000, "Rp650.000"),
        (950_000, "Rp950.000"),
        (1_234_567_890, "Rp1.234.567.890"),
        (-500_000, "-Rp500.000"),
    ],
)
def test_thousands_are_parted_by_dots_and_rp_stands_close(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@given(st.integers(-(10**15), 10**15))
def test_no_rupiah_is_lost_in_writing(amount: int) -> None:
    assert int(rupiah(amount).replace("Rp", "").replace(".", "")) == amount
