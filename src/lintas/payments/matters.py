"""What waits for people: kept payments and doubtful bills, with what was proposed about them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.kernel.actor import Actor
from lintas.payments.models import Bill, DisputedPayment, Ruling
from lintas.payments.policies import may_see
from lintas.payments.rules import OF_A_BILL, Outcome, outcomes_open
from lintas.payments.rulings import may_still_be_paid

MOST = 100


@dataclass(frozen=True)
class Proposal:
    id: UUID
    outcome: str
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    ntpn: str


@dataclass(frozen=True)
class Matter:
    """`verdict` says why it waits; `outcomes` are what may be proposed."""

    id: UUID
    case: UUID | None
    billing_code: str
    amount_rupiah: int
    ntpn: str
    rail: str
    verdict: str
    since: datetime
    outcomes: tuple[Outcome, ...]
    proposal: Proposal | None


def matters(actor: Actor) -> list[Matter]:
    """Open matters of the actor's office, the oldest first. Cost: four queries."""
    if not may_see(actor):
        return []
    kept = DisputedPayment.objects.filter(office=actor.office, outcome="").select_related(
        "bill__renews"
    )
    doubtful = Bill.objects.filter(status=Bill.Status.DOUBTFUL, office=actor.office)
    proposals = {
        row.disputed_id or row.bill_id: Proposal(
            row.pk, row.outcome, row.reason, row.proposed_by, row.proposed_at, row.ntpn
        )
        for row in Ruling.objects.filter(state=Ruling.State.PROPOSED)
    }
    found = [_kept(row, proposals.get(row.pk)) for row in kept.order_by("received_at")[:MOST]]
    found += [_doubtful(row, proposals.get(row.pk)) for row in doubtful.order_by("ask_at")[:MOST]]
    return sorted(found, key=lambda matter: matter.since)


def _kept(row: DisputedPayment, proposal: Proposal | None) -> Matter:
    bill = row.bill
    renewed = bill is not None and bill.renews is not None and bool(bill.renews.ntpn)
    unpaid = bill is not None and may_still_be_paid(bill) and not renewed
    return Matter(
        id=row.pk,
        case=bill.case if bill else None,
        billing_code=row.billing_code,
        amount_rupiah=row.amount_rupiah,
        ntpn=row.ntpn,
        rail=row.rail,
        verdict=row.verdict,
        since=row.received_at,
        outcomes=outcomes_open(row.verdict, bill_unpaid=unpaid),
        proposal=proposal,
    )


def _doubtful(row: Bill, proposal: Proposal | None) -> Matter:
    return Matter(
        id=row.pk,
        case=row.case,
        billing_code=row.billing_code,
        amount_rupiah=row.total_rupiah,
        ntpn="",
        rail="",
        verdict="doubtful",
        since=row.hold_until,
        outcomes=OF_A_BILL,
        proposal=proposal,
    )
