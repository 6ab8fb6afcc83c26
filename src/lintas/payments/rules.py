"""Billing codes, and what a payment does to a bill. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

PREFIX = "820"
SERIAL_DIGITS = 6
GRACE = timedelta(seconds=60)
POLL_EVERY = timedelta(seconds=20)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)


class Verdict(StrEnum):
    PAID = "paid"
    AGAIN = "again"
    WRONG_AMOUNT = "wrong-amount"
    AFTER_HOLD = "after-hold"
    UNKNOWN_CODE = "unknown-code"
    SECOND_PAYMENT = "second-payment"
    USED_PAYMENT = "used-payment"


def billing_code(day: date, serial: int) -> str:
    """Fifteen digits: prefix, day of the bill, serial. Source: a public SIMPONI receipt."""
    return f"{PREFIX}{day:%y%m%d}{serial:0{SERIAL_DIGITS}d}"


def verdict(
    *,
    due_rupiah: int,
    hold_until: datetime,
    paid_before: str,
    amount_rupiah: int,
    paid_at: datetime,
    ntpn: str,
) -> Verdict:
    """What one payment means for a bill; `paid_before` is the NTPN that settled it, or "".

    A payment made within the hold counts whenever its news arrives.
    """
    if paid_before:
        return Verdict.AGAIN if paid_before == ntpn else Verdict.SECOND_PAYMENT
    if amount_rupiah != due_rupiah:
        return Verdict.WRONG_AMOUNT
    if paid_at > hold_until:
        return Verdict.AFTER_HOLD
    return Verdict.PAID


def pause_after(attempts: int) -> timedelta:
    """Doubling from five seconds to ten minutes."""
    factor: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)
