from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.payments import public as payments
from lintas.payments.commands import lapse_bill
from lintas.payments.invariants import check_payments
from lintas.payments.models import Bill
from lintas.payments.rules import GRACE, POLL_EVERY, Verdict
from lintas.payments.settling import settle
from tests.payments.cast import HOLD, NTPN, TOTAL, issued, kinds_of, payment, status_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai")


def lapsed(at: datetime) -> payments.BillView:
    bill = issued(at)
    assert lapse_bill(bill_id=bill.id, at=at + HOLD + GRACE + SECOND)
    return bill


def test_codes_carry_the_office_day_and_count_up(at: datetime) -> None:
    codes = [issued(at).billing_code for _ in range(3)]
    assert codes == ["820261125000001", "820261125000002", "820261125000003"]


def test_the_day_of_a_code_begins_at_the_office_midnight(at: datetime) -> None:
    before = datetime(2026, 11, 25, 16, 59, tzinfo=UTC)  # 23:59 WIB
    assert issued(before).billing_code == "820261125000001"
    assert issued(before + timedelta(minutes=1)).billing_code == "820261126000001"


def test_the_same_bill_again_changes_nothing_and_its_price_is_frozen(at: datetime) -> None:
    bill = issued(at)
    again = issued(at + SECOND, bill_id=bill.id, amount=1, case=bill.case)
    assert again == bill
    assert again.total_rupiah == TOTAL
    assert again.lines[0].amount_rupiah == TOTAL
    assert kinds_of(bill) == ["bill:issued"]


def test_an_application_has_one_open_bill(at: datetime) -> None:
    bill = issued(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        issued(at, case=bill.case)


def test_a_payment_within_the_hold_pays(at: datetime) -> None:
    bill = issued(at)
    assert settle(payment=payment(bill, at + SECOND), at=at + SECOND) == Verdict.PAID
    found = payments.bill_of(bill.case)
    assert found is not None
    assert (found.status, found.ntpn, found.paid_at) == ("paid", NTPN, at + SECOND)
    assert kinds_of(bill) == ["bill:issued", "bill:paid"]
    assert list(check_payments()) == []


def test_the_same_news_twice_counts_once(at: datetime) -> None:
    bill = issued(at)
    told = payment(bill, at)
    assert settle(payment=told, at=at) == Verdict.PAID
    assert settle(payment=told, at=at + SECOND) == Verdict.AGAIN
    assert kinds_of(bill) == ["bill:issued", "bill:paid"]
    assert payments.matters(HEAD) == []


def test_late_news_of_a_payment_in_time_revives_a_lapsed_bill(at: datetime) -> None:
    bill = lapsed(at)
    assert settle(payment=payment(bill, at + HOLD), at=at + timedelta(days=3)) == Verdict.PAID
    assert status_of(bill) == "paid"
    assert kinds_of(bill) == ["bill:issued", "bill:lapsed", "bill:paid"]
    assert list(check_payments()) == []


def test_late_news_of_an_old_bill_pays_it_beside_a_newer_open_one(at: datetime) -> None:
    old = lapsed(at)
    later = at + timedelta(hours=5)
    new = issued(later, case=old.case)
    assert settle(payment=payment(old, at + SECOND), at=later) == Verdict.PAID
    assert Bill.objects.get(pk=old.id).status == "paid"
    assert Bill.objects.get(pk=new.id).status == "open"


@pytest.mark.parametrize(
    ("amount", "after", "why"),
    [
        (TOTAL - 1000, SECOND, Verdict.WRONG_AMOUNT),
        (TOTAL + 1, SECOND, Verdict.WRONG_AMOUNT),
        (TOTAL, HOLD + SECOND, Verdict.AFTER_HOLD),
    ],
)
def test_a_payment_that_does_not_fit_is_kept_for_a_human(
    at: datetime, amount: int, after: timedelta, why: Verdict
) -> None:
    bill = issued(at)
    told = payment(bill, at + after, amount)
    assert settle(payment=told, at=at + after) == why
    assert settle(payment=told, at=at + after + SECOND) == why
    assert status_of(bill) == "open"
    (kept,) = payments.matters(HEAD)
    assert (kept.case, kept.amount_rupiah, kept.verdict) == (bill.case, amount, why)
    assert kinds_of(bill) == ["bill:issued", "payment:disputed"]
    assert list(check_payments()) == []


def test_the_right_amount_after_a_wrong_one_pays(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at, amount=1, ntpn="FIRST"), at=at)
    assert settle(payment=payment(bill, at, ntpn="SECOND"), at=at) == Verdict.PAID
    assert len(payments.matters(HEAD)) == 1


