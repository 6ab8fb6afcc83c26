"""How several requests fit into times that follow one another. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

Free = Mapping[tuple[str, datetime], int]
"""Places left, by service and time."""


def adjoining(times: Sequence[datetime], first: int, minutes: int, most: int) -> list[datetime]:
    """The time at `first` and those that follow it without a gap, `most` in all."""
    found = [times[first]]
    for at in times[first + 1 :]:
        if len(found) == most or at != found[-1] + timedelta(minutes=minutes):
            break
        found.append(at)
    return found


def fit(free: Free, wanted: Sequence[str], times: Sequence[datetime]) -> list[datetime] | None:
    """A time for each wanted service, as early as there is room; None where not all fit.

    `times` adjoin. The family is never torn apart: it begins with the first of them, and no time
    between is left without any of them.
    """
    left, given = dict(free), []
    for service in wanted:
        at = next((one for one in times if left.get((service, one), 0) > 0), None)
        if at is None:
            return None
        left[service, at] -= 1
        given.append(at)
    used = sorted({times.index(at) for at in given})
    return given if used == list(range(len(used))) else None
