"""The billing rail over HTTP, in the shape of SIMPONI's receipts (the simulator's too)."""

from datetime import date
from typing import Any

from lintas.payments.ports import Charge, CodeForgotten, Payment, RailAway
from lintas.payments.rails import asking
from lintas.payments.settlement_list import payments_in

NAME = "billing"


class HttpBillingRail:
    name = NAME

    def __init__(self, url: str) -> None:
        self.url = url

    def register(self, charge: Charge) -> str:
        body = {
            "kode_billing": charge.billing_code,
            "total_disetor": charge.total_rupiah,
            "tanggal_kedaluwarsa": charge.expires_at.isoformat(),
            "rincian": [{"jenis_setoran": t, "jumlah": n} for t, n in charge.lines],
        }
        try:
            asking.ask("POST", f"{self.url}/bills", body)
        except CodeForgotten as trouble:
            raise RailAway("no such service") from trouble
        return ""

    def payment_of(self, billing_code: str) -> Payment | None:
        answer = asking.ask("GET", f"{self.url}/bills/{billing_code}")
        return read_payment(asking.told(answer))

    def close(self, billing_code: str) -> None:
        try:
            asking.ask("POST", f"{self.url}/bills/{billing_code}/close")
        except CodeForgotten:
            return  # a code nobody knows cannot be paid

    def settlement_of(self, day: date) -> tuple[Payment, ...]:
        try:
            answer = asking.ask("GET", f"{self.url}/settlements/{day.isoformat()}")
        except CodeForgotten as trouble:
            raise RailAway("no list of that day") from trouble
        return payments_in(answer.text, self.name)


def read_payment(data: dict[str, Any]) -> Payment | None:
    """A payment as it stands in a callback or an answer; None for a code still unpaid.

    Raises: RailAway when it is not whole.
    """
    try:
        if data["status"] == "open":
            return None
        return Payment(
            billing_code=asking.mark(data["kode_billing"], 20),
            amount_rupiah=asking.amount(data["total_disetor"]),
            ntb=asking.mark(data["ntb"], 20),
            ntpn=asking.mark(data["ntpn"], 16),
            paid_at=asking.aware(data["tanggal_bayar"]),
            rail=NAME,
            bank=asking.name(data.get("bank_bayar")),
            channel=asking.name(data.get("channel_bayar")),
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise RailAway("incomplete payment") from trouble
