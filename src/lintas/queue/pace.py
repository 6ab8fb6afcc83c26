"""How long a counter is taken by one number, learned from the office's own days. Pure.

Little is believed at once: what a service's data says counts as so many services seen, an hour's
own slowness as so many hours like the others, until the office has shown otherwise.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import NormalDist, fmean

POINTS = 40
DRAWS = 200
FEWEST_LEFT = 3
PRIOR_SERVICES = 6
"""The service's own minutes weigh as much as so many services seen."""
PRIOR_HOUR, PRIOR_SERVICE_HOUR = 30, 40
USUAL_SPREAD = 0.5
"""Standard deviation over mean of service times nobody has measured yet."""
LONGEST = 240.0


@dataclass(frozen=True)
class Law:
    """Service times as equally likely minutes, ascending; between two of them all are alike."""

    minutes: tuple[float, ...]

    @cached_property
    def mean(self) -> float:
        return fmean(self.minutes)

    @cached_property
    def spread(self) -> float:
        """Unit: minutes, the standard deviation."""
        return math.sqrt(fmean([(m - self.mean) ** 2 for m in self.minutes]))

    def at(self, share: float) -> float:
        """The minutes that so great a share of services stays below."""
        points = self.minutes
        place = share * len(points) - 0.5
        low = max(0, min(int(place), len(points) - 2))
        return max(0.0, points[low] + (place - low) * (points[low + 1] - points[low]))

    @cached_property
    def drawn_from(self) -> tuple[float, ...]:
        """DRAWS equally likely minutes, for who draws many: one look instead of two."""
        return tuple(self.at((n + 0.5) / DRAWS) for n in range(DRAWS))

    def left(self, age: float) -> tuple[float, ...]:
        """Equally likely minutes that a service still takes which has taken `age` already.

        Beyond the longest seen nothing is known: memoryless, half a mean on average.
        """
        found = self.drawn_from[bisect_right(self.drawn_from, age) :]
        if len(found) >= FEWEST_LEFT:
            return tuple(minutes - age for minutes in found)
        return tuple(-math.log(1 - (n + 0.5) / POINTS) * self.mean / 2 for n in range(POINTS))

    def scaled(self, factor: float) -> "Law":
        return self if factor == 1 else Law(tuple(m * factor for m in self.minutes))


def usual_law(minutes: float, spread: float = USUAL_SPREAD) -> Law:
    """A lognormal law around a service's own minutes, for want of any measured."""
    width = math.sqrt(math.log(1 + spread**2))
    middle = math.log(minutes) - width**2 / 2
    normal = NormalDist(middle, width)
    points = [math.exp(normal.inv_cdf((n + 0.5) / POINTS)) for n in range(POINTS)]
    scale = minutes / fmean(points)
    return Law(tuple(p * scale for p in points))


@dataclass(frozen=True)
class Turn:
    """One number at a counter: from its call until the counter could call again."""

    service: str
    hour: int
    minutes: float


@dataclass(frozen=True)
class Pace:
    """What an office has shown; shares from 0 to 1. `early` is arrival less appointment."""

    measured: Mapping[str, int] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    hours: Mapping[int, float] = field(default_factory=dict)
    service_hours: Mapping[tuple[str, int], float] = field(default_factory=dict)
    absent_share: float = 0.02
    coming_share: float = 0.85
    early_minutes: tuple[float, ...] = (-25.0, -15.0, -10.0, -5.0, 0.0, 10.0)
    priority_an_hour: float = 0.0

    def law(self, service: str, hour: int, usual_minutes: float) -> Law:
        known = self.laws.get(service) or usual_law(usual_minutes)
        factor = self.service_hours.get((service, hour), self.hours.get(hour, 1.0))
        return known.scaled(factor)

    @property
    def all_measured(self) -> int:
        return sum(self.measured.values())


def hour_factors(
    turns: Sequence[Turn], means: Mapping[str, float]
) -> tuple[dict[int, float], dict[tuple[str, int], float]]:
    """How much slower than its day each hour is, over all services, then for each of them."""
    by_hour: dict[int, list[float]] = {}
    by_both: dict[tuple[str, int], list[float]] = {}
    for turn in turns:
        ratio = turn.minutes / means[turn.service]
        by_hour.setdefault(turn.hour, []).append(ratio)
        by_both.setdefault((turn.service, turn.hour), []).append(ratio)
    hours = {
        hour: (sum(found) + PRIOR_HOUR) / (len(found) + PRIOR_HOUR)
        for hour, found in by_hour.items()
    }
    both = {
        key: (sum(found) + PRIOR_SERVICE_HOUR * hours[key[1]]) / (len(found) + PRIOR_SERVICE_HOUR)
        for key, found in by_both.items()
    }
    return hours, both


def points_of(measured: Sequence[float], usual: Law) -> Law:
    """The law of what was measured, the usual one weighing as PRIOR_SERVICES of them."""
    weight = PRIOR_SERVICES / len(usual.minutes)
    marks = sorted([*((m, 1.0) for m in measured), *((m, weight) for m in usual.minutes)])
    total = sum(w for _m, w in marks)
    found: list[float] = []
    reached, nth = 0.0, 0
    for n in range(POINTS):
        wanted = (n + 0.5) / POINTS * total
        while nth < len(marks) - 1 and reached + marks[nth][1] / 2 < wanted:
            reached += marks[nth][1]
            nth += 1
        found.append(_between(marks, nth, reached, wanted))
    return Law(tuple(found))


def _between(
    marks: Sequence[tuple[float, float]], nth: int, reached: float, wanted: float
) -> float:
    """Between the middles of two neighbouring marks."""
    minutes, weight = marks[nth]
    if nth == 0:
        return minutes
    before, weight_before = marks[nth - 1]
    here, there = reached + weight / 2, reached - weight_before / 2
    part = (wanted - there) / (here - there)
    return before + min(1.0, max(0.0, part)) * (minutes - before)


def laws_of(
    turns: Sequence[Turn], usual_minutes: Mapping[str, float]
) -> tuple[dict[str, Law], dict[int, float], dict[tuple[str, int], float]]:
    """The law of each service as if all hours were alike, and what each hour makes of it."""
    kept = [t for t in turns if 0 < t.minutes <= LONGEST]
    by_service: dict[str, list[Turn]] = {}
    for turn in kept:
        by_service.setdefault(turn.service, []).append(turn)
    means = {
        service: (sum(t.minutes for t in found) + PRIOR_SERVICES * usual_minutes[service])
        / (len(found) + PRIOR_SERVICES)
        for service, found in by_service.items()
    }
    hours, both = hour_factors(kept, means)
    laws = {
        service: points_of(
            [t.minutes / both[service, t.hour] for t in found], usual_law(usual_minutes[service])
        )
        for service, found in by_service.items()
    }
    return laws, hours, both
