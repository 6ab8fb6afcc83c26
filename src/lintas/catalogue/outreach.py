"""Where an office travels: places, journeys with their stops, and why a day may be moved.

Part of office.toml: `[travel]` and `[[outreach]]`. A place is reached by boat on the days of its
journeys; there it has a waiting room of its own (halls.py).
"""

from datetime import date, time
from typing import Annotated

from pydantic import Field, model_validator

from lintas.catalogue.questions import Slug
from lintas.catalogue.releases import Weekday
from lintas.catalogue.shares import When
from lintas.catalogue.waiting_room import Choice
from lintas.catalogue.words import LISTED, Strict, Words


class OutreachPlace(Strict):
    """Somewhere the boat stops; `tables` is how many people are served there side by side."""

    id: Slug
    title: Words
    village: str
    address: Words
    lat: float
    lng: float
    tables: int = Field(default=1, ge=1, le=9)


class StopQuota(Strict):
    service: Slug
    per_day: int = Field(ge=0)


class Stop(Strict):
    """One day at one place; `day` counts from the day the journey begins."""

    place: Slug
    day: int = Field(default=0, ge=0, le=20)
    opens: time
    closes: time
    quota: Annotated[tuple[StopQuota, ...], LISTED, Field(min_length=1)]

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> "Stop":
        if self.opens >= self.closes:
            raise ValueError("closes before it opens")
        return self


class Journey(Strict):
    """A route; it begins on the nth weekday of each month. `box` is the field box it takes."""

    id: Slug
    title: Words
    weekday: Weekday
    nth: int = Field(ge=1, le=4)
    box: str = Field(default="", max_length=60)
    stops: Annotated[tuple[Stop, ...], LISTED, Field(min_length=1)]


class VillagePlaces(When):
    """Places of a stop that are kept for one village; what it did not use by then is for all."""

    at: time
    minutes_before: None = None
    least_people: int = Field(ge=1, le=500)
    """From how many people on a village may ask."""
    rule: Slug


class Travel(Strict):
    furthest_days: int = Field(default=62, ge=1, le=180)
    """How far ahead a boat day can be booked; its months are further apart than the office's days.
    """
    answer_hours: int = Field(default=48, ge=1, le=240)
    """How long a place is kept for somebody whose day was cancelled."""
    places: Annotated[tuple[OutreachPlace, ...], LISTED] = ()
    reasons: Annotated[tuple[Choice, ...], LISTED] = ()
    """Why a day is held, moved or cancelled; the office's own days too."""
    bring: Annotated[tuple[Words, ...], LISTED] = ()
    village: VillagePlaces | None = None
    """Absent: no places are kept for villages."""

    def place(self, place_id: str) -> OutreachPlace | None:
        return next((one for one in self.places if one.id == place_id), None)

    def reason(self, reason_id: str) -> Words | None:
        return next((one.title for one in self.reasons if one.id == reason_id), None)


class PlannedStop(Strict):
    """A stop as the route plans it, on its day."""

    journey: Journey
    stop: Stop
    on: date
