"""A payment rail in memory: it can be away or forget, and people can pay at it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lintas.payments.ports import Charge, CodeForgotten, Payment, RailAway

BOOKS = ZoneInfo("Asia/Jakarta")


@dataclass
class FakeRail:
    name: str = "billing"
    scan: str = ""
    away: bool = False
    charges: dict[str, Charge] = field(default_factory=dict)
    payments: list[Payment] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    def register(self, charge: Charge) -> str:
        self._answer()
        self.charges.setdefault(charge.billing_code, charge)
        return self.scan

    def payment_of(self, billing_code: str) -> Payment | None:
        self._answer()
        if billing_code not in self.charges:
            raise CodeForgotten
        return next((p for p in self.payments if p.billing_code == billing_code), None)

    def close(self, billing_code: str) -> None:
        self._answer()
        self.closed.add(billing_code)

    def settlement_of(self, day: date) -> tuple[Payment, ...]:
        self._answer()
        return tuple(p for p in self.payments if p.paid_at.astimezone(BOOKS).date() == day)

    def pay(self, billing_code: str, paid_at: datetime, amount_rupiah: int | None = None) -> None:
        """Somebody pays; nobody is told. A closed code takes no money."""
        if billing_code in self.closed:
            return
        due = self.charges[billing_code].total_rupiah
        self.payments.append(
            Payment(
                billing_code=billing_code,
                amount_rupiah=due if amount_rupiah is None else amount_rupiah,
                ntb="000000000001",
                ntpn=f"{len(self.payments):016X}",
                paid_at=paid_at,
                rail=self.name,
            )
        )

    def forget(self, billing_code: str) -> None:
        del self.charges[billing_code]

    def _answer(self) -> None:
        if self.away:
            raise RailAway("away")
