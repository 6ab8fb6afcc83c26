"""A decision about a day: seen before it is made, and made although many use the day just then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection, transaction

from lintas.appointments.day_commands import Decision, change_day
from lintas.appointments.day_models import Affected
from lintas.appointments.errors import DayBusy
from lintas.appointments.placing import PlacesGone
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

TRIES = 5
SHORT_WAIT = "800ms"
"""Shorter than the database's look for a deadlock: the one who can try again gives way."""


@dataclass(frozen=True)
class Fate:
    """What one person would be told."""

    case: UUID
    fate: str
    from_at: datetime
    to_at: datetime | None
    to_place: str


def give_way() -> None:
    """In this transaction a wait for somebody else's row ends soon, with OperationalError."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{SHORT_WAIT}'")


def decide(*, change_id: UUID, decision: Decision, actor: Actor, at: datetime) -> None:
    """`change_day`, tried again where somebody was quicker.

    Raises: DayUnclear, DayNotOpen, DayBusy.
    """
    decide_all(decisions=[(change_id, decision)], actor=actor, at=at)


def decide_all(*, decisions: Sequence[tuple[UUID, Decision]], actor: Actor, at: datetime) -> None:
    """The days of a route with one action: all of them, or none.

    Raises: DayUnclear, DayNotOpen, DayBusy.
    """
    _tried(lambda: _make(decisions, actor, at))


def _make(decisions: Sequence[tuple[UUID, Decision]], actor: Actor, at: datetime) -> None:
    for change_id, decision in decisions:
        change_day(change_id=change_id, decision=decision, actor=actor, at=at)


def preview(*, decision: Decision, actor: Actor, at: datetime) -> list[Fate]:
    """Who would go where. Raises: DayUnclear, DayNotOpen, DayBusy."""
    return preview_all(decisions=[(new_id(), decision)], actor=actor, at=at)[0]


def preview_all(
    *, decisions: Sequence[tuple[UUID, Decision]], actor: Actor, at: datetime
) -> list[list[Fate]]:
    """For each decision who would go where: the decisions themselves, made and taken back.

    Raises: DayUnclear, DayNotOpen, DayBusy.
    """
    found: list[list[Fate]] = []

    def look() -> None:
        as_new = [(new_id(), decision) for _, decision in decisions]
        _make(as_new, actor, at)
        found[:] = [_fates(change_id) for change_id, _ in as_new]
        transaction.set_rollback(True)

    _tried(look)
    return found


def _fates(change_id: UUID) -> list[Fate]:
    rows = Affected.objects.filter(change=change_id).select_related("slot").order_by("nth")
    return [
        Fate(
            case=one.case,
            fate=one.fate,
            from_at=one.from_at,
            to_at=one.slot.starts_at if one.slot else None,
            to_place=one.slot.place if one.slot else "",
        )
        for one in rows
    ]


def _tried(act: Callable[[], None]) -> None:
    """Raises: DayBusy."""
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                give_way()
                act()
        except (PlacesGone, OperationalError):
            continue
        return
    raise DayBusy
