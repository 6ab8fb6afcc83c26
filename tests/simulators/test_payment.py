"""The simulator as a program: what a person sees, what our side is told."""

import json
import queue
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from lintas.payments.rails.billing import read_payment
from lintas.payments.signing import is_genuine
from tests.simulators.started import SECRET, Listener, simulator

TOTAL = 650_000
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as heard:
        yield heard


@pytest.fixture(scope="module")
def rail(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with simulator(tmp_path_factory.mktemp("rail"), listener.url) as client:
        yield client


def registered(rail: httpx.Client, code: str, expires_in: timedelta = HOUR) -> str:
    bill = {
        "kode_billing": code,
        "total_disetor": TOTAL,
        "tanggal_kedaluwarsa": (datetime.now(UTC) + expires_in).isoformat(),
        "rincian": [{"jenis_setoran": "Paspor elektronik", "jumlah": TOTAL}],
    }
    assert rail.post("/bills", json=bill).status_code == 201
    return code


def pay(rail: httpx.Client, code: str, how: str = "plain") -> None:
    assert rail.post(f"/pay/{code}", data={"how": how}).status_code == 303


def test_paying_tells_our_side_with_a_signature_it_accepts(
    rail: httpx.Client, listener: Listener
) -> None:
    pay(rail, registered(rail, "820261125000001"))
    news = listener.heard.get(timeout=10)
    assert is_genuine(SECRET, news.stamp, news.body, news.signature, datetime.now(UTC))
    told = read_payment(json.loads(news.body))
    assert told is not None
    assert (told.billing_code, told.amount_rupiah) == ("820261125000001", TOTAL)
    assert len(told.ntpn) == 16


def test_doubled_news_is_the_same_news(rail: httpx.Client, listener: Listener) -> None:
    pay(rail, registered(rail, "820261125000002"), "doubled")
    first, second = (listener.heard.get(timeout=10) for _ in range(2))
    assert first.body == second.body


def test_a_bill_is_paid_once_however_often_the_button_is_pressed(
    rail: httpx.Client, listener: Listener
) -> None:
    code = registered(rail, "820261125000003")
    pay(rail, code)
    listener.heard.get(timeout=10)
    before = rail.get(f"/bills/{code}").json()
    pay(rail, code, "wrong")
    assert rail.get(f"/bills/{code}").json() == before
    assert listener.heard.empty()


def test_a_wrong_amount_is_told_as_it_is(rail: httpx.Client, listener: Listener) -> None:
    pay(rail, registered(rail, "820261125000004"), "wrong")
    assert json.loads(listener.heard.get(timeout=10).body)["total_disetor"] == TOTAL - 1000


@pytest.mark.parametrize(("how", "code"), [("silent", "5"), ("late", "6")])
def test_silent_and_late_payments_stand_before_anybody_is_told(
    rail: httpx.Client, listener: Listener, how: str, code: str
) -> None:
    code = registered(rail, f"82026112500000{code}")
    pay(rail, code, how)
    assert rail.get(f"/bills/{code}").json()["status"] == "paid"
    with pytest.raises(queue.Empty):
        listener.heard.get(timeout=0.3)


def test_an_expired_bill_cannot_be_paid(rail: httpx.Client) -> None:
    code = registered(rail, "820261125000007", -HOUR)
    pay(rail, code)
    assert rail.get(f"/bills/{code}").json()["status"] == "open"
    assert "kedaluwarsa" in rail.get(f"/pay/{code}").text


def test_the_same_bill_again_changes_nothing(rail: httpx.Client) -> None:
    code = registered(rail, "820261125000008")
    before = rail.get(f"/bills/{code}").json()
    registered(rail, code, 9 * HOUR)
    assert rail.get(f"/bills/{code}").json() == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{not json"])
def test_a_bill_that_is_not_whole_is_not_registered(rail: httpx.Client, body: bytes) -> None:
    assert rail.post("/bills", content=body).status_code == 400


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("id", ["Simulator pembayaran. Tidak ada uang yang berpindah.", "Bayar sekarang"]),
        ("en", ["Payment simulator. No money moves.", "Pay now"]),
        ("xx", ["Bayar sekarang"]),
    ],
)
def test_the_page_says_what_it_is_in_both_languages(
    rail: httpx.Client, language: str, says: list[str]
) -> None:
    code = registered(rail, "820261125000009")
    text = rail.get(f"/pay/{code}", params={"lang": language}).text
    assert all(sentence in text for sentence in says)
    assert "Rp650.000" in text
    assert "<details>" in text


def test_the_way_back_leads_to_this_machine_alone(rail: httpx.Client) -> None:
    code = registered(rail, "820261125000010")

    def shown(back: str) -> bool:
        return "class=back" in rail.get(f"/pay/{code}", params={"back": back}).text

    assert shown("http://127.0.0.1:8000/permohonan/")
    assert shown("http://localhost:8000/permohonan/")
    assert not shown("https://example.org/")
    assert not shown("http://127.0.0.1.example.org/")
    assert not shown("//example.org/")
    assert not shown("javascript://127.0.0.1/%0aalert(1)")
    assert not shown("")


def test_what_is_typed_in_the_address_is_text(rail: httpx.Client) -> None:
    odd = 'http://127.0.0.1/"><script>'
    assert "<script>" not in rail.get("/pay/1", params={"back": odd}).text
    assert "<script>" not in rail.get("/pay/<script>").text


def test_news_that_is_not_taken_comes_again_newly_signed(tmp_path: Path) -> None:
    with Listener(503, 500) as heard, simulator(tmp_path, heard.url) as rail:
        pay(rail, registered(rail, "820261125000011"))
        three = [heard.heard.get(timeout=15) for _ in range(3)]
    assert len({news.body for news in three}) == 1
    assert all(
        is_genuine(SECRET, news.stamp, news.body, news.signature, datetime.now(UTC))
        for news in three
    )


def test_what_was_paid_is_known_after_a_restart(tmp_path: Path) -> None:
    with Listener() as heard:
        with simulator(tmp_path, heard.url) as rail:
            pay(rail, registered(rail, "820261125000012"), "silent")
        with simulator(tmp_path, heard.url) as rail:
            assert rail.get("/bills/820261125000012").json()["status"] == "paid"


def test_the_demonstrations_clock_is_shared(tmp_path: Path) -> None:
    file = tmp_path / "clock-shift"
    file.write_text(str(10 * 3600))
    with Listener() as heard, simulator(tmp_path, heard.url, "--clock-file", str(file)) as rail:
        early = registered(rail, "820261125000013", 9 * HOUR)
        pay(rail, registered(rail, "820261125000014", 11 * HOUR))
        told = read_payment(json.loads(heard.heard.get(timeout=10).body))
        assert told is not None
        assert timedelta(hours=9) < told.paid_at - datetime.now(UTC) < timedelta(hours=11)
        pay(rail, early)
        assert rail.get(f"/bills/{early}").json()["status"] == "open"
