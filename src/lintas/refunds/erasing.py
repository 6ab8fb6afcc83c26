"""Taking an account off file; that it was there stays in the journal."""

from datetime import datetime

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.refunds.entries import RefundAccountErased
from lintas.refunds.models import Account, Refund


def erase_account(refund: Refund, actor: Actor, at: datetime) -> bool:
    """Whether there was one. Called within a command's transaction."""
    gone, _each = Account.objects.filter(refund=refund).delete()
    if gone:
        journal.record(
            RefundAccountErased(), subject=refund.pk, case=refund.application, actor=actor,
            office=refund.office, at=at,
        )  # fmt: skip
    return bool(gone)
