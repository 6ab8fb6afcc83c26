"""What can be claimed back, until when, and the life of a claim. Pure."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from lintas.catalogue.public import RefundGround, RefundTable, StayingFee

LONGEST = 2000
SHORTEST_REASON = 10


class State(StrEnum):
    FILED = "filed"
    CHECKING = "checking"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT = "sent"
    PAID_BACK = "paid-back"
    REFUSED = "refused"


class Proposal(StrEnum):
    GRANT = "grant"
    REFUSE = "refuse"


BEFORE_DECISION = frozenset({State.FILED, State.CHECKING, State.PROPOSED})
LIVE = BEFORE_DECISION | {State.APPROVED, State.SENT}
UNTOUCHED_OUTCOMES = frozenset({"", "give-back"})
"""Kept money of which people have not decided that it is a fee, or not ours."""


def grounds_open(
    table: RefundTable, *, verdict: str, outcome: str, status: str, served: bool
) -> tuple[RefundGround, ...]:
    """On which grounds this payment can be claimed back; `verdict` is "" for a fee."""
    if verdict:
        return tuple(
            one
            for one in table.grounds
            if one.money == "kept" and verdict in one.verdicts and outcome in UNTOUCHED_OUTCOMES
        )
    return tuple(
        one
        for one in table.grounds
        if one.money == "fee"
        and (not one.statuses or status in one.statuses)
        and not (one.before_service and served)
    )


def why_it_stays(table: RefundTable, *, status: str, served: bool) -> StayingFee | None:
    """The rule by which the fee of an ended, served request does not come back."""
    return next((one for one in table.stays if served and status in one.statuses), None)


def last_day(paid_on: date, years: int) -> date:
    """The last day on which it can be claimed; a 29 February ends on the 28th."""
    try:
        return paid_on.replace(year=paid_on.year + years)
    except ValueError:
        return paid_on.replace(year=paid_on.year + years, day=28)


def masked(number: str) -> str:
    """Its last four digits: enough to know one's own account by."""
    return f"•••• {number[-4:]}"


def was_served(kinds: Collection[str]) -> bool:
    """Whether the office has begun with the request, from the kinds of its entries."""
    begun = {"application:interview-started", "application:taken-in", "application:reviewed"}
    return bool(begun & set(kinds))
