"""A day of a rail's list beside a day of our books, each rupiah once. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    FITS = "fits"
    NOT_HERE = "not-here"
    NOT_THERE = "not-there"
    AMOUNT_DIFFERS = "amount-differs"
    CODE_DIFFERS = "code-differs"
    OTHER_DAY = "other-day"
    LISTED_TWICE = "listed-twice"
    WRONG_AMOUNT = "wrong-amount"
    AFTER_HOLD = "after-hold"
    SECOND_PAYMENT = "second-payment"
    UNKNOWN_CODE = "unknown-code"
    USED_PAYMENT = "used-payment"
    CANCELLED_BILL = "cancelled-bill"


@dataclass(frozen=True)
class Ours:
    """A payment in our books; `verdict` is "" when it paid its bill, else why it is kept."""

    ntpn: str
    billing_code: str
    amount_rupiah: int
    on: date
    verdict: str = ""


@dataclass(frozen=True)
class Theirs:
    ntpn: str
    billing_code: str
    amount_rupiah: int


@dataclass(frozen=True)
class Match:
    """One line of the report; an amount is 0 where that side has nothing on this day."""

    kind: Kind
    ntpn: str
    billing_code: str
    ours_rupiah: int
    theirs_rupiah: int


def match_day(
    day: date, theirs: Sequence[Theirs], ours: Iterable[Ours], elsewhere: Mapping[str, Ours]
) -> list[Match]:
    """Each row of their list and each payment of our day, in one line each.

    `elsewhere` finds a payment of ours on another day by its NTPN.
    """
    here = {one.ntpn: one for one in ours if one.on == day}
    lines: list[Match] = []
    seen: set[str] = set()
    for row in theirs:
        if row.ntpn in seen:
            lines.append(_line(Kind.LISTED_TWICE, row, None))
            continue
        seen.add(row.ntpn)
        lines.append(_beside(row, here.get(row.ntpn), elsewhere.get(row.ntpn)))
    missing = [one for ntpn, one in sorted(here.items()) if ntpn not in seen]
    return lines + [
        Match(Kind.NOT_THERE, one.ntpn, one.billing_code, one.amount_rupiah, 0) for one in missing
    ]


def _beside(row: Theirs, here: Ours | None, other: Ours | None) -> Match:
    if here is None:
        return _line(Kind.NOT_HERE if other is None else Kind.OTHER_DAY, row, None)
    if here.amount_rupiah != row.amount_rupiah:
        return _line(Kind.AMOUNT_DIFFERS, row, here)
    if here.billing_code != row.billing_code:
        return _line(Kind.CODE_DIFFERS, row, here)
    return _line(Kind(here.verdict) if here.verdict else Kind.FITS, row, here)


def _line(kind: Kind, row: Theirs, here: Ours | None) -> Match:
    ours = here.amount_rupiah if here else 0
    return Match(kind, row.ntpn, row.billing_code, ours, row.amount_rupiah)
