"""The front door of refunds."""

from lintas.refunds.account_commands import forget_accounts
from lintas.refunds.commands import BankAccount, change_account, file_refund
from lintas.refunds.desk_commands import (
    begin_checking,
    decide_refund,
    note_paid_back,
    propose_refund,
    send_back_refund,
    send_to_treasury,
)
from lintas.refunds.policies import may_decide
from lintas.refunds.previews import treasury_letter_of, verdict_letter_of
from lintas.refunds.queries import (
    AccountView,
    Claimable,
    RefundView,
    account_for,
    claimable,
    refund_for,
    refunds_of,
    staying,
    waiting_refunds,
)
from lintas.refunds.telling import TO_PERSON, tell_of_refund
from lintas.refunds.words import ENTRY_WORDS, STATE_WORDS

__all__ = [
    "ENTRY_WORDS",
    "STATE_WORDS",
    "TO_PERSON",
    "AccountView",
    "BankAccount",
    "Claimable",
    "RefundView",
    "account_for",
    "begin_checking",
    "change_account",
    "claimable",
    "decide_refund",
    "file_refund",
    "forget_accounts",
    "may_decide",
    "note_paid_back",
    "propose_refund",
    "refund_for",
    "refunds_of",
    "send_back_refund",
    "send_to_treasury",
    "staying",
    "tell_of_refund",
    "treasury_letter_of",
    "verdict_letter_of",
    "waiting_refunds",
]
