"""A payment rail in memory: it can be away, and people can pay at it."""

from dataclasses import dataclass, field
from datetime import datetime

from lintas.payments.ports import Charge, Payment, RailAway


@dataclass
class FakeBillingRail:
    away: bool = False
    charges: dict[str, Charge] = field(default_factory=dict)
    payments: dict[str, Payment] = field(default_factory=dict)

    def register(self, charge: Charge) -> None:
        self._answer()
        self.charges.setdefault(charge.billing_code, charge)

    def payment_of(self, billing_code: str) -> Payment | None:
        self._answer()
        if billing_code not in self.charges:
            raise RailAway("unknown code")
        return self.payments.get(billing_code)

    def pay(self, billing_code: str, paid_at: datetime, amount_rupiah: int | None = None) -> None:
        """Somebody pays; nobody is told."""
        due = self.charges[billing_code].total_rupiah
        self.payments[billing_code] = Payment(
            billing_code=billing_code,
            amount_rupiah=due if amount_rupiah is None else amount_rupiah,
            ntb="000000000001",
            ntpn="0123456789ABCDEF",
            paid_at=paid_at,
        )

    def _answer(self) -> None:
        if self.away:
            raise RailAway("away")
