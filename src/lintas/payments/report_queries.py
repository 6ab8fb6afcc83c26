"""Reading the daily reports, and tracing one receipt to its rule and its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import RuleText
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, Role
from lintas.payments.models import Bill
from lintas.payments.queries import BillLine, BillView, view_of
from lintas.payments.reconciliation_models import Reconciliation
from lintas.payments.words import ENTRY_WORDS

MOST = 60


def reports(actor: Actor) -> Sequence[Reconciliation]:
    """The newest reports of the actor's office, newest day first. Cost: one query."""
    if not actor.has(Role.HEAD, Role.APPROVER, Role.OFFICER):
        return []
    rows = Reconciliation.objects.filter(office=actor.office)
    return list(rows.order_by("-day", "rail", "-version")[:MOST])


def report_for(actor: Actor, report_id: UUID) -> Reconciliation | None:
    """One report with its lines, None for whoever may not see it. Cost: two queries."""
    if not actor.has(Role.HEAD, Role.APPROVER, Role.OFFICER):
        return None
    rows = Reconciliation.objects.filter(pk=report_id, office=actor.office)
    return rows.prefetch_related("lines").first()


def newest_report(rail: str, day: date) -> Reconciliation | None:
    rows = Reconciliation.objects.filter(rail=rail, day=day).prefetch_related("lines")
    return rows.order_by("-version").first()


@dataclass(frozen=True)
class TracedLine:
    """A fee with its rule's own words; None where docs/rules/ has none of that name."""

    line: BillLine
    rule: RuleText | None


@dataclass(frozen=True)
class TracedEntry:
    entry: EntryView
    words: object


@dataclass(frozen=True)
class Trace:
    """From a receipt to its bill, its lines with their rules, and what the journal holds."""

    bill: BillView
    office: str
    lines: tuple[TracedLine, ...]
    entries: tuple[TracedEntry, ...]


def trace_of(ntpn: str) -> Trace | None:
    """Cost: four queries."""
    bill = Bill.objects.select_related("renewal").filter(ntpn=ntpn.strip().upper()).first()
    if not ntpn.strip() or bill is None:
        return None
    view, rules = view_of(bill), catalogue.rule_texts()
    found = journal.entries_about(bill.pk)
    return Trace(
        bill=view,
        office=bill.office,
        lines=tuple(TracedLine(line, rules.get(line.rule)) for line in view.lines),
        entries=tuple(TracedEntry(e, ENTRY_WORDS.get(e.kind, e.kind)) for e in found),
    )
