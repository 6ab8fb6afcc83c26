"""What must always hold of money."""

from collections.abc import Iterator

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from lintas.journal import public as journal
from lintas.payments.models import Bill, Reconciliation


def check_payments() -> Iterator[str]:
    """Gives a sentence for each bill whose lines, status or entries disagree."""
    summed = Bill.objects.annotate(sum=Sum("lines__amount_rupiah"))
    for wrong in summed.exclude(total_rupiah=F("sum")):
        yield f"Bill {wrong.pk}: total {wrong.total_rupiah}, lines {wrong.sum}."
    for bill in Bill.objects.all():
        kinds = [entry.kind for entry in journal.entries_about(bill.pk)]
        if kinds.count("bill:issued") != 1 or kinds.count("bill:paid") > 1:
            yield f"Bill {bill.pk}: entries {kinds}."
        if (bill.status == Bill.Status.PAID) != ("bill:paid" in kinds):
            yield f"Bill {bill.pk} is {bill.status} and its entries are {kinds}."


def check_reports() -> Iterator[str]:
    """Gives a sentence for each report whose lines do not add up to its totals."""
    for report in Reconciliation.objects.annotate(
        ours=Coalesce(Sum("lines__ours_rupiah"), 0), theirs=Coalesce(Sum("lines__theirs_rupiah"), 0)
    ):
        if (report.ours, report.theirs) != (report.ours_rupiah, report.theirs_rupiah):
            yield f"Report {report}: lines {report.ours} and {report.theirs}."


def check_traces() -> Iterator[str]:
    """Every fee ever taken: a paid bill has lines, each names its rule."""
    for bill in Bill.objects.filter(status=Bill.Status.PAID).prefetch_related("lines"):
        rules = [line.rule for line in bill.lines.all()]
        if not rules or not all(rules):
            yield f"Bill {bill.pk} was paid and names no rule for each of its lines."
