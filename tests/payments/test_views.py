import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lintas.kernel import clock
from lintas.payments import public as payments
from lintas.payments.models import Bill, DisputedPayment
from lintas.payments.signing import signature
from tests.payments.cast import NTPN, TOTAL, issued, kinds_of, status_of

pytestmark = pytest.mark.django_db
SECRET = "agreed-with-the-rail"


@pytest.fixture(autouse=True)
def _secret(settings: object) -> None:
    settings.BILLING_RAIL_SECRET = SECRET


@pytest.fixture
def bill() -> payments.BillView:
    return issued(clock.now())


def news(bill: payments.BillView, **changed: object) -> bytes:
    told = {
        "kode_billing": bill.billing_code,
        "total_disetor": TOTAL,
        "tanggal_bayar": clock.now().isoformat(),
        "ntb": "000000000001",
        "ntpn": NTPN,
        "status": "paid",
    }
    return json.dumps(told | changed).encode()


def post(body: bytes, *, secret: str = SECRET, age: timedelta = timedelta()) -> object:
    stamp = str(int((clock.now() - age).timestamp()))
    return Client(enforce_csrf_checks=True).post(
        reverse("payments:callback"),
        body,
        content_type="application/json",
        headers={"X-Time": stamp, "X-Signature": signature(secret, stamp, body)},
    )


def test_a_signed_callback_pays_and_its_repeat_is_welcome(bill: payments.BillView) -> None:
    body = news(bill)
    answers = [post(body) for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert [a.json()["message"] for a in answers] == ["paid", "again", "again"]
    assert kinds_of(bill) == ["bill:issued", "bill:paid"]


def test_a_forged_callback_is_refused(bill: payments.BillView) -> None:
    assert post(news(bill), secret="guessed").status_code == 401
    assert status_of(bill) == "open"


def test_an_old_callback_cannot_be_played_again(bill: payments.BillView) -> None:
    assert post(news(bill), age=timedelta(minutes=6)).status_code == 401
    assert status_of(bill) == "open"


def test_an_unsigned_callback_is_refused_before_it_is_read(bill: payments.BillView) -> None:
    url = reverse("payments:callback")
    answer = Client().post(url, b"{not json", content_type="application/json")
    assert answer.status_code == 401


def test_a_callback_is_posted() -> None:
    assert Client().get(reverse("payments:callback")).status_code == 405


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"text"', b"{}", b"\xff"],
)
def test_signed_nonsense_is_named_as_incomplete(body: bytes) -> None:
    assert post(body).status_code == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"total_disetor": "much"},
        {"total_disetor": None},
        {"total_disetor": -1},
        {"total_disetor": 10**30},
        {"kode_billing": "820\0"},
        {"ntpn": ""},
        {"ntpn": None},
        {"ntpn": NTPN + "0"},
        {"tanggal_bayar": "yesterday"},
        {"tanggal_bayar": "2026-11-25T09:00:00"},
        {"tanggal_bayar": None},
    ],
)
def test_a_payment_that_is_not_whole_changes_nothing(
    bill: payments.BillView, changed: dict[str, object]
) -> None:
    assert post(news(bill, **changed)).status_code == 400
    assert Bill.objects.get(pk=bill.id).status == "open"
    assert not DisputedPayment.objects.exists()


def test_a_wrong_amount_is_taken_and_kept_for_a_human(bill: payments.BillView) -> None:
    answer = post(news(bill, total_disetor=1))
    assert (answer.status_code, answer.json()["message"]) == (200, "wrong-amount")
    assert DisputedPayment.objects.get().bill_id == bill.id
