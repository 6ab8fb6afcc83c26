from datetime import timedelta

import pytest

from lintas.kernel import clock
from lintas.payments import public as payments
from lintas.payments.models import Bill, Registration
from lintas.payments.rules import LONGEST_PAUSE
from lintas.payments.tasks import ask, close, register
from tests.fakes.rail import FakeRail
from tests.payments.cast import HOLD, TOTAL, issued, kinds_of, status_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _both_rails(settings: object) -> None:
    settings.QRIS_RAIL_URL = "http://127.0.0.1:9/qris"
    settings.QRIS_MERCHANT = settings.QRIS_MADE_UP_MERCHANT


@pytest.fixture
def fresh() -> payments.BillView:
    return issued(clock.now())


@pytest.fixture
def overdue() -> payments.BillView:
    """Its hold and the grace ended some minutes ago."""
    return issued(clock.now() - HOLD - 5 * MINUTE)


def test_a_bill_is_registered_as_it_stands(fresh: payments.BillView) -> None:
    rail = FakeRail()
    register(fresh.id, [rail])
    charge = rail.charges[fresh.billing_code]
    assert (charge.total_rupiah, charge.expires_at) == (TOTAL, fresh.hold_until)
    assert charge.lines == (("Paspor elektronik", TOTAL),)
    assert Registration.objects.get(bill=fresh.id, rail="billing").registered_at is not None


def test_a_rail_that_is_away_is_asked_again_after_longer_and_longer_pauses(
    fresh: payments.BillView,
) -> None:
    rail = FakeRail(away=True)
    pauses = []
    for _ in range(3):
        before = clock.now()
        register(fresh.id, [rail])
        pauses.append(Bill.objects.get(pk=fresh.id).ask_at - before)
    assert pauses == sorted(pauses)
    assert pauses[2] >= timedelta(seconds=20)
    rail.away = False
    ask(fresh.id, [rail])
    assert fresh.billing_code in rail.charges
    assert Bill.objects.get(pk=fresh.id).attempts == 0


def test_a_silent_payment_is_found_by_asking(fresh: payments.BillView) -> None:
    rail = FakeRail()
    register(fresh.id, [rail])
    ask(fresh.id, [rail])
    assert status_of(fresh) == "open"
    rail.pay(fresh.billing_code, clock.now())
    ask(fresh.id, [rail])
    ask(fresh.id, [rail])
    assert status_of(fresh) == "paid"
    assert kinds_of(fresh) == ["bill:issued", "bill:paid"]


def test_an_overdue_bill_lapses_on_the_word_of_every_rail(overdue: payments.BillView) -> None:
    billing, qris = FakeRail(), FakeRail("qris", away=True)
    ask(overdue.id, [billing, qris])
    assert status_of(overdue) == "open"
    qris.away = False
    ask(overdue.id, [billing, qris])
    assert status_of(overdue) == "lapsed"


def test_a_bill_that_a_rail_has_forgotten_is_payable_again_and_never_lapses_by_itself(
    fresh: payments.BillView,
) -> None:
    rail, other = FakeRail(), FakeRail("qris")
    register(fresh.id, [rail, other])
    rail.forget(fresh.billing_code)
    ask(fresh.id, [rail, other])
    ask(fresh.id, [rail, other])
    assert fresh.billing_code in rail.charges
    assert status_of(fresh) == "open"
    _hold_ended(fresh, 2 * MINUTE)
    ask(fresh.id, [rail, other])
    assert status_of(fresh) == "doubtful"
    ask(fresh.id, [rail, other])
    assert kinds_of(fresh) == ["bill:issued", "bill:doubted"]
    rail.pay(fresh.billing_code, clock.now() - 5 * MINUTE)
    ask(fresh.id, [rail, other])
    assert kinds_of(fresh) == ["bill:issued", "bill:doubted", "bill:paid"]


def test_a_rail_away_for_a_day_past_the_hold_leaves_a_doubt_that_its_return_ends(
    fresh: payments.BillView,
) -> None:
    rail, other = FakeRail(), FakeRail("qris")
    register(fresh.id, [rail, other])
    rail.away = True
    _hold_ended(fresh, timedelta(hours=23))
    ask(fresh.id, [rail, other])
    assert status_of(fresh) == "open"
    _hold_ended(fresh, timedelta(hours=25))
    ask(fresh.id, [rail, other])
    assert status_of(fresh) == "doubtful"
    rail.away = False
    ask(fresh.id, [rail, other])
    assert kinds_of(fresh) == ["bill:issued", "bill:doubted", "bill:lapsed"]


def test_what_is_paid_at_one_rail_is_closed_at_every_rail(fresh: payments.BillView) -> None:
    rail, other = FakeRail(), FakeRail("qris", scan="00020101")
    register(fresh.id, [rail, other])
    found = payments.bill_of(fresh.case)
    assert found is not None
    assert (found.payable, found.scan) == (True, "00020101")
    rail.pay(fresh.billing_code, clock.now())
    ask(fresh.id, [rail, other])
    assert payments.close_codes(clock.now()) == 2
    assert payments.close_codes(clock.now()) == 0
    rows = {row.rail: row.pk for row in Registration.objects.filter(bill=fresh.id)}
    other.away = True
    close(rows["billing"], rail)
    close(rows["qris"], other)
    assert payments.close_codes(clock.now() + LONGEST_PAUSE) == 1
    other.away = False
    close(rows["qris"], other)
    other.pay(fresh.billing_code, clock.now())
    assert other.payments == []


def _hold_ended(bill: payments.BillView, ago: timedelta) -> None:
    Bill.objects.filter(pk=bill.id).update(hold_until=clock.now() - ago)


def test_an_overdue_bill_does_not_lapse_while_the_rail_is_away(
    overdue: payments.BillView,
) -> None:
    rail = FakeRail()
    register(overdue.id, [rail])
    rail.away = True
    ask(overdue.id, [rail])
    assert status_of(overdue) == "open"


def test_an_overdue_bill_that_was_silently_paid_in_time_is_paid(
    overdue: payments.BillView,
) -> None:
    rail = FakeRail()
    register(overdue.id, [rail])
    rail.pay(overdue.billing_code, overdue.hold_until)
    ask(overdue.id, [rail])
    assert status_of(overdue) == "paid"


@pytest.mark.parametrize(("late", "amount"), [(0, TOTAL - 1000), (1, TOTAL)])
def test_an_overdue_bill_lapses_although_money_came_that_does_not_fit(
    overdue: payments.BillView, late: int, amount: int
) -> None:
    rail = FakeRail()
    both = [rail, FakeRail("qris")]
    register(overdue.id, both)
    rail.pay(overdue.billing_code, overdue.hold_until + timedelta(seconds=late), amount)
    ask(overdue.id, both)
    assert kinds_of(overdue) == ["bill:issued", "payment:disputed", "bill:lapsed"]
