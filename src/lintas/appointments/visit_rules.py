"""Who may change a visit, choose another after missing one, and when a reminder is due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lintas.catalogue.public import BookingRules, Office


@dataclass(frozen=True)
class Visit:
    """One booking of a request as these rules look at it."""

    status: str
    on: date
    changes: int
    made_at: datetime


@dataclass(frozen=True)
class Standing:
    """What somebody may still do with the visit of a request.

    `from_day`: another time is chosen from this day on. `office_only`: the office alone gives one.
    """

    changes_left: int
    missed: int
    from_day: date | None
    office_only: bool
    cancelled: int
    misses_left: int
    """How often another time may still be chosen after a missed visit."""


def standing(rules: BookingRules, visits: Sequence[Visit], excused: Sequence[datetime]) -> Standing:
    """`visits` oldest first. A visit that was kept or missed begins the count of changes anew."""
    used = cancelled = missed = 0
    last: Visit | None = None
    for one in visits:
        if one.status in {"kept", "missed"}:
            used = cancelled = 0
        if one.status == "missed":
            missed, last = missed + 1, one
        if one.status in {"live", "cancelled"}:
            used += one.changes
        if one.status == "cancelled":
            cancelled += 1
    allowed = rules.missed.most + len(excused)
    left = rules.change.most + len(excused) - used - cancelled
    waits = last is not None and not any(at >= last.made_at for at in excused)
    after = timedelta(days=rules.missed.again_after_days)
    return Standing(
        changes_left=left,
        missed=missed,
        from_day=last.on + after if last is not None and waits else None,
        office_only=missed > allowed,
        cancelled=cancelled,
        misses_left=max(0, allowed - missed + 1),
    )


def reminded_the_day_before(office: Office, starts_at: datetime) -> datetime:
    """When whoever comes at that time is reminded the day before."""
    day = office.today(starts_at) - timedelta(days=1)
    return office.moment(day, office.booking.reminders.day_before_at)


def reminded_before(office: Office, starts_at: datetime) -> datetime:
    """When whoever comes at that time is reminded shortly before."""
    return starts_at - timedelta(minutes=office.booking.reminders.minutes_before)
