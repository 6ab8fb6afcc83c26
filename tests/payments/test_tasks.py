from datetime import timedelta

import pytest

from lintas.kernel import clock
from lintas.payments import public as payments
from lintas.payments.models import Bill
from lintas.payments.tasks import ask, register
from tests.fakes.billing_rail import FakeBillingRail
from tests.payments.cast import HOLD, TOTAL, issued, kinds_of, status_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def fresh() -> payments.BillView:
    return issued(clock.now())


@pytest.fixture
def overdue() -> payments.BillView:
    """Its hold and the grace ended some minutes ago."""
    return issued(clock.now() - HOLD - 5 * MINUTE)


def test_a_bill_is_registered_as_it_stands(fresh: payments.BillView) -> None:
    rail = FakeBillingRail()
    register(fresh.id, rail)
    charge = rail.charges[fresh.billing_code]
    assert (charge.total_rupiah, charge.expires_at) == (TOTAL, fresh.hold_until)
    assert charge.lines == (("Paspor elektronik", TOTAL),)
    assert Bill.objects.get(pk=fresh.id).registered_at is not None


def test_a_rail_that_is_away_is_asked_again_after_longer_and_longer_pauses(
    fresh: payments.BillView,
) -> None:
    rail = FakeBillingRail(away=True)
    pauses = []
    for _ in range(3):
        before = clock.now()
        register(fresh.id, rail)
        pauses.append(Bill.objects.get(pk=fresh.id).ask_at - before)
    assert pauses == sorted(pauses)
    assert pauses[2] >= timedelta(seconds=20)
    rail.away = False
    ask(fresh.id, rail)
    assert fresh.billing_code in rail.charges
    assert Bill.objects.get(pk=fresh.id).attempts == 0


def test_a_silent_payment_is_found_by_asking(fresh: payments.BillView) -> None:
    rail = FakeBillingRail()
    register(fresh.id, rail)
    ask(fresh.id, rail)
    assert status_of(fresh) == "open"
    rail.pay(fresh.billing_code, clock.now())
    ask(fresh.id, rail)
    ask(fresh.id, rail)
    assert status_of(fresh) == "paid"
    assert kinds_of(fresh) == ["bill:issued", "bill:paid"]


def test_an_overdue_bill_lapses_on_the_rails_word(overdue: payments.BillView) -> None:
    ask(overdue.id, FakeBillingRail())
    assert status_of(overdue) == "lapsed"


def test_an_overdue_bill_does_not_lapse_while_the_rail_is_away(
    overdue: payments.BillView,
) -> None:
    rail = FakeBillingRail()
    register(overdue.id, rail)
    rail.away = True
    ask(overdue.id, rail)
    assert status_of(overdue) == "open"


def test_an_overdue_bill_that_was_silently_paid_in_time_is_paid(
    overdue: payments.BillView,
) -> None:
    rail = FakeBillingRail()
    register(overdue.id, rail)
    rail.pay(overdue.billing_code, overdue.hold_until)
    ask(overdue.id, rail)
    assert status_of(overdue) == "paid"


@pytest.mark.parametrize(("late", "amount"), [(0, TOTAL - 1000), (1, TOTAL)])
def test_an_overdue_bill_lapses_although_money_came_that_does_not_fit(
    overdue: payments.BillView, late: int, amount: int
) -> None:
    rail = FakeBillingRail()
    register(overdue.id, rail)
    rail.pay(overdue.billing_code, overdue.hold_until + timedelta(seconds=late), amount)
    ask(overdue.id, rail)
    assert kinds_of(overdue) == ["bill:issued", "payment:disputed", "bill:lapsed"]
