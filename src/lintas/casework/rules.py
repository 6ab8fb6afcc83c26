"""Who may be given a case, and how it is drawn who is. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from lintas.kernel.actor import Role
from lintas.kernel.working_days import WorkingCalendar

FULL_WEIGHT = 1000
GLASS_OPEN = timedelta(hours=1)
REASON_LEAST = 10
"""Signs a reason must have to be one."""


class Seat(StrEnum):
    """What somebody has a case for; the value is where the application keeps whom."""

    REVIEW = "reviewed_by"
    DECIDE = "decider"


ROLE_FOR = {Seat.REVIEW: Role.OFFICER, Seat.DECIDE: Role.APPROVER}


class Ground(StrEnum):
    """Why a case is closed to somebody, or why they are passed over."""

    OTHER_OFFICE = "other-office"
    KIN = "kin"
    CONFLICT = "conflict"
    SENSITIVE = "sensitive"
    HANDLED_BEFORE = "handled-before"


def weight_of(load: int) -> int:
    """The more somebody has in hand, the seldomer they are drawn; never not at all."""
    return max(FULL_WEIGHT // (1 + load), 1)


def drawn(weights: Mapping[UUID, int], seed: str) -> UUID:
    """Who is drawn: the same weights and seed give the same, so that anybody can recompute it.

    SHA-256 of the seed and the ids in their order, modulo the sum of the weights, is a point on
    the line on which each has a stretch as long as their weight.
    """
    order = sorted(weights)
    said = seed + "".join(f"|{one}={weights[one]}" for one in order)
    point = int(sha256(said.encode()).hexdigest(), 16) % sum(weights.values())
    for one in order:
        if point < weights[one]:
            return one
        point -= weights[one]
    raise AssertionError("a point lies on the line")


def rather(candidates: Iterable[tuple[UUID, frozenset[Role]]]) -> frozenset[UUID]:
    """Of those who could, whoever is not the head: the head reviews what others did."""
    found = list(candidates)
    others = frozenset(who for who, roles in found if Role.HEAD not in roles)
    return others or frozenset(who for who, _roles in found)


def review_due_on(at: datetime, today: date, calendar: WorkingCalendar) -> date:
    """The next working day after a case was opened in an emergency."""
    return calendar.next_on_or_after(today + timedelta(days=1))
