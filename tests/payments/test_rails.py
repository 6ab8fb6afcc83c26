"""One contract for every rail: the fake of the tests and the simulator, really started."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from lintas.payments.ports import BillingRail, Charge, RailAway
from lintas.payments.rails.billing import HttpBillingRail
from tests.fakes.billing_rail import FakeBillingRail
from tests.simulators.started import simulator
from tools.postgres import free_port

CODE = "820261125000001"
NOBODY = "http://127.0.0.1:9/"


@dataclass(frozen=True)
class Party:
    rail: BillingRail
    pay: Callable[[str], object]


@pytest.fixture(params=["fake", "simulator"])
def party(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[Party]:
    if request.param == "fake":
        fake = FakeBillingRail()
        yield Party(fake, lambda code: fake.pay(code, datetime.now(UTC)))
        return
    with simulator(tmp_path, NOBODY) as client:
        url = str(client.base_url).rstrip("/")
        yield Party(
            HttpBillingRail(url), lambda code: client.post(f"/pay/{code}", data={"how": "silent"})
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


def test_a_code_the_rail_does_not_know_is_no_answer(party: Party) -> None:
    with pytest.raises(RailAway):
        party.rail.payment_of("820261125999999")


def test_a_rail_that_is_away_says_so(charge: Charge) -> None:
    nobody = HttpBillingRail(f"http://127.0.0.1:{free_port()}")
    for rail in (nobody, FakeBillingRail(away=True)):
        with pytest.raises(RailAway):
            rail.register(charge)
        with pytest.raises(RailAway):
            rail.payment_of(CODE)


def test_an_answer_of_something_else_is_no_answer(tmp_path: object) -> None:
    with simulator(tmp_path, NOBODY) as client:
        page = HttpBillingRail(f"{str(client.base_url).rstrip('/')}/pay/x?")
        with pytest.raises(RailAway):
            page.payment_of(CODE)
