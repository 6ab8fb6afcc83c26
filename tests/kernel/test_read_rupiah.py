"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.money import read_rupiah, rupiah


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("650000", 650_000),
        ("650.000", 650_000),
        ("Rp650.000", 650_000),
        ("Rp. 650.000,00", 650_000),
        ("rp 650.000,-", 650_000),
        ("650 000", 650_000),
        ("1,500,000", 1_500_000),
        ("１.５００.０００", 1_500_000),
        ("500", 500),
        ("0", 0),
    ],
)
def test_amounts_are_understood(typed: str, amount: int) -> None:
    assert read_rupiah(typed) == amount


@pytest.mark.parametrize("typed", ["", "Rp", "1.5", "65.00", "1.500,000", "-5", "650rb", "1..500"])
def test_what_could_mean_two_amounts_is_none(typed: str) -> None:
    assert read_rupiah(typed) is None


@given(st.integers(min_value=0, max_value=10**14))
def test_what_we_write_we_read(amount: int) -> None:
    assert read_rupiah(rupiah(amount)) == amount
