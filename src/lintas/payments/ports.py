"""What a payment rail must be able to do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class RailAway(Exception):
    """The rail did not answer or did not understand; ask again later."""


class CodeForgotten(Exception):
    """The rail answers, and says that it has never heard of a code."""


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
    rail: str = "billing"
    bank: str = ""
    channel: str = ""


class Rail(Protocol):
    name: str

    def register(self, charge: Charge) -> str:
        """Make the code payable; gives the text to be scanned, "" where the code is typed.

        The same charge again changes nothing. Raises: RailAway.
        """

    def payment_of(self, billing_code: str) -> Payment | None:
        """The payment, or None while there is none. Raises: RailAway, CodeForgotten."""

    def close(self, billing_code: str) -> None:
        """Nobody can pay this code from now on; what was paid stays paid. Raises: RailAway."""

    def settlement_of(self, day: date) -> tuple[Payment, ...]:
        """Every payment the rail took on one day of its books, oldest first. Raises: RailAway."""
