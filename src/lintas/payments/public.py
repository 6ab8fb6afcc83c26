"""The front door of payments."""

from lintas.payments.chosen_rails import rail_names
from lintas.payments.commands import cancel_bill, close_codes, issue_bill, poll_bills, renew_bill
from lintas.payments.kept_payments import TakenMoney, give_back, money_of
from lintas.payments.matters import Matter, matters
from lintas.payments.qris import CodeBroken, read_code
from lintas.payments.queries import (
    BillLine,
    BillView,
    bill_of,
)
from lintas.payments.reconciling import reconcile, reconcile_days, sign_off
from lintas.payments.report_queries import Trace, report_for, reports, trace_of
from lintas.payments.rulings import Evidence, confirm_ruling, decline_ruling, propose_ruling
from lintas.payments.settlement_list import ListBroken, payments_in
from lintas.payments.words import ENTRY_WORDS

__all__ = [
    "ENTRY_WORDS",
    "BillLine",
    "BillView",
    "CodeBroken",
    "Evidence",
    "ListBroken",
    "Matter",
    "TakenMoney",
    "Trace",
    "bill_of",
    "cancel_bill",
    "close_codes",
    "confirm_ruling",
    "decline_ruling",
    "give_back",
    "issue_bill",
    "matters",
    "money_of",
    "payments_in",
    "poll_bills",
    "propose_ruling",
    "rail_names",
    "read_code",
    "reconcile",
    "reconcile_days",
    "renew_bill",
    "report_for",
    "reports",
    "sign_off",
    "trace_of",
]