def test_out_of_order_the_first_payment_to_fit_counts_and_the_other_is_kept(at: datetime) -> None:
    bill = issued(at)
    newer = payment(bill, at + SECOND, ntpn="NEWER")
    older = payment(bill, at, ntpn="OLDER")
    assert settle(payment=newer, at=at + 2 * SECOND) == Verdict.PAID
    assert settle(payment=older, at=at + 3 * SECOND) == Verdict.SECOND_PAYMENT
    (kept,) = payments.matters(HEAD)
    assert kept.ntpn == "OLDER"


def test_a_payment_that_settled_another_bill_is_kept_for_a_human(at: datetime) -> None:
    first, second = issued(at), issued(at)
    assert settle(payment=payment(first, at), at=at) == Verdict.PAID
    assert settle(payment=payment(second, at), at=at) == Verdict.USED_PAYMENT
    assert (status_of(first), status_of(second)) == ("paid", "open")
    assert len(payments.matters(HEAD)) == 1
    assert list(check_payments()) == []


def test_money_for_a_code_nobody_knows_is_kept(at: datetime) -> None:
    stray = payment(issued(at), at)
    unknown = type(stray)("999999999999999", TOTAL, stray.ntb, stray.ntpn, at)
    assert settle(payment=unknown, at=at) == Verdict.UNKNOWN_CODE
    (kept,) = payments.matters(HEAD)
    assert (kept.case, kept.billing_code) == (None, "999999999999999")


def test_kept_payments_are_for_the_staff_of_the_office(at: datetime) -> None:
    settle(payment=payment(issued(at), at, amount=1), at=at)
    elsewhere = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "siberut")
    person = Actor(ActorKind.PERSON, new_id(), frozenset({Role.HEAD}))
    assert payments.matters(elsewhere) == []
    assert payments.matters(person) == []
    assert len(payments.matters(HEAD)) == 1


def test_a_bill_lapses_after_hold_and_grace_and_once(at: datetime) -> None:
    bill = issued(at)
    assert not lapse_bill(bill_id=bill.id, at=at + HOLD + GRACE)
    assert lapse_bill(bill_id=bill.id, at=at + HOLD + GRACE + SECOND)
    assert not lapse_bill(bill_id=bill.id, at=at + HOLD + GRACE + SECOND)
    assert kinds_of(bill) == ["bill:issued", "bill:lapsed"]


def test_a_paid_bill_never_lapses(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    assert not lapse_bill(bill_id=bill.id, at=at + timedelta(days=9))
    assert status_of(bill) == "paid"


def test_each_open_bill_is_asked_about_once_a_turn(at: datetime) -> None:
    paid, waiting = issued(at), issued(at)
    settle(payment=payment(paid, at), at=at)
    assert payments.poll_bills(at) == 0
    assert payments.poll_bills(at + POLL_EVERY) == 1
    assert payments.poll_bills(at + POLL_EVERY) == 0
    assert payments.poll_bills(at + 2 * POLL_EVERY) == 1
    assert Bill.objects.get(pk=waiting.id).ask_at == at + 3 * POLL_EVERY


def test_everything_of_a_bill_is_on_its_applications_timeline(at: datetime) -> None:
    bill = issued(at)
    settle(payment=payment(bill, at), at=at)
    kinds = [entry.kind for entry in journal.entries_of_case(bill.case)]
    assert kinds == ["bill:issued", "bill:paid"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_callbacks_at_one_moment_one_pays(at: datetime) -> None:
    bill = issued(at)
    told = payment(bill, at)
    found = at_once(6, lambda _n: settle(payment=told, at=at))
    assert sorted(map(str, found)) == ["again"] * 5 + ["paid"]
    assert kinds_of(bill) == ["bill:issued", "bill:paid"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_payments_at_one_moment_one_pays_and_one_is_kept(at: datetime) -> None:
    bill = issued(at)
    found = at_once(2, lambda n: settle(payment=payment(bill, at, ntpn=f"N{n}"), at=at))
    assert sorted(map(str, found)) == ["paid", "second-payment"]
    assert len(payments.matters(HEAD)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_wrong_payment_told_at_one_moment_is_kept_once(at: datetime) -> None:
    bill = issued(at)
    told = payment(bill, at, amount=1)
    assert set(at_once(6, lambda _n: settle(payment=told, at=at))) == {Verdict.WRONG_AMOUNT}
    assert kinds_of(bill) == ["bill:issued", "payment:disputed"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_codes_made_at_one_moment_differ(at: datetime) -> None:
    bills = at_once(8, lambda _n: issued(at).billing_code)
    assert sorted(map(str, bills)) == [f"820261125{n:06d}" for n in range(1, 9)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_lapse_and_payment_at_one_moment_end_paid(at: datetime) -> None:
    bill = issued(at)
    late = at + HOLD + GRACE + SECOND
    acts = [
        lambda: lapse_bill(bill_id=bill.id, at=late),
        lambda: settle(payment=payment(bill, at), at=late),
    ]
    at_once(2, lambda n: acts[n]())
    assert status_of(bill) == "paid"
    assert list(check_payments()) == []
