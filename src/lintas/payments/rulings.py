"""Money and bills that no rule can place: one proposes what to do, another decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.payments.commands import lapse_bill
from lintas.payments.entries import RulingConfirmed, RulingDeclined, RulingProposed
from lintas.payments.errors import (
    EvidenceMissing,
    GroundMissing,
    PaymentUsed,
    RulingNotOpen,
    SamePersonProposed,
)
from lintas.payments.models import Bill, DisputedPayment, Ruling
from lintas.payments.policies import may_decide, may_propose
from lintas.payments.ports import Payment
from lintas.payments.rules import OF_A_BILL, Outcome, outcomes_open
from lintas.payments.settling import lock_family, mark_paid

SHORTEST_REASON = 10
NTPN_SIGNS = 16


@dataclass(frozen=True)
class Evidence:
    """What the treasury's proof says, typed from it."""

    ntpn: str = ""
    ntb: str = ""
    paid_at: datetime | None = None


@transaction.atomic
def propose_ruling(
    *,
    ruling_id: UUID,
    about: UUID,
    outcome: str,
    reason: str,
    evidence: Evidence,
    actor: Actor,
    at: datetime,
) -> None:
    """Say what should be done with a kept payment or a doubtful bill (`about`).

    Raises: RulingNotOpen, GroundMissing, EvidenceMissing.
    Race: one open proposal about a thing; a constraint refuses the second.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise GroundMissing
    disputed, bill = _about(about, actor)
    if actor.id is None or not may_propose(actor) or outcome not in _open_outcomes(disputed, bill):
        raise RulingNotOpen
    if outcome == Outcome.WAS_PAID:
        _check(evidence, at)
    try:
        with transaction.atomic():
            ruling = Ruling.objects.create(
                id=ruling_id,
                disputed=disputed,
                bill=None if disputed else bill,
                outcome=outcome,
                reason=reason.strip(),
                ntpn=evidence.ntpn,
                ntb=evidence.ntb,
                paid_at=evidence.paid_at,
                proposed_by=actor.id,
                proposed_at=at,
            )
    except IntegrityError:
        raise RulingNotOpen from None
    _record(RulingProposed(outcome=outcome, ruling=ruling_id), ruling, actor, at)


def _about(about: UUID, actor: Actor) -> tuple[DisputedPayment | None, Bill | None]:
    """The payment with its bill, or the bill alone; another office's is not there.

    Raises: RulingNotOpen.
    """
    disputed = DisputedPayment.objects.select_related("bill").filter(pk=about).first()
    bill = disputed.bill if disputed else Bill.objects.filter(pk=about).first()
    about_office = disputed.office if disputed else bill.office if bill else None
    if about_office is None or about_office != actor.office:
        raise RulingNotOpen
    return disputed, bill


def _open_outcomes(disputed: DisputedPayment | None, bill: Bill | None) -> tuple[Outcome, ...]:
    if disputed is None:
        doubtful = bill is not None and bill.status == Bill.Status.DOUBTFUL
        return OF_A_BILL if doubtful else ()
    if disputed.outcome:
        return ()
    unpaid = bill is not None and all(may_still_be_paid(one) for one in lock_family(bill))
    return outcomes_open(disputed.verdict, bill_unpaid=unpaid)


def may_still_be_paid(bill: Bill) -> bool:
    """Nothing has paid it, and nobody has withdrawn what it was for."""
    return not bill.ntpn and bill.status != Bill.Status.CANCELLED


def _check(evidence: Evidence, at: datetime) -> None:
    whole = len(evidence.ntpn) == NTPN_SIGNS and evidence.ntpn.isalnum() and evidence.ntb.isalnum()
    if not whole or evidence.paid_at is None or evidence.paid_at > at:
        raise EvidenceMissing


@transaction.atomic
def confirm_ruling(*, ruling_id: UUID, actor: Actor, at: datetime) -> None:
    """Another than who proposed agrees, and it is done.

    Raises: RulingNotOpen, SamePersonProposed, PaymentUsed.
    Race: the update moves an open proposal only; the bill's row is locked as for a payment.
    """
    ruling = _decide(ruling_id, Ruling.State.CONFIRMED, actor, at)
    disputed, bill = ruling.disputed, ruling.bill
    if ruling.outcome not in _open_outcomes(disputed, disputed.bill if disputed else bill):
        raise RulingNotOpen
    if disputed is not None:
        rows = DisputedPayment.objects.filter(pk=disputed.pk, outcome="")
        if rows.update(outcome=ruling.outcome) != 1:
            raise RulingNotOpen  # given back on a claim meanwhile
        if ruling.outcome == Outcome.ACCEPT and disputed.bill is not None:
            _pay(disputed.bill, _payment_of(disputed), actor, at)
    elif bill is not None and ruling.outcome == Outcome.WAS_PAID:
        _pay(bill, _proved(ruling, bill), actor, at)
    elif bill is not None:
        lapse_bill(bill_id=bill.pk, at=at, actor=actor)
    _record(RulingConfirmed(outcome=ruling.outcome, ruling=ruling_id), ruling, actor, at)


@transaction.atomic
def decline_ruling(*, ruling_id: UUID, actor: Actor, at: datetime) -> None:
    """Another than who proposed disagrees: the matter is open again.

    Raises: RulingNotOpen, SamePersonProposed.
    """
    ruling = _decide(ruling_id, Ruling.State.DECLINED, actor, at)
    _record(RulingDeclined(outcome=ruling.outcome, ruling=ruling_id), ruling, actor, at)


def _decide(ruling_id: UUID, state: Ruling.State, actor: Actor, at: datetime) -> Ruling:
    rows = Ruling.objects.select_related("disputed__bill", "bill")
    ruling = rows.filter(pk=ruling_id).first()
    if ruling is None or not may_decide(actor):
        raise RulingNotOpen
    if _office_of(ruling) != actor.office:
        raise RulingNotOpen
    if ruling.proposed_by == actor.id:
        raise SamePersonProposed
    moved = Ruling.objects.filter(pk=ruling_id, state=Ruling.State.PROPOSED).update(
        state=state, decided_by=actor.id, decided_at=at
    )
    if moved != 1:
        raise RulingNotOpen
    return ruling


def _office_of(ruling: Ruling) -> str:
    if ruling.disputed is not None:
        return ruling.disputed.office
    return ruling.bill.office if ruling.bill else ""


def _pay(bill: Bill, payment: Payment, actor: Actor, at: datetime) -> None:
    """Raises: RulingNotOpen when something else has paid meanwhile, PaymentUsed."""
    if not all(may_still_be_paid(one) for one in lock_family(bill)):
        raise RulingNotOpen
    try:
        with transaction.atomic():
            mark_paid(bill, payment, at, actor)
    except IntegrityError:
        raise PaymentUsed from None


def _payment_of(row: DisputedPayment) -> Payment:
    return Payment(row.billing_code, row.amount_rupiah, row.ntb, row.ntpn, row.paid_at, row.rail)


def _proved(ruling: Ruling, bill: Bill) -> Payment:
    if ruling.paid_at is None:
        raise EvidenceMissing
    total = bill.total_rupiah
    return Payment(bill.billing_code, total, ruling.ntb, ruling.ntpn, ruling.paid_at)


def _record(data: object, ruling: Ruling, actor: Actor, at: datetime) -> None:
    bill = ruling.disputed.bill if ruling.disputed else ruling.bill
    journal.record(
        data,
        subject=bill.pk if bill else ruling.pk,
        case=bill.case if bill else None,
        actor=actor,
        office=_office_of(ruling),
        at=at,
    )
