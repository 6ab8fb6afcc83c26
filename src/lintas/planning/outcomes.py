"""What came of simulated days: waits, idle counters, how long after closing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist, fmean, median, stdev

from lintas.planning.days import Day, Span, Visit


@dataclass(frozen=True)
class Outcome:
    """Of many days. Unit: minutes; `idle_share` of the counters' open time."""

    days: int
    people: float
    wait_median: float
    wait_mean: float
    wait_p95: float
    overtime_mean: float
    overtime_p95: float
    idle_share: float


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so great a share does not exceed; nought of none."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, max(0, ceil(share * len(ordered)) - 1))]


def overtime(day: Day, visits: Sequence[Visit]) -> float:
    return max(0.0, max((v.left for v in visits), default=0.0) - day.closes)


def open_minutes(day: Day) -> float:
    """Counter-minutes in which somebody sits there and the office is open."""
    return sum(
        day.closes - sum(_within(span, day.closes) for span in {*day.breaks, *seat.away})
        for seat in day.seats
    )


def _within(span: Span, closes: float) -> float:
    return max(0.0, min(span[1], closes) - max(span[0], 0.0))


def busy_minutes(day: Day, visits: Sequence[Visit]) -> float:
    """Of the open time; a service may run into a break, which is no open time."""
    return sum(
        _within((v.called, v.left), day.closes)
        - sum(max(0.0, min(v.left, e) - max(v.called, b)) for b, e in day.breaks)
        for v in visits
    )


def outcome(day: Day, played: Sequence[Sequence[Visit]]) -> Outcome:
    waits = [v.wait for visits in played for v in visits]
    late = [overtime(day, visits) for visits in played]
    busy = sum(busy_minutes(day, visits) for visits in played)
    return Outcome(
        days=len(played),
        people=len(waits) / len(played),
        wait_median=median(waits) if waits else 0.0,
        wait_mean=fmean(waits) if waits else 0.0,
        wait_p95=quantile(waits, 0.95),
        overtime_mean=fmean(late),
        overtime_p95=quantile(late, 0.95),
        idle_share=max(0.0, 1 - busy / (open_minutes(day) * len(played))),
    )


def mean_between(values: Sequence[float], sure: float) -> tuple[float, float]:
    """The interval of a mean of independent values that holds with a chance of `sure`."""
    middle = fmean(values)
    reach = NormalDist().inv_cdf((1 + sure) / 2) * stdev(values) / sqrt(len(values))
    return middle - reach, middle + reach
