"""The front door of payments."""

from lintas.payments.commands import close_codes, issue_bill, poll_bills, renew_bill
from lintas.payments.matters import Matter, matters
from lintas.payments.qris import CodeBroken, read_code
from lintas.payments.queries import (
    BillLine,
    BillView,
    bill_of,
)
from lintas.payments.rulings import Evidence, confirm_ruling, decline_ruling, propose_ruling

__all__ = [
    "BillLine",
    "BillView",
    "CodeBroken",
    "Evidence",
    "Matter",
    "bill_of",
    "close_codes",
    "confirm_ruling",
    "decline_ruling",
    "issue_bill",
    "matters",
    "poll_bills",
    "propose_ruling",
    "read_code",
    "renew_bill",
]
