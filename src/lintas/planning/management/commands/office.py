"""`manage.py office simulate|plan`: play a day of an office, and find appointments that suit it."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.planning import reports
from lintas.planning.advice import Goal, most_people
from lintas.planning.office_days import ClosedThatDay, OfficeDay, office_day
from lintas.planning.outcomes import outcome
from lintas.planning.phases import Plan, Weights
from lintas.planning.pictures import Chart, page
from lintas.planning.search import Search
from lintas.planning.shapes import RULES, equal_spacing
from lintas.planning.simulating import play

FOUND = "best found"
FIRST_COME = "first come"
"""The same people without appointments."""


class Command(BaseCommand):
    help = "Play days of an office from its own numbers; find the slots that suit them best."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["simulate", "plan"])
        parser.add_argument("--office", default=settings.OFFICE)
        parser.add_argument("--on", type=date.fromisoformat, help="a day it is open; next one else")
        parser.add_argument("--people", type=int, help="appointments; what the counters bear else")
        parser.add_argument("--counters", type=int, help="how many are open; all else")
        parser.add_argument("--every", type=float, help="minutes from slot to slot; its own else")
        parser.add_argument("--days", type=int, default=200, help="how many days are played")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same days")
        parser.add_argument("--waiting", type=float, default=Weights.waiting)
        parser.add_argument("--idle", type=float, default=Weights.idle)
        parser.add_argument("--overtime", type=float, default=Weights.overtime)
        parser.add_argument("--picture", type=Path, help="write pictures and tables here (HTML)")

    def handle(self, *args: Any, **options: Any) -> None:
        of = self._day(options)
        every = options["every"] or float(of.office.slot_minutes)
        if not of.starts(every):
            raise CommandError(f"No slot of {every:g} minutes fits into that day: take a shorter.")
        people = of.capacity() if options["people"] is None else max(0, options["people"])
        lines, charts = getattr(self, f"_{options['verb']}")(of, every, people, options)
        said = reports.assumed(of, of.clinic(every))
        self.stdout.write("\n".join([*said, "", *lines]))
        if options["picture"]:
            title = f"{of.office.id}, {of.on:%Y-%m-%d}: {people} appointments"
            options["picture"].write_text(page(title, charts, [*said, lines[-1]]))
            self.stdout.write(f"Pictures: {options['picture']}")

    def _day(self, options: dict[str, Any]) -> OfficeDay:
        try:
            office = catalogue.office(options["office"])
            on = options["on"] or office.calendar.add(office.today(clock.now()), 1)
            return office_day(office, on, options["counters"])
        except catalogue.OfficeUnknown:
            raise CommandError(f"There is no office {options['office']!r} in offices/.") from None
        except ClosedThatDay:
            raise CommandError(f"The office is closed on {on}: take another --on.") from None

    def _simulate(
        self, of: OfficeDay, every: float, people: int, options: dict[str, Any]
    ) -> tuple[list[str], list[Chart]]:
        clinic, days, seed = of.clinic(every), options["days"], options["seed"]
        plans: dict[str, Plan] = {name: rule(clinic, people) for name, rule in RULES.items()}
        made = {name: of.day(plan, every) for name, plan in plans.items()}
        made[FIRST_COME] = of.first_come(people)
        played = {
            name: [play(day, seed * 1_000_003 + nth) for nth in range(days)]
            for name, day in made.items()
        }
        found = {name: outcome(made[name], played[name]) for name in made}
        goal = Goal()
        most, there = most_people(
            lambda count: of.day(equal_spacing(clinic, count), every),
            2 * of.capacity(), goal, max(20, days // 4), seed,
        )  # fmt: skip
        advice = (
            f"Quota: {most} appointments in equal spacing are the most with which 95 of 100 wait "
            f"no longer than {goal.wait_p95:g} minutes and 95 of 100 days end within "
            f"{goal.overtime_p95:g} minutes after closing ({there.wait_p95:.0f} and "
            f"{there.overtime_p95:.0f}; counters idle {there.idle_share:.0%})."
        )
        title = f"{people} appointments, {days} days played, seed {seed}."
        charts = [reports.plan_chart(of, every, plans), reports.wait_chart(of, played)]
        return [title, *reports.outcomes(found), "", advice], charts

    def _plan(
        self, of: OfficeDay, every: float, people: int, options: dict[str, Any]
    ) -> tuple[list[str], list[Chart]]:
        clinic, days, seed = of.clinic(every), options["days"], options["seed"]
        weights = Weights(options["waiting"], options["idle"], options["overtime"])
        search = Search(clinic, weights)
        best = search.best(people)
        plans: dict[str, Plan] = {FOUND: best.plan}
        plans |= {name: rule(clinic, people) for name, rule in RULES.items()}
        costs = {name: search.walk.cost(plan) for name, plan in plans.items()}
        made = {name: of.day(plan, every) for name, plan in plans.items()}
        played = {
            name: [play(day, seed * 1_000_003 + nth) for nth in range(days)]
            for name, day in made.items()
        }
        found = {name: outcome(made[name], played[name]) for name in made}
        rule = costs["Bailey-Welch"].weighed(weights)
        verdict = f"The best plan found costs {best.weighed / rule:.2f} of what Bailey-Welch costs."
        lines = [
            f"{people} appointments.", *reports.slots(of, every, plans), "",
            *reports.costs(costs, weights), "",
            f"Played with everything that plans leave out (unpunctual, breaks, letters, priority), "
            f"{days} days, seed {seed}:", *reports.outcomes(found), "", verdict,
        ]  # fmt: skip
        return lines, [reports.plan_chart(of, every, plans), reports.wait_chart(of, played)]
