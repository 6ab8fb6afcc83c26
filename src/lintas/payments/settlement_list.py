"""A rail's list of a day's payments as comma-separated values, fetched or carried here by hand."""

import csv
import io

from lintas.payments.ports import Payment, RailAway
from lintas.payments.rails import asking

COLUMNS = ("kode_billing", "ntpn", "ntb", "total_disetor", "tanggal_bayar")
MOST_ROWS = 200_000


class ListBroken(RailAway):
    """The list cannot be read; `line` says where."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


def payments_in(text: str, rail: str) -> tuple[Payment, ...]:
    """Every row, also one that stands twice. Raises: ListBroken, never half a list."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    found: list[Payment] = []
    try:
        if rows.fieldnames is None or not set(COLUMNS) <= set(rows.fieldnames):
            raise ListBroken(1)
        for row in rows:
            found.append(_payment(row, rail))
            if len(found) > MOST_ROWS:
                raise ValueError("too long")
    except (ValueError, TypeError, csv.Error) as trouble:
        raise ListBroken(rows.line_num) from trouble
    return tuple(sorted(found, key=lambda payment: (payment.paid_at, payment.ntpn)))


def _payment(row: dict[str, str], rail: str) -> Payment:
    return Payment(
        billing_code=asking.mark(row["kode_billing"], 20),
        amount_rupiah=asking.amount(row["total_disetor"]),
        ntb=asking.mark(row["ntb"], 20),
        ntpn=asking.mark(row["ntpn"], 16),
        paid_at=asking.aware(row["tanggal_bayar"]),
        rail=rail,
    )
