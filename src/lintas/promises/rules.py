"""The clock of a promise: how pauses move its day, and when to raise the alarm. Pure."""

from datetime import date
from enum import IntEnum, StrEnum

from lintas.kernel.working_days import WorkingCalendar

PRESSING_PERCENT = 25
"""Of the days promised, still left; days that were paused are not among them."""


class State(StrEnum):
    RUNNING = "running"
    KEPT = "kept"
    MISSED = "missed"
    DROPPED = "dropped"


class Stage(IntEnum):
    """How loud the alarm is: each is raised once."""

    QUIET = 0
    PRESSING = 1
    URGENT = 2
    BROKEN = 3


def moved_by_pause(
    calendar: WorkingCalendar, due_on: date, started_on: date, ended_on: date
) -> date:
    """The promised day after a pause: later by exactly the days that were paused.

    The day a pause begins is still the office's own, the day it ends is not, so that as many days
    are left afterwards as before. What was late already stays late.
    """
    paused = calendar.between(started_on, ended_on)
    if started_on > due_on or paused == 0:
        return due_on
    return calendar.add(due_on, paused)


def stage_of(
    calendar: WorkingCalendar, started_on: date, days: int, due_on: date, today: date
) -> Stage:
    """A quarter of its days left: pressing. The working day before, or the day itself: urgent.

    On its first day a promise is never urgent, unless that is the very day it is due.
    """
    if today > due_on:
        return Stage.BROKEN
    left = calendar.between(today, due_on)
    if today == due_on or (today > started_on and left <= 1):
        return Stage.URGENT
    return Stage.PRESSING if left * 100 <= days * PRESSING_PERCENT else Stage.QUIET


def outcome(due_on: date, ended_on: date) -> State:
    """A delay that was announced is a delay all the same; only lawful pauses move the day."""
    return State.KEPT if ended_on <= due_on else State.MISSED
