"""`manage.py trace_receipt NTPN`: from a receipt to its bill, its rules and its entries."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lintas.catalogue.public import RuleText
from lintas.kernel.money import rupiah
from lintas.payments.report_queries import trace_of


class Command(BaseCommand):
    help = "Trace a receipt to the bill, the fees with their rules, and the journal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ntpn")

    def _say(self, rule: RuleText | None) -> None:
        if rule is None:
            self.stdout.write("    this rule is not described in docs/rules/")
            return
        since = rule.since.isoformat() if rule.since else "not known"
        until = f" to {rule.until.isoformat()}" if rule.until else ""
        self.stdout.write(f"    {rule.text.en}")
        sure = rule.sure.name.lower()
        self.stdout.write(f"    In force: {since}{until}. Source: {rule.source.en} Sure: {sure}.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = trace_of(options["ntpn"])
        if found is None:
            raise CommandError("No bill was paid with this NTPN.")
        bill = found.bill
        self.stdout.write(f"Bill {bill.billing_code}, {rupiah(bill.total_rupiah)}, {bill.paid_at}")
        for row in found.lines:
            line, amount = row.line, rupiah(row.line.amount_rupiah)
            self.stdout.write(f"  {line.code} {line.title_en}: {amount}, rule {line.rule}")
            self._say(row.rule)
        for entry in (one.entry for one in found.entries):
            place = entry.seq if entry.seq is not None else "not ordered yet"
            self.stdout.write(f"  entry {place}: {entry.at.isoformat()} {entry.kind}")
