"""What a payment rail must be able to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class RailAway(Exception):
    """The rail did not answer or did not understand; ask again later."""


@dataclass(frozen=True)
class Charge:
    """A bill as the rail registers it."""

    billing_code: str
    total_rupiah: int
    expires_at: datetime
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Payment:
    """A payment as the rail tells of it."""

    billing_code: str
    amount_rupiah: int
    ntb: str
    ntpn: str
    paid_at: datetime


class BillingRail(Protocol):
    def register(self, charge: Charge) -> None:
        """Make the code payable; the same charge again changes nothing. Raises: RailAway."""

    def payment_of(self, billing_code: str) -> Payment | None:
        """The payment, or None while there is none. Raises: RailAway."""
