"""Each rail's news, from the started simulator to our callback: late, doubled, wrong, forged…"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from django.test import Client

from lintas.kernel import clock
from lintas.payments import public as payments
from lintas.payments.commands import lapse_bill
from lintas.payments.models import DisputedPayment
from lintas.payments.ports import CodeForgotten, Rail
from lintas.payments.rails.billing import HttpBillingRail
from lintas.payments.rails.qris import HttpQrisRail
from lintas.payments.tasks import ask, register
from tests.fakes.rail import FakeRail
from tests.payments.cast import HOLD, issued, kinds_of, status_of
from tests.simulators.started import SECRET, Listener, News, simulator

pytestmark = pytest.mark.django_db
WAIT_SECONDS = 10


@dataclass(frozen=True)
class Street:
    """A bank or a wallet where people pay, and what our side hears of it."""

    name: str
    rail: Rail
    heard: Listener
    pay_at: str
    take_at: str

    def rails(self) -> list[Rail]:
        """This rail and the other one, where nobody pays."""
        return [self.rail, FakeRail("qris" if self.name == "billing" else "billing")]

    def bill(self) -> payments.BillView:
        bill = issued(clock.now())
        register(bill.id, self.rails())
        return bill

    def pay(self, bill: payments.BillView, how: str) -> None:
        answer = httpx.post(self.pay_at + bill.billing_code, data={"how": how})
        assert answer.status_code == 303

    def news(self) -> News:
        return self.heard.heard.get(timeout=WAIT_SECONDS)

    def take(self, news: News) -> tuple[int, str]:
        """Hand the news to our own callback as it came."""
        headers = {"X-Time": news.stamp, "X-Signature": news.signature}
        answer = Client(enforce_csrf_checks=True).post(
            self.take_at, news.body, content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()["message"]


@pytest.fixture(params=["billing", "qris"])
def street(request: pytest.FixtureRequest, settings: object, tmp_path: Path) -> Iterator[Street]:
    settings.BILLING_RAIL_SECRET = settings.QRIS_RAIL_SECRET = SECRET
    settings.QRIS_RAIL_URL, settings.QRIS_MERCHANT = "on", settings.QRIS_MADE_UP_MERCHANT
    name: str = request.param
    with Listener() as heard, simulator(tmp_path, heard.url) as client:
        url = str(client.base_url).rstrip("/")
        rail: Rail = HttpBillingRail(url)
        if name == "qris":
            url += "/qris"
            rail = HttpQrisRail(url, settings.QRIS_MERCHANT)
        yield Street(name, rail, heard, f"{url}/pay/", f"/callbacks/{name}/")


def test_plain_news_pays(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "plain")
    assert street.take(street.news()) == (200, "paid")
    found = payments.bill_of(bill.case)
    assert found is not None
    assert found.status == "paid"
    assert found.bank in {"Bank Contoh", "Dompet Contoh"}


def test_doubled_news_pays_once(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "doubled")
    assert sorted(street.take(street.news())[1] for _ in range(2)) == ["again", "paid"]
    assert kinds_of(bill) == ["bill:issued", "bill:paid"]


def test_a_wrong_amount_pays_nothing_and_is_kept(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "wrong")
    assert street.take(street.news()) == (200, "wrong-amount")
    assert status_of(bill) == "open"
    assert DisputedPayment.objects.get().rail == street.name


def test_forged_news_is_refused_and_asking_finds_the_truth(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "forged")
    assert street.take(street.news()) == (401, "signature")
    assert status_of(bill) == "open"
    ask(bill.id, street.rails())
    assert status_of(bill) == "paid"


def test_of_two_debits_told_in_reverse_one_pays_and_one_is_kept(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "twice")
    assert [street.take(street.news())[1] for _ in range(2)] == ["paid", "second-payment"]
    assert DisputedPayment.objects.get().verdict == "second-payment"


def test_stale_news_of_an_unpaid_code_changes_nothing(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "disordered")
    assert [street.take(street.news())[1] for _ in range(2)] == ["paid", "noted"]
    assert status_of(bill) == "paid"


def test_late_news_and_asking_before_it_pay_once(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "late")
    ask(bill.id, street.rails())
    assert status_of(bill) == "paid"
    assert street.heard.heard.empty()


def test_news_of_a_lapsed_bill_that_was_paid_in_time_revives_it(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "plain")
    news = street.news()
    assert lapse_bill(bill_id=bill.id, at=clock.now() + HOLD + timedelta(minutes=5))
    assert street.take(news) == (200, "paid")
    assert sorted(kinds_of(bill)) == ["bill:issued", "bill:lapsed", "bill:paid"]


def test_missing_news_is_made_up_for_by_asking(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "silent")
    ask(bill.id, street.rails())
    assert status_of(bill) == "paid"
    assert street.heard.heard.empty()


def test_a_code_lost_after_its_payment_is_never_taken_for_unpaid(street: Street) -> None:
    bill = street.bill()
    street.pay(bill, "forget")
    with pytest.raises(CodeForgotten):
        street.rail.payment_of(bill.billing_code)
    ask(bill.id, street.rails())
    assert status_of(bill) == "open"
    today = clock.now().astimezone(ZoneInfo("Asia/Jakarta")).date()
    listed = street.rail.settlement_of(today)
    assert [payment.billing_code for payment in listed] == [bill.billing_code]
