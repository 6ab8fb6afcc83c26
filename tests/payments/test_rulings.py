"""Money that no rule can place: one proposes, another decides."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.commands import doubt_bill, lapse_bill
from lintas.payments.errors import (
    EvidenceMissing,
    GroundMissing,
    PaymentUsed,
    RulingNotOpen,
    SamePersonProposed,
)
from lintas.payments.invariants import check_payments
from lintas.payments.models import DisputedPayment
from lintas.payments.rules import GRACE, Doubt
from lintas.payments.settling import settle
from tests.payments.cast import HOLD, NTPN, TOTAL, issued, kinds_of, payment, status_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db
LATE = HOLD + GRACE + timedelta(seconds=1)
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
APPROVER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.APPROVER}), "mentawai")
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai")
ADMIN = Actor(ActorKind.STAFF, new_id(), frozenset({Role.ADMIN}), "mentawai")
ELSEWHERE = replace(HEAD, id=new_id(), office="siberut")
REASON = "Bukti kas negara sudah diperiksa"


def proposed(
    about: object, outcome: str, at: datetime, actor: Actor = OFFICER, **proof: object
) -> object:
    ruling_id = new_id()
    payments.propose_ruling(
        ruling_id=ruling_id,
        about=about,
        outcome=outcome,
        reason=REASON,
        evidence=payments.Evidence(**proof),
        actor=actor,
        at=at,
    )
    return ruling_id


def paid_late(at: datetime) -> tuple[payments.BillView, DisputedPayment]:
    bill = issued(at)
    lapse_bill(bill_id=bill.id, at=at + LATE)
    settle(payment=payment(bill, at + LATE), at=at + LATE)
    return bill, DisputedPayment.objects.get()


def doubtful(at: datetime) -> payments.BillView:
    bill = issued(at)
    assert doubt_bill(bill_id=bill.id, why=Doubt.FORGOTTEN, at=at + LATE)
    return bill


def test_a_payment_after_the_hold_is_accepted_by_two_people(at: datetime) -> None:
    bill, kept = paid_late(at)
    (matter,) = payments.matters(HEAD)
    assert (matter.id, matter.verdict) == (kept.pk, "after-hold")
    ruling = proposed(kept.pk, "accept", at + LATE)
    with pytest.raises(RulingNotOpen):
        payments.confirm_ruling(ruling_id=ruling, actor=OFFICER, at=at + LATE)
    payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    assert status_of(bill) == "paid"
    assert payments.matters(HEAD) == []
    decided = {"ruling:proposed", "bill:paid", "ruling:confirmed"}
    assert set(kinds_of(bill)) == {"bill:issued", "bill:lapsed", "payment:disputed", *decided}
    assert list(check_payments()) == []


@pytest.mark.parametrize("command", [payments.confirm_ruling, payments.decline_ruling])
def test_who_proposed_does_not_decide(at: datetime, command: object) -> None:
    bill, kept = paid_late(at)
    ruling = proposed(kept.pk, "accept", at + LATE, actor=APPROVER)
    with pytest.raises(SamePersonProposed):
        command(ruling_id=ruling, actor=APPROVER, at=at + LATE)
    for stranger in (ADMIN, ELSEWHERE):
        with pytest.raises(RulingNotOpen):
            command(ruling_id=ruling, actor=stranger, at=at + LATE)
    assert status_of(bill) == "lapsed"


def test_declined_the_matter_is_open_again(at: datetime) -> None:
    _bill, kept = paid_late(at)
    ruling = proposed(kept.pk, "accept", at + LATE)
    with pytest.raises(RulingNotOpen):
        proposed(kept.pk, "give-back", at + LATE, actor=APPROVER)
    payments.decline_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    with pytest.raises(RulingNotOpen):
        payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    payments.confirm_ruling(
        ruling_id=proposed(kept.pk, "give-back", at + LATE), actor=HEAD, at=at + LATE
    )
    assert DisputedPayment.objects.get().outcome == "give-back"
    with pytest.raises(RulingNotOpen):
        proposed(kept.pk, "accept", at + LATE)


def test_only_what_fits_can_be_proposed(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at, amount=1), at=at)
    kept = DisputedPayment.objects.get()
    for outcome in ("accept", "was-paid", "nonsense"):
        with pytest.raises(RulingNotOpen):
            proposed(kept.pk, outcome, at)
    for stranger in (ADMIN, ELSEWHERE):
        with pytest.raises(RulingNotOpen):
            proposed(kept.pk, "give-back", at, actor=stranger)
    for about in (bill.id, new_id()):  # a bill that is not doubtful, and nothing at all
        with pytest.raises(RulingNotOpen):
            proposed(about, "was-not-paid", at)
    with pytest.raises(GroundMissing):
        payments.propose_ruling(
            ruling_id=new_id(),
            about=kept.pk,
            outcome="give-back",
            reason="  karena  ",
            evidence=payments.Evidence(),
            actor=OFFICER,
            at=at,
        )


def test_a_doubtful_bill_is_paid_by_the_treasurys_proof(at: datetime) -> None:
    bill = doubtful(at)
    later = at + LATE
    for bad in ({}, {"ntpn": "SHORT", "ntb": "1", "paid_at": at}):
        with pytest.raises(EvidenceMissing):
            proposed(bill.id, "was-paid", later, **bad)
    with pytest.raises(EvidenceMissing):
        proposed(bill.id, "was-paid", later, ntpn=NTPN, ntb="1", paid_at=later + HOLD)
    ruling = proposed(bill.id, "was-paid", later, ntpn=NTPN, ntb="1", paid_at=at)
    payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=later)
    found = payments.bill_of(bill.case)
    assert found is not None
    assert (found.status, found.ntpn, found.total_rupiah) == ("paid", NTPN, TOTAL)


def test_a_doubtful_bill_lapses_by_two_people(at: datetime) -> None:
    bill = doubtful(at)
    ruling = proposed(bill.id, "was-not-paid", at + LATE)
    payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    assert status_of(bill) == "lapsed"


def test_a_proof_that_paid_another_bill_is_refused(at: datetime) -> None:
    settle(payment=payment(issued(at), at), at=at)
    bill = doubtful(at)
    ruling = proposed(bill.id, "was-paid", at + LATE, ntpn=NTPN, ntb="1", paid_at=at)
    with pytest.raises(PaymentUsed):
        payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    assert status_of(bill) == "doubtful"
    payments.decline_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)


def test_a_payment_that_comes_meanwhile_wins(at: datetime) -> None:
    bill = doubtful(at)
    ruling = proposed(bill.id, "was-not-paid", at + LATE)
    settle(payment=payment(bill, at), at=at + LATE)
    with pytest.raises(RulingNotOpen):
        payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at + LATE)
    assert status_of(bill) == "paid"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_decided_twice_at_one_moment_it_is_done_once(at: datetime) -> None:
    bill, kept = paid_late(at)
    ruling = proposed(kept.pk, "accept", at + LATE)
    deciders = [HEAD, APPROVER]
    found = at_once(
        2, lambda n: payments.confirm_ruling(ruling_id=ruling, actor=deciders[n], at=at + LATE)
    )
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "RulingNotOpen"]
    assert kinds_of(bill).count("bill:paid") == 1
