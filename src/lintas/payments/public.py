"""The front door of payments."""

from lintas.payments.commands import close_codes, issue_bill, poll_bills
from lintas.payments.qris import CodeBroken, read_code
from lintas.payments.queries import (
    BillLine,
    BillView,
    Disputed,
    bill_of,
    disputed_payments,
)

__all__ = [
    "BillLine",
    "BillView",
    "CodeBroken",
    "Disputed",
    "bill_of",
    "close_codes",
    "disputed_payments",
    "issue_bill",
    "poll_bills",
    "read_code",
]
