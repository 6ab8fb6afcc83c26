"""`manage.py reconcile --day 2026-11-25 [--rail billing] [--file list.csv]`: one day's report."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.money import rupiah
from lintas.payments.chosen_rails import rail_named, rail_names
from lintas.payments.ports import RailAway
from lintas.payments.reconciling import reconcile
from lintas.payments.report_queries import newest_report
from lintas.payments.settlement_list import ListBroken, payments_in


class Command(BaseCommand):
    help = "Compare a rail's list of a day with our books; the list is fetched or read from a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--day", type=date.fromisoformat, required=True)
        parser.add_argument("--rail", choices=["billing", "qris"])
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        day, file = options["day"], options["file"]
        if file and not options["rail"]:
            raise CommandError("A file is of one rail: add --rail billing or --rail qris.")
        for name in [options["rail"]] if options["rail"] else rail_names():
            try:
                listed = (
                    payments_in(file.read_text(), name)
                    if file
                    else rail_named(name).settlement_of(day)
                )
            except ListBroken as trouble:
                raise CommandError(f"The list cannot be read at line {trouble.line}.") from None
            except RailAway as trouble:
                raise CommandError(f"{name} gave no list of {day}: {trouble}.") from None
            actor = system("manage")
            reconcile(rail=name, day=day, listed=listed, actor=actor, at=clock.now())
            self._say(name, day)

    def _say(self, rail: str, day: date) -> None:
        report = newest_report(rail, day)
        if report is None:
            return
        self.stdout.write(
            f"{rail} {day} version {report.version}: they {rupiah(report.theirs_rupiah)}, "
            f"we {rupiah(report.ours_rupiah)}, {report.differences} to explain."
        )
        for line in report.lines.all():
            if line.kind != "fits":
                self.stdout.write(
                    f"  {line.kind}: NTPN {line.ntpn}, code {line.billing_code}, "
                    f"they {rupiah(line.theirs_rupiah)}, we {rupiah(line.ours_rupiah)}"
                )
