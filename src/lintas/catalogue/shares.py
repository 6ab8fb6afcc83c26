"""Whom the places of a day are for, and where what a share does not use goes: `[[shares]]`.

Part of office.toml; rule `pembagian-kuota`. The law changes who may use a share and from which
age, an office how large it is and when it flows on: both are data.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from lintas.catalogue.questions import Slug
from lintas.catalogue.words import LISTED, Strict, Words

GENERAL = "general"
WALK_IN = "walk-in"


class When(Strict):
    """Either an hour of a day before, or so many minutes before the time itself."""

    days_before: int = Field(default=0, ge=0, le=14)
    at: time | None = None
    minutes_before: int | None = Field(default=None, ge=0, le=1440)

    @model_validator(mode="after")
    def _one_way(self) -> "When":
        if (self.at is None) == (self.minutes_before is None):
            raise ValueError("says when by `at` or by `minutes_before`: write one of them")
        return self

    def moment(self, on: date, starts_at: datetime, zone: ZoneInfo) -> datetime:
        """From when an unused place of this time flows on."""
        if self.at is None:
            return starts_at - timedelta(minutes=self.minutes_before or 0)
        return datetime.combine(on - timedelta(days=self.days_before), self.at, tzinfo=zone)


class Flow(When):
    to: Slug
    """The share that gets what is left."""


class FlowToService(When):
    service: Slug
    """Whose general places grow by what this service did not use."""


class Share(Strict):
    """`for_whom`: all; priority (by age, or a priority waiver that was approved); walk-in."""

    id: Slug
    title: Words
    for_whom: Literal["all", "priority", "walk-in"]
    percent: int = Field(default=0, ge=0, le=90)
    """Of a quota, where the quota itself says nothing; the general share is the rest."""
    from_age: int | None = Field(default=None, ge=1, le=120)
    below_age: int | None = Field(default=None, ge=1, le=120)
    flow: Flow | None = None
    rule: Slug

    def has_age(self, years: int) -> bool:
        """Whether somebody so old may use it without a word of the office."""
        old = self.from_age is not None and years >= self.from_age
        return old or (self.below_age is not None and years < self.below_age)


class ShareOfQuota(Strict):
    """How much of one quota a share is: a percent or a number."""

    share: Slug
    percent: int | None = Field(default=None, ge=0, le=90)
    places: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _one_measure(self) -> "ShareOfQuota":
        if (self.percent is None) == (self.places is None):
            raise ValueError("says how much by `percent` or by `places`: write one of them")
        return self


class Quota(Strict):
    service: Slug
    per_day: int = Field(ge=0)
    shares: Annotated[tuple[ShareOfQuota, ...], LISTED] | None = None
    """Where this service departs from the percents of `[[shares]]`."""
    flow: FlowToService | None = None
    """Where the places of this service that nobody took go."""


def misfit(shares: tuple[Share, ...], quotas: tuple[Quota, ...]) -> str:
    """What does not fit together, as a sentence; "" when all does."""
    known = {one.id: one for one in shares}
    if len(known) != len(shares):
        return "a share stands in two [[shares]]: keep one"
    if shares and (GENERAL not in known or known[GENERAL].for_whom != "all"):
        return f'[[shares]] needs one with id = "{GENERAL}" and for_whom = "all"'
    for one in shares:
        if one.percent and one.for_whom != "priority":
            return f"share {one.id} is what others leave or flows in: remove its percent"
        if one.flow is not None and (one.flow.to not in known or one.flow.to == one.id):
            return f"share {one.id} flows to {one.flow.to!r}, which is no other share"
        if _circle(one, known):
            return f"share {one.id} flows back to itself: end the circle"
    return _misfit_of_quotas(known, quotas)


def _misfit_of_quotas(known: dict[str, Share], quotas: tuple[Quota, ...]) -> str:
    served = {quota.service: quota for quota in quotas}
    for quota in quotas:
        for part in quota.shares or ():
            if part.share not in known or known[part.share].for_whom != "priority":
                return f"the quota of {quota.service} gives to {part.share!r}: name a priority one"
        to = served.get(quota.flow.service) if quota.flow else None
        if quota.flow is not None and (to is None or to is quota or to.flow is not None):
            return f"{quota.service} flows to {quota.flow.service!r}: name one that keeps its own"
    return ""


def _circle(share: Share, known: dict[str, Share]) -> bool:
    met, here = set(), share
    while here.flow is not None and here.flow.to in known:
        if here.id in met:
            return True
        met.add(here.id)
        here = known[here.flow.to]
    return False
