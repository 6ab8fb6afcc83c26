"""The front door of payments."""

from lintas.payments.commands import issue_bill, poll_bills
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
    "Disputed",
    "bill_of",
    "disputed_payments",
    "issue_bill",
    "poll_bills",
]
