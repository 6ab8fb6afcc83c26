"""A lapsed bill is made anew once within a day; old and new are paid once together."""

from datetime import datetime, timedelta

import pytest

from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.commands import lapse_bill
from lintas.payments.errors import NotRenewable
from lintas.payments.invariants import check_payments
from lintas.payments.models import Bill, DisputedPayment, Registration
from lintas.payments.rules import GRACE, RENEWABLE, Verdict
from lintas.payments.settling import settle
from tests.payments.cast import HOLD, issued, payment
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LATER = HOLD + GRACE + SECOND


@pytest.fixture
def old(at: datetime) -> payments.BillView:
    bill = issued(at)
    assert lapse_bill(bill_id=bill.id, at=at + LATER)
    return bill


def renewed(bill: payments.BillView, at: datetime) -> payments.BillView:
    return payments.renew_bill(
        bill_id=bill.id, renewal_id=new_id(), hold_until=at + HOLD, actor=system("t"), at=at
    )


def status(bill: payments.BillView) -> str:
    return Bill.objects.get(pk=bill.id).status


def test_the_price_stays_and_the_code_is_new(old: payments.BillView, at: datetime) -> None:
    new = renewed(old, at + LATER)
    assert new.lines == old.lines
    assert new.total_rupiah == old.total_rupiah
    assert new.billing_code != old.billing_code
    assert payments.bill_of(old.case) == new
    assert not Registration.objects.filter(bill=old.id, close_at=None).exists()


def test_it_can_be_done_once_and_within_a_day(old: payments.BillView, at: datetime) -> None:
    with pytest.raises(NotRenewable):
        renewed(old, at + HOLD + RENEWABLE + SECOND)
    new = renewed(old, at + HOLD + RENEWABLE)
    with pytest.raises(NotRenewable):
        renewed(old, at + LATER)
    later = at + HOLD + RENEWABLE + LATER
    assert lapse_bill(bill_id=new.id, at=later)
    with pytest.raises(NotRenewable):
        renewed(new, later)


@pytest.mark.parametrize("paid", [False, True])
def test_what_has_not_lapsed_is_not_renewed(at: datetime, paid: bool) -> None:
    bill = issued(at)
    if paid:
        settle(payment=payment(bill, at), at=at)
    with pytest.raises(NotRenewable):
        renewed(bill, at + SECOND)


@pytest.mark.parametrize("paid_after", [HOLD, LATER + SECOND])
def test_the_old_code_paid_meanwhile_counts_and_closes_the_new_one(
    old: payments.BillView, at: datetime, paid_after: timedelta
) -> None:
    new = renewed(old, at + LATER)
    told = payment(old, at + paid_after)
    assert settle(payment=told, at=at + 2 * LATER) == Verdict.PAID
    assert (status(old), status(new)) == ("paid", "closed")
    assert payments.bill_of(old.case) is not None
    assert payments.bill_of(old.case).id == old.id
    both = payment(new, at + LATER, ntpn="FEDCBA9876543210")
    assert settle(payment=both, at=at + 2 * LATER) == Verdict.SECOND_PAYMENT
    assert DisputedPayment.objects.get().ntpn == "FEDCBA9876543210"
    assert list(check_payments()) == []


def test_the_new_code_paid_first_leaves_the_old_payment_to_be_given_back(
    old: payments.BillView, at: datetime
) -> None:
    new = renewed(old, at + LATER)
    assert settle(payment=payment(new, at + LATER), at=at + LATER) == Verdict.PAID
    late = payment(old, at + HOLD, ntpn="FEDCBA9876543210")
    assert settle(payment=late, at=at + LATER) == Verdict.SECOND_PAYMENT
    assert (status(old), status(new)) == ("lapsed", "paid")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", range(4))
def test_renewal_and_late_news_at_one_moment_charge_once(at: datetime, _turn: int) -> None:
    bill = issued(at)
    lapse_bill(bill_id=bill.id, at=at + LATER)
    acts = [
        lambda: renewed(bill, at + LATER),
        lambda: settle(payment=payment(bill, at), at=at + LATER),
    ]
    found = at_once(2, lambda n: acts[n]())
    assert found[1] == Verdict.PAID
    assert not Bill.objects.filter(case=bill.case, status="open").exists()
    assert Bill.objects.filter(case=bill.case, status="paid").count() == 1
    assert isinstance(found[0], NotRenewable) or status(found[0]) == "closed"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_both_codes_paid_at_one_moment_count_once(at: datetime) -> None:
    bill = issued(at)
    lapse_bill(bill_id=bill.id, at=at + LATER)
    new = renewed(bill, at + LATER)
    told = [payment(bill, at), payment(new, at + LATER, ntpn="FEDCBA9876543210")]
    found = at_once(2, lambda n: settle(payment=told[n], at=at + LATER))
    assert sorted(map(str, found)) == ["paid", "second-payment"]
    assert Bill.objects.filter(case=bill.case, status="paid").count() == 1
    assert not Bill.objects.filter(case=bill.case, status="open").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_renewals_at_one_moment_make_one(at: datetime) -> None:
    bill = issued(at)
    lapse_bill(bill_id=bill.id, at=at + LATER)
    found = at_once(4, lambda _n: renewed(bill, at + LATER))
    assert sum(isinstance(one, NotRenewable) for one in found) == 3
    assert Bill.objects.filter(renews=bill.id).count() == 1
