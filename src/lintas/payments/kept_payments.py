"""Money of a case as it lies with the treasury: what paid its bills, what came beside that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.journal import public as journal
from lintas.payments.models import Bill, DisputedPayment
from lintas.payments.rules import Outcome


@dataclass(frozen=True)
class TakenMoney:
    """One payment; `verdict` is "" where it paid its bill, `outcome` what people decided of it."""

    id: UUID
    bill: UUID
    billing_code: str
    amount_rupiah: int
    ntpn: str
    ntb: str
    paid_at: datetime
    verdict: str = ""
    outcome: str = ""


def money_of(case: UUID) -> Sequence[TakenMoney]:
    """Everything that was ever paid for a case, oldest first. Cost: two queries."""
    fees = [
        TakenMoney(b.pk, b.pk, b.billing_code, b.total_rupiah, b.ntpn, b.ntb, b.paid_at)
        for b in _PAID.found(case)
        if b.paid_at is not None
    ]
    beside = [
        TakenMoney(
            k.pk, k.bill_id, k.billing_code, k.amount_rupiah, k.ntpn, k.ntb, k.paid_at,
            k.verdict, k.outcome,
        )
        for k in _BESIDE.found(case)
        if k.bill_id is not None
    ]  # fmt: skip
    return sorted([*fees, *beside], key=lambda one: (one.paid_at, one.id))


_PAID = journal.Prepared(
    lambda case: Bill.objects.filter(case=case, status=Bill.Status.PAID), of_case=True
)
_BESIDE = journal.Prepared(
    lambda case: DisputedPayment.objects.filter(bill__case=case), of_case=True
)


@transaction.atomic
def give_back(*, kept_id: UUID) -> bool:
    """A claim about kept money was granted: nobody can take it as a fee any more.

    Race: the update moves what nobody has decided otherwise; a ruling at the same moment waits
    for it and finds it decided (rulings.py), or the claim does.
    """
    undecided = DisputedPayment.objects.filter(pk=kept_id, outcome__in=["", Outcome.GIVE_BACK])
    return undecided.update(outcome=Outcome.GIVE_BACK) == 1
