"""What must always hold of money that goes back."""

from collections.abc import Iterator

from lintas.journal import public as journal
from lintas.payments import public as payments
from lintas.refunds.models import Account, Refund
from lintas.refunds.rules import State

MARK = {
    State.APPROVED: "refund:approved",
    State.SENT: "refund:sent",
    State.PAID_BACK: "refund:paid-back",
    State.REFUSED: "refund:refused",
}


def check_refunds() -> Iterator[str]:
    """Each claim is of a payment that exists, asks for no more, and its entries say its state."""
    for refund in Refund.objects.iterator():
        paid = {m.id: m.amount_rupiah for m in payments.money_of(refund.application)}
        if paid.get(refund.money, 0) < (refund.granted_rupiah or refund.amount_rupiah):
            yield f"Claim {refund.pk} asks for more than was paid."
        kinds = [entry.kind for entry in journal.entries_about(refund.pk)]
        if (
            kinds.count("refund:filed") != 1
            or MARK.get(State(refund.state), "refund:filed") not in kinds
        ):
            yield f"Claim {refund.pk} is {refund.state} and its entries are {kinds}."


def check_refund_accounts() -> Iterator[str]:
    """A refused claim has no account on file any more."""
    for account in Account.objects.filter(refund__state=State.REFUSED):
        yield f"Claim {account.refund_id} was refused and its account is still there."
