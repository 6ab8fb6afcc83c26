"""How the places of a service are given out: day by day, week by week, or by a draw."""

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from lintas.catalogue.questions import Slug
from lintas.catalogue.words import Strict

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Plan = Literal["rolling", "weekly", "draw"]
DAYS_A_WEEK = 7


class WeekMoment(Strict):
    """The same moment of every week, on the office's clock."""

    day: Weekday
    at: time

    def within(self, monday: date, zone: ZoneInfo) -> datetime:
        """That moment of the week that begins on this Monday."""
        day = monday + timedelta(days=DAYS.index(self.day))
        return datetime.combine(day, self.at, tzinfo=zone)

    @property
    def order(self) -> tuple[int, time]:
        return DAYS.index(self.day), self.at


class Span(Strict):
    """From the least to the most."""

    least: int = Field(ge=0)
    most: int = Field(ge=1)

    @model_validator(mode="after")
    def _the_right_way_round(self) -> "Span":
        if self.least >= self.most:
            raise ValueError("has a least that is not below its most: mend one of them")
        return self


class Release(Strict):
    """One service's plan; a service that no [[release]] names is rolling."""

    service: Slug
    plan: Plan
    opens: WeekMoment | None = None
    """Weekly: when the days of a week open together. Draw: from when entries are taken."""
    closes: WeekMoment | None = None
    """Draw: until when; the draw follows at once."""
    weeks_ahead: int = Field(default=1, ge=1, le=8)
    """Which week's places are given out, counted from the week of that moment."""
    waiting_list: bool = False
    """Whether people without a place may wait for one that comes back; a draw always has one."""
    answer_minutes: int = Field(default=720, ge=30, le=4320)
    """How long somebody has to take an offered place."""
    returns_minutes: Span = Span(least=30, most=480)
    """Rolling and weekly: a place that comes back is open to all at a random moment herein."""

    @property
    def has_waiting_list(self) -> bool:
        return self.waiting_list or self.plan == "draw"

    @model_validator(mode="after")
    def _moments_fit_the_plan(self) -> "Release":
        needed = {"rolling": (), "weekly": ("opens",), "draw": ("opens", "closes")}[self.plan]
        for name in ("opens", "closes"):
            given = getattr(self, name) is not None
            if given != (name in needed):
                do = "remove it" if given else 'write it, as { day = "mon", at = 09:00:00 }'
                raise ValueError(f"is {self.plan}: {name} {_why(given)}: {do}")
        if self.opens and self.closes and self.opens.order >= self.closes.order:
            raise ValueError("closes before it opens: both lie in one week, from mon to sun")
        return self


def _why(given: bool) -> str:
    return "has no meaning there" if given else "is missing"
