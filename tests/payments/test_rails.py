"""One contract for every rail: the fake of the tests and the simulator, really started."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from lintas.payments.ports import Charge, CodeForgotten, Rail, RailAway
from lintas.payments.qris import read_code
from lintas.payments.rails.billing import HttpBillingRail
from lintas.payments.rails.qris import HttpQrisRail
from tests.fakes.rail import FakeRail
from tests.simulators.started import simulator
from tools.postgres import free_port

CODE = "820261125000001"
NOBODY = "http://127.0.0.1:9/"


@dataclass(frozen=True)
class Party:
    rail: Rail
    pay: Callable[[str], object]
    forget: Callable[[str], object]


@pytest.fixture(params=["fake", "billing", "qris"])
def party(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Party]:
    if request.param == "fake":
        fake = FakeRail()
        yield Party(fake, lambda code: fake.pay(code, datetime.now(UTC)), fake.forget)
        return
    with simulator(tmp_path, NOBODY) as client:
        url = str(client.base_url).rstrip("/")
        door = "/pay/" if request.param == "billing" else "/qris/pay/"
        rail: Rail = (
            HttpBillingRail(url)
            if request.param == "billing"
            else HttpQrisRail(f"{url}/qris", settings.QRIS_MADE_UP_MERCHANT)
        )
        yield Party(
            rail,
            lambda code: client.post(door + code, data={"how": "silent"}),
            lambda code: client.post(door + code, data={"how": "forget"}),
        )


@pytest.fixture
def charge() -> Charge:
    expires_at = datetime.now(UTC) + timedelta(hours=2)
    return Charge(CODE, 650_000, expires_at, (("Paspor elektronik", 650_000),))


def test_a_charge_is_unpaid_until_somebody_pays_it_whole(party: Party, charge: Charge) -> None:
    party.rail.register(charge)
    assert party.rail.payment_of(CODE) is None
    before = datetime.now(UTC)
    party.pay(CODE)
    payment = party.rail.payment_of(CODE)
    assert payment is not None
    assert (payment.billing_code, payment.amount_rupiah) == (CODE, 650_000)
    assert payment.ntb
    assert len(payment.ntpn) == 16
    assert before <= payment.paid_at <= datetime.now(UTC)


def test_a_payment_is_the_same_each_time_it_is_asked_for(party: Party, charge: Charge) -> None:
    party.rail.register(charge)
    party.pay(CODE)
    assert party.rail.payment_of(CODE) == party.rail.payment_of(CODE)


def test_registering_again_changes_nothing(party: Party, charge: Charge) -> None:
    party.rail.register(charge)
    party.rail.register(replace(charge, total_rupiah=1))
    party.pay(CODE)
    payment = party.rail.payment_of(CODE)
    assert payment is not None
    assert payment.amount_rupiah == 650_000


def test_a_code_the_rail_does_not_know_is_told_from_one_that_is_unpaid(party: Party) -> None:
    with pytest.raises(CodeForgotten):
        party.rail.payment_of("820261125999999")


def test_a_forgotten_code_can_be_registered_anew(party: Party, charge: Charge) -> None:
    party.rail.register(charge)
    party.forget(CODE)
    with pytest.raises(CodeForgotten):
        party.rail.payment_of(CODE)
    party.rail.register(charge)
    party.pay(CODE)
    assert party.rail.payment_of(CODE) is not None


def test_a_closed_code_takes_no_money_and_keeps_what_it_took(party: Party, charge: Charge) -> None:
    party.rail.register(charge)
    party.rail.close(CODE)
    party.pay(CODE)
    assert party.rail.payment_of(CODE) is None
    other = replace(charge, billing_code="820261125000002")
    party.rail.register(other)
    party.pay(other.billing_code)
    party.rail.close(other.billing_code)
    assert party.rail.payment_of(other.billing_code) is not None
    party.rail.close("820261125999999")


def test_the_list_of_a_day_holds_each_payment_of_that_day_once(
    party: Party, charge: Charge
) -> None:
    party.rail.register(charge)
    party.pay(CODE)
    payment = party.rail.payment_of(CODE)
    assert payment is not None
    today = payment.paid_at.astimezone(ZoneInfo("Asia/Jakarta")).date()
    (listed,) = party.rail.settlement_of(today)
    assert replace(payment, bank="", channel="") == listed
    assert party.rail.settlement_of(today - timedelta(days=1)) == ()


def test_what_is_to_be_scanned_is_a_code_of_this_bill(tmp_path: Path, charge: Charge) -> None:
    with simulator(tmp_path, NOBODY) as client:
        url = str(client.base_url).rstrip("/")
        rail = HttpQrisRail(f"{url}/qris", settings.QRIS_MADE_UP_MERCHANT)
        code = read_code(rail.register(charge))
        assert HttpBillingRail(url).register(charge) == ""
    assert (code.amount_rupiah, code.bill_number) == (650_000, CODE)


def test_a_rail_that_is_away_says_so(charge: Charge) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    qris = HttpQrisRail(url, settings.QRIS_MADE_UP_MERCHANT)
    rails: list[Rail] = [HttpBillingRail(url), qris, FakeRail(away=True)]
    for rail in rails:
        with pytest.raises(RailAway):
            rail.register(charge)
        with pytest.raises(RailAway):
            rail.payment_of(CODE)
        with pytest.raises(RailAway):
            rail.close(CODE)
        with pytest.raises(RailAway):
            rail.settlement_of(date(2026, 11, 25))


def test_an_answer_of_something_else_is_no_answer(tmp_path: Path) -> None:
    with simulator(tmp_path, NOBODY) as client:
        page = HttpBillingRail(f"{str(client.base_url).rstrip('/')}/pay/x?")
        with pytest.raises(RailAway):
            page.payment_of(CODE)
