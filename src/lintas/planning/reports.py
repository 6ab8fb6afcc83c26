"""What the command line says of plays and plans, as lines and as pictures. Pure."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from lintas.planning.days import Visit
from lintas.planning.office_days import OfficeDay
from lintas.planning.outcomes import Outcome, quantile
from lintas.planning.phases import Clinic, Cost, Plan, Weights
from lintas.planning.pictures import Chart

HALF_HOUR = 30


def clock(of: OfficeDay, minute: float) -> str:
    return f"{of.opens_at + timedelta(minutes=minute):%H:%M}"


def assumed(of: OfficeDay, clinic: Clinic) -> list[str]:
    """What the numbers rest on; the second line tells an office that has measured nothing."""
    known = of.pace.all_measured
    return [
        f"{of.office.id}, {of.on:%Y-%m-%d}: {of.counters} counters, "
        f"{of.open_minutes / 60:g} hours open, a service takes {of.service_minutes:.1f} minutes "
        f"(standard deviation {of.service_spread:.1f}), {of.pace.coming_share:.0%} of the booked "
        f"come, {of.pace.priority_an_hour:.1f} an hour go first without an appointment.",
        f"Learned from {known} services of this office."
        if known
        else "Nothing is measured yet: the services' own minutes and usual shares are assumed.",
        f"Plans are worked out with {clinic.phases} phases a service, {clinic.slots} slots of "
        f"{clinic.slot_minutes:g} minutes, all counters alike, without the break at noon.",
    ]


def outcomes(found: Mapping[str, Outcome]) -> list[str]:
    lines = [
        f"{'minutes':16}{'people':>8}{'wait 50 %':>11}{'mean':>7}{'95 %':>7}"
        f"{'after closing':>15}{'95 %':>7}{'idle':>7}"
    ]
    for name, one in found.items():
        lines.append(
            f"{name:16}{one.people:8.1f}{one.wait_median:11.1f}{one.wait_mean:7.1f}"
            f"{one.wait_p95:7.1f}{one.overtime_mean:15.1f}{one.overtime_p95:7.1f}"
            f"{one.idle_share:7.0%}"
        )
    return lines


def costs(found: Mapping[str, Cost], weights: Weights) -> list[str]:
    lines = [
        f"Weights: waiting {weights.waiting:g}, idle {weights.idle:g}, "
        f"after closing {weights.overtime:g}.",
        f"{'expected minutes':16}{'waiting':>9}{'idle':>9}{'after closing':>15}{'cost':>9}",
    ]
    for name, one in found.items():
        lines.append(
            f"{name:16}{one.waiting:9.1f}{one.idle:9.1f}{one.overtime:15.1f}"
            f"{one.weighed(weights):9.1f}"
        )
    return lines


def slots(of: OfficeDay, every: float, plans: Mapping[str, Plan]) -> list[str]:
    lines = [f"{'come at':9}" + "".join(f"{name:>16}" for name in plans)]
    for nth, start in enumerate(of.starts(every)):
        people = "".join(f"{plan[nth]:16}" for plan in plans.values())
        lines.append(f"{clock(of, start):9}{people}")
    return lines


def plan_chart(of: OfficeDay, every: float, plans: Mapping[str, Plan]) -> Chart:
    return Chart(
        "How many people come at each time",
        f"People booked for each {every:g} minutes",
        [clock(of, start) for start in of.starts(every)],
        plans,
    )


def wait_chart(of: OfficeDay, played: Mapping[str, Sequence[Sequence[Visit]]]) -> Chart:
    halves = range(0, int(of.closes), HALF_HOUR)
    return Chart(
        "How long 95 of 100 wait at most, by the time they came or were due",
        "Minutes, the 95th of a hundred in each half hour",
        [clock(of, minute) for minute in halves],
        {
            name: [round(_longest(days, minute), 1) for minute in halves]
            for name, days in played.items()
        },
    )


def _longest(days: Sequence[Sequence[Visit]], minute: int) -> float:
    waits = [
        v.wait
        for visits in days
        for v in visits
        if minute <= max(v.arrived, v.due or 0.0) < minute + HALF_HOUR
    ]
    return quantile(waits, 0.95)
