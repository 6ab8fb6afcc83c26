"""The billing rail over HTTP, in the shape of SIMPONI's receipts (the simulator's too)."""

from datetime import datetime
from typing import Any

import httpx

from lintas.payments.ports import Charge, Payment, RailAway

TIMEOUT_SECONDS = 5.0
MOST_RUPIAH = 10**15


class HttpBillingRail:
    def __init__(self, url: str) -> None:
        self.url = url

    def register(self, charge: Charge) -> None:
        body = {
            "kode_billing": charge.billing_code,
            "total_disetor": charge.total_rupiah,
            "tanggal_kedaluwarsa": charge.expires_at.isoformat(),
            "rincian": [{"jenis_setoran": t, "jumlah": n} for t, n in charge.lines],
        }
        self._ask("POST", "/bills", body)

    def payment_of(self, billing_code: str) -> Payment | None:
        answer = self._ask("GET", f"/bills/{billing_code}", None)
        return read_payment(answer) if answer.get("status") == "paid" else None

    def _ask(self, verb: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        try:
            answer = httpx.request(verb, self.url + path, json=body, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
            data: dict[str, Any] = answer.json()
        except (httpx.HTTPError, ValueError) as trouble:
            raise RailAway(type(trouble).__name__) from trouble
        return data


def read_payment(data: dict[str, Any]) -> Payment:
    """A payment as it stands in a callback or an answer. Raises: RailAway when it is not whole."""
    try:
        return Payment(
            billing_code=_mark(data["kode_billing"], 20),
            amount_rupiah=_amount(data["total_disetor"]),
            ntb=_mark(data["ntb"], 20),
            ntpn=_mark(data["ntpn"], 16),
            paid_at=_aware(data["tanggal_bayar"]),
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise RailAway("incomplete payment") from trouble


def _mark(value: Any, most: int) -> str:
    """A code or a number of a receipt, whole: one cut short could be another payment's."""
    if not isinstance(value, str) or not value.isalnum() or len(value) > most:
        raise ValueError("a receipt's numbers are letters and digits")
    return value


def _amount(value: Any) -> int:
    amount = int(value)
    if not 0 <= amount <= MOST_RUPIAH:
        raise ValueError("no amount of rupiah")
    return amount


def _aware(text: Any) -> datetime:
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None:
        raise ValueError("a payment's time names its zone")
    return at
