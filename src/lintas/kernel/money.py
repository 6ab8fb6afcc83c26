"""Money is whole rupiah in an int; only pages turn it into text."""

import re

from lintas.kernel.text import fold_digits


def rupiah(amount: int) -> str:
    """650000 -> "Rp650.000". Source: EYD edition V, numbers and currency."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def read_rupiah(typed: str) -> int | None:
    """ "Rp650.000", "650 000", "650.000,00" -> 650000; None when it is no whole amount of rupiah.

    Thousands are parted by dots as here or by commas as in English, never by both.
    """
    text = fold_digits(typed).strip().casefold().removeprefix("rp").removeprefix(".").strip()
    text = re.sub(r",(00|-)$", "", text)
    found = re.fullmatch(r"(\d{1,3})(?:([., ])(\d{3}))?((?:\2\d{3})*)|\d+", text)
    return int(re.sub(r"\D", "", text)) if found else None
