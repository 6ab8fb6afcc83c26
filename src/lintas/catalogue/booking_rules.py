"""What an office lets people do with a visit they booked: change it, miss it, come as a family.

Part of office.toml, `[booking]`. Each rule names its section in docs/rules, and says itself whether
it is confirmed; the pages put it into words from here, so that a change of the rule is one line.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from lintas.catalogue.questions import Slug
from lintas.catalogue.words import LISTED, Strict, Words


class Change(Strict):
    """`most` times, until `until` of the day that lies `days_before` the visit (its end: none)."""

    most: int = Field(default=1, ge=0, le=9)
    days_before: int = Field(default=1, ge=0, le=30)
    until: time | None = None
    rule: Slug = "ganti-jadwal-sekali"
    confirmed: bool = True

    def last_moment(self, on: date, zone: ZoneInfo) -> datetime:
        """From this moment a visit of that day is changed no more."""
        day = on - timedelta(days=self.days_before)
        if self.until is None:
            return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)
        return datetime.combine(day, self.until, tzinfo=zone)


class Missed(Strict):
    """Who was called and not there chooses again, from `again_after_days` on, `most` times; after
    that only the office gives another time."""

    most: int = Field(default=2, ge=0, le=99)
    again_after_days: int = Field(default=1, ge=0, le=60)
    rule: Slug = "tidak-hadir"
    confirmed: bool = False


class Need(Strict):
    """What somebody may need at the visit. `title` is read by the person, `short` by staff."""

    id: Slug
    title: Words
    short: Words
    asks: Words | None = None
    """A question for a few words more: which language."""


class Reminders(Strict):
    """The day before at this hour, and so long before the visit itself."""

    day_before_at: time = time(16)
    minutes_before: int = Field(default=60, ge=10, le=600)


class BookingRules(Strict):
    change: Change = Change()
    missed: Missed = Missed()
    reminders: Reminders = Reminders()
    family_most: int = Field(default=8, ge=2, le=30)
    """So many requests may be booked together."""
    family_slots: int = Field(default=3, ge=1, le=12)
    """Over at most so many times, one after the other."""
    family_calls: Literal["in-a-row", "one-counter"] = "in-a-row"
    needs: Annotated[tuple[Need, ...], LISTED] = ()

    def need(self, need_id: str) -> Need | None:
        return next((one for one in self.needs if one.id == need_id), None)
