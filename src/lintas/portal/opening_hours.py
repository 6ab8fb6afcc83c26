"""An office's week as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import holidays
from django.utils.translation import get_language

from lintas.catalogue.public import Office
from lintas.portal import dates

AHEAD = timedelta(days=45)


@dataclass(frozen=True)
class DayHours:
    on: date
    name: str
    text: str
    """Empty when the office is closed on that day."""
    is_today: bool


@dataclass(frozen=True)
class Closure:
    on: date
    reason: str


def week_of(office: Office, today: date) -> list[DayHours]:
    """The seven days from today, closures and holidays counted in."""
    language = get_language() or "id"
    days = [today + timedelta(days=n) for n in range(7)]
    return [
        DayHours(
            on=day,
            name=dates.weekday(day.weekday(), language),
            text=", ".join(
                f"{dates.hour(s.opens, language)}–{dates.hour(s.closes, language)}"
                for s in office.spans_on(day)
            ),
            is_today=day == today,
        )
        for day in days
    ]


def coming_closures(office: Office, today: date, language: str) -> Sequence[Closure]:
    """Days that would be working days and are not, with the reason."""
    until = today + AHEAD
    years = {today.year, until.year}
    named = holidays.country_holidays(
        "ID", years=years, language="en_US" if language.startswith("en") else "id"
    )
    found = {day: named[day] for day in named if today <= day <= until}
    found |= {c.on: str(c.reason) for c in office.closed if today <= c.on <= until}
    weekdays = office.calendar.weekdays
    return [Closure(day, found[day]) for day in sorted(found) if day.weekday() in weekdays]
