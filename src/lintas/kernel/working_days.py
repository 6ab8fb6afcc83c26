"""Working days of one office: its weekdays less the holidays it keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_CLOSURE = timedelta(days=400)


class NeverOpen(Exception):
    """No working day within LONGEST_CLOSURE: the office data cannot be right."""


@dataclass(frozen=True)
class WorkingCalendar:
    """`weekdays`: 0 is Monday. `holiday(day)` says whether that day is kept free."""

    weekdays: frozenset[int]
    holiday: Callable[[date], bool]

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.weekdays and not self.holiday(day)

    def next_on_or_after(self, day: date) -> date:
        """Raises: NeverOpen."""
        last = day + LONGEST_CLOSURE
        while not self.is_working(day):
            day += timedelta(days=1)
            if day > last:
                raise NeverOpen
        return day

    def add(self, day: date, working_days: int) -> date:
        """The working day that lies so many after this one; the day itself never counts.

        None after is the day itself, or the next working day when it is none.
        Raises: NeverOpen.
        """
        if working_days == 0:
            return self.next_on_or_after(day)
        for _ in range(working_days):
            day = self.next_on_or_after(day + timedelta(days=1))
        return day

    def between(self, after: date, until: date) -> int:
        """How many working days lie after one day, up to and with another."""
        days = ((after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
        return sum(self.is_working(day) for day in days)


EVERY_DAY = WorkingCalendar(frozenset(range(7)), lambda day: False)
"""Where the law counts days of the calendar."""
