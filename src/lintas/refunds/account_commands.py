"""Accounts are forgotten once the money has arrived and a bank had time to return it."""

from datetime import datetime, timedelta

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.kernel.actor import system
from lintas.refunds.erasing import erase_account
from lintas.refunds.models import Refund
from lintas.refunds.rules import State

AT_A_TIME = 200


@transaction.atomic
def forget_accounts(at: datetime) -> int:
    """The worker's turn. Gives how many were erased."""
    table = catalogue.refund_table()
    if table is None:
        return 0
    before = (at - timedelta(days=table.keep_account_days)).date()
    done = Refund.objects.filter(
        state=State.PAID_BACK, paid_back_on__lte=before, account__isnull=False
    )
    actor = system("refunds")
    return sum(erase_account(refund, actor, at) for refund in done[:AT_A_TIME])
