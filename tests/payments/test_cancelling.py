"""A withdrawn request: its code is closed at once, and money that comes all the same is kept."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from lintas.applications.commands import withdraw
from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.errors import RulingNotOpen
from lintas.payments.invariants import check_payments
from lintas.payments.models import Bill, DisputedPayment, Registration
from lintas.payments.settling import settle
from lintas.payments.tasks import close, register
from tests import make
from tests.fakes.rail import FakeRail
from tests.payments.cast import HOLD, issued, kinds_of, payment, status_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
PERSON = Actor(ActorKind.PERSON, new_id())
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai")
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")


def cancelled(at: datetime) -> payments.BillView:
    bill = issued(at)
    assert payments.cancel_bill(case=bill.case, actor=PERSON, at=at + MINUTE)
    return bill


def test_the_code_is_closed_at_the_rail_by_a_task(at: datetime) -> None:
    bill, rail = issued(at), FakeRail()
    register(bill.id, [rail])
    payments.cancel_bill(case=bill.case, actor=PERSON, at=at + MINUTE)
    assert status_of(bill) == "cancelled"
    assert kinds_of(bill) == ["bill:issued", "bill:cancelled"]
    row = Registration.objects.get(bill=bill.id, rail="billing")
    assert row.close_at is not None
    close(row.pk, rail)
    assert bill.billing_code in rail.closed
    assert Registration.objects.get(bill=bill.id, rail="billing").closed_at is not None


def test_cancelled_twice_or_without_a_bill_nothing_happens(at: datetime) -> None:
    bill = cancelled(at)
    assert not payments.cancel_bill(case=bill.case, actor=PERSON, at=at + MINUTE)
    assert not payments.cancel_bill(case=new_id(), actor=PERSON, at=at + MINUTE)
    assert kinds_of(bill).count("bill:cancelled") == 1


def test_a_payment_that_comes_later_is_kept_and_does_not_pay(at: datetime) -> None:
    bill = cancelled(at)
    assert settle(payment=payment(bill, at + 2 * MINUTE), at=at + 2 * MINUTE) == "cancelled-bill"
    kept = DisputedPayment.objects.get()
    assert (kept.verdict, kept.bill_id, kept.office) == ("cancelled-bill", bill.id, "mentawai")
    assert status_of(bill) == "cancelled"
    (matter,) = payments.matters(HEAD)
    assert matter.outcomes == ("give-back",)
    assert list(check_payments()) == []


def test_what_was_paid_before_stays_paid(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    assert not payments.cancel_bill(case=bill.case, actor=PERSON, at=at + MINUTE)
    assert status_of(bill) == "paid"


def test_the_lapsed_bill_it_renews_takes_no_money_either(at: datetime) -> None:
    old = issued(at)
    Bill.objects.filter(pk=old.id).update(status="lapsed")
    late = at + HOLD + MINUTE
    payments.renew_bill(
        bill_id=old.id, renewal_id=new_id(), hold_until=late + HOLD, actor=PERSON, at=late
    )
    assert payments.cancel_bill(case=old.case, actor=PERSON, at=late + MINUTE)
    assert settle(payment=payment(old, at), at=late + 2 * MINUTE) == "cancelled-bill"


def test_a_payment_nobody_told_of_is_found_when_the_code_is_closed(at: datetime) -> None:
    bill, rail = issued(clock.now()), FakeRail()
    register(bill.id, [rail])
    rail.pay(bill.billing_code, clock.now())
    payments.cancel_bill(case=bill.case, actor=PERSON, at=clock.now())
    close(Registration.objects.get(bill=bill.id, rail="billing").pk, rail)
    assert DisputedPayment.objects.get().verdict == "cancelled-bill"


def test_a_code_the_rail_does_not_know_yet_is_not_made_payable(at: datetime) -> None:
    bill, rail = cancelled(at), FakeRail()
    register(bill.id, [rail])
    assert rail.charges == {}


def test_late_money_of_a_cancelled_bill_cannot_be_accepted_as_its_fee(at: datetime) -> None:
    bill = issued(at)
    late = at + HOLD + timedelta(seconds=5)
    assert settle(payment=payment(bill, late), at=late) == "after-hold"
    kept = DisputedPayment.objects.get()
    payments.cancel_bill(case=bill.case, actor=PERSON, at=late)
    with pytest.raises(RulingNotOpen):
        payments.propose_ruling(
            ruling_id=new_id(), about=kept.pk, outcome="accept", reason="Hanya terlambat sebentar",
            evidence=payments.Evidence(), actor=OFFICER, at=late,
        )  # fmt: skip


def test_money_with_an_unknown_code_is_seen_by_the_office_whose_account_it_is(
    at: datetime,
) -> None:
    unknown = replace(payment(issued(at), at), billing_code="999999999999999")
    settle(payment=unknown, at=at)
    kept = DisputedPayment.objects.get()
    assert (kept.bill, kept.office) == (None, "mentawai")
    assert [one.id for one in payments.matters(HEAD)] == [kept.pk]
    elsewhere = replace(HEAD, office="siberut")
    assert payments.matters(elsewhere) == []
    with pytest.raises(RulingNotOpen):
        payments.propose_ruling(
            ruling_id=new_id(), about=kept.pk, outcome="not-ours", reason="Kode tidak dikenal",
            evidence=payments.Evidence(), actor=replace(OFFICER, office="siberut"), at=at,
        )  # fmt: skip
    ruling = new_id()
    payments.propose_ruling(
        ruling_id=ruling, about=kept.pk, outcome="not-ours", reason="Kode tidak dikenal",
        evidence=payments.Evidence(), actor=OFFICER, at=at,
    )  # fmt: skip
    with pytest.raises(RulingNotOpen):
        payments.confirm_ruling(ruling_id=ruling, actor=elsewhere, at=at)
    payments.confirm_ruling(ruling_id=ruling, actor=HEAD, at=at)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_paid_and_withdrawn_at_one_moment_no_money_is_lost(at: datetime) -> None:
    owner = make.account("somebody", at)
    person = Actor(ActorKind.PERSON, owner.pk)
    for nth in range(8):
        (one,) = make.applications(1, at, of=owner.pk, status=Status.AWAITING_PAYMENT)
        one = Application.objects.get(pk=one.pk)
        bill = issued(at, case=one.pk)
        paid = payment(bill, at, ntpn=f"{nth:016X}")
        acts = [
            lambda paid=paid: settle(payment=paid, at=at + MINUTE),
            lambda one=one: withdraw(application=one, actor=person, at=at + MINUTE),
        ]
        found = at_once(2, lambda n, acts=acts: acts[n]())
        assert found[1] is None
        assert Application.objects.get(pk=one.pk).status == "withdrawn"
        if found[0] == "paid":
            assert status_of(bill) == "paid"
        else:
            assert (found[0], status_of(bill)) == ("cancelled-bill", "cancelled")
            assert DisputedPayment.objects.filter(bill=bill.id).count() == 1
    assert list(check_payments()) == []
