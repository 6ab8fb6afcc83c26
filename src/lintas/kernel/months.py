"""Months of the calendar."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month. Unit: calendar months."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
