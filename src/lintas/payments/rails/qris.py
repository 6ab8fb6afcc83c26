"""The QRIS rail over HTTP: we make the dynamic code, the acquirer says who paid it.

Its fields are named after the national open API's QR notices (perlu konfirmasi); they add the
NTPN, which a state fee needs. A state fee goes through MPN: without an acquirer and its merchant
code in the settings this rail is off.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lintas.payments.ports import Charge, CodeForgotten, Payment, RailAway
from lintas.payments.qris import code_for_bill
from lintas.payments.rails import asking
from lintas.payments.settlement_list import payments_in

NAME = "qris"
PAID = "00"


class HttpQrisRail:
    name = NAME

    def __init__(self, url: str, merchant: str) -> None:
        self.url, self.merchant = url, merchant

    def register(self, charge: Charge) -> str:
        code = code_for_bill(self.merchant, charge.total_rupiah, charge.billing_code)
        body = {
            "partnerReferenceNo": charge.billing_code,
            "amount": {"value": f"{charge.total_rupiah}.00", "currency": "IDR"},
            "validityPeriod": charge.expires_at.isoformat(),
            "qrContent": code,
        }
        try:
            asking.ask("POST", f"{self.url}/codes", body)
        except CodeForgotten as trouble:
            raise RailAway("no such service") from trouble
        return code

    def payment_of(self, billing_code: str) -> Payment | None:
        answer = asking.ask("GET", f"{self.url}/codes/{billing_code}")
        return read_payment(asking.told(answer))

    def close(self, billing_code: str) -> None:
        try:
            asking.ask("POST", f"{self.url}/codes/{billing_code}/close")
        except CodeForgotten:
            return  # a code nobody knows cannot be paid

    def settlement_of(self, day: date) -> tuple[Payment, ...]:
        try:
            answer = asking.ask("GET", f"{self.url}/settlements/{day.isoformat()}")
        except CodeForgotten as trouble:
            raise RailAway("no list of that day") from trouble
        return payments_in(answer.text, self.name)


def read_payment(data: dict[str, Any]) -> Payment | None:
    """A payment as it stands in a callback or an answer; None while the code is not paid.

    Raises: RailAway when it is not whole.
    """
    try:
        if data["latestTransactionStatus"] != PAID:
            return None
        more = data["additionalInfo"]
        return Payment(
            billing_code=asking.mark(data["originalPartnerReferenceNo"], 20),
            amount_rupiah=_whole(data["amount"]),
            ntb=asking.mark(data["originalReferenceNo"], 20),
            ntpn=asking.mark(more["ntpn"], 16),
            paid_at=asking.aware(data["finishedTime"]),
            rail=NAME,
            bank=asking.name(more.get("issuer")),
            channel="QRIS",
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as trouble:
        raise RailAway("incomplete payment") from trouble


def _whole(told: Any) -> int:
    value = Decimal(str(told["value"]))
    if told["currency"] != "IDR" or value != value.to_integral_value():
        raise ValueError("no amount of whole rupiah")
    return asking.amount(value)
