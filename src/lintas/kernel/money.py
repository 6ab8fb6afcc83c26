"""Money is whole rupiah in an int; only pages turn it into text."""


def rupiah(amount: int) -> str:
    """650000 -> "Rp650.000". Source: EYD edition V, numbers and currency."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
