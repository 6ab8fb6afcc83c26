"""Billing codes, and what a payment does to a bill. Pure."""

from datetime import date, datetime, timedelta
from enum import StrEnum

PREFIX = "820"
SERIAL_DIGITS = 6
GRACE = timedelta(seconds=60)
POLL_EVERY = timedelta(seconds=20)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
PATIENCE = timedelta(hours=24)
"""So long past its hold a bill waits for the word of a rail that is away; then people decide."""
WAITING = ("open", "doubtful")
"""Statuses of a bill that may still be paid or lapse."""


class Verdict(StrEnum):
    PAID = "paid"
    AGAIN = "again"
    WRONG_AMOUNT = "wrong-amount"
    AFTER_HOLD = "after-hold"
    UNKNOWN_CODE = "unknown-code"
    SECOND_PAYMENT = "second-payment"
    USED_PAYMENT = "used-payment"
    CANCELLED_BILL = "cancelled-bill"


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
    cancelled: bool = False,
) -> Verdict:
    """What one payment means for a bill; `paid_before` is the NTPN that settled it, or "".

    A payment made within the hold counts whenever its news arrives, but not for what was
    withdrawn meanwhile: that money is kept for whoever paid it.
    """
    if paid_before:
        return Verdict.AGAIN if paid_before == ntpn else Verdict.SECOND_PAYMENT
    if cancelled:
        return Verdict.CANCELLED_BILL
    if amount_rupiah != due_rupiah:
        return Verdict.WRONG_AMOUNT
    if paid_at > hold_until:
        return Verdict.AFTER_HOLD
    return Verdict.PAID


class Doubt(StrEnum):
    """Why nobody can say whether a bill was paid."""

    FORGOTTEN = "forgotten"
    AWAY = "away"


def doubt_about(
    *, hold_until: datetime, forgotten: bool, words_missing: bool, at: datetime
) -> Doubt | None:
    """Whether a bill past its hold must be looked at by people, and why.

    A rail that once said "never heard of it" cannot be believed when it says "not paid".
    """
    if at <= hold_until + GRACE:
        return None
    if forgotten:
        return Doubt.FORGOTTEN
    if words_missing and at > hold_until + PATIENCE:
        return Doubt.AWAY
    return None


RENEWABLE = timedelta(hours=24)
"""So long after its end a hold may be renewed, once. Rule: perpanjang-tahan-sekali."""


def renewable_until(
    *, status: str, hold_until: datetime, is_renewal: bool, was_renewed: bool
) -> datetime | None:
    """Until when a lapsed bill may be made anew for whoever was without signal; None if not."""
    if status != "lapsed" or is_renewal or was_renewed:
        return None
    return hold_until + RENEWABLE


class Outcome(StrEnum):
    """What people can decide about money or a bill that no rule can place."""

    ACCEPT = "accept"
    GIVE_BACK = "give-back"
    NOT_OURS = "not-ours"
    WAS_PAID = "was-paid"
    WAS_NOT_PAID = "was-not-paid"


OF_A_BILL = (Outcome.WAS_PAID, Outcome.WAS_NOT_PAID)


def outcomes_open(verdict: str, *, bill_unpaid: bool) -> tuple[Outcome, ...]:
    """What may be decided about a payment that was kept for a human.

    Accepted as the fee is only the right sum that came too late, while nothing else has paid.
    """
    if verdict in {Verdict.UNKNOWN_CODE, Verdict.USED_PAYMENT}:
        return (Outcome.NOT_OURS,)
    if verdict == Verdict.AFTER_HOLD and bill_unpaid:
        return (Outcome.ACCEPT, Outcome.GIVE_BACK)
    return (Outcome.GIVE_BACK,)


def pause_after(attempts: int) -> timedelta:
    """Doubling from five seconds to ten minutes."""
    factor: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)
