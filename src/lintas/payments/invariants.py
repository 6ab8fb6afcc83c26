"""What must always hold of money."""

from collections.abc import Iterator

from django.db.models import F, Sum

from lintas.journal import public as journal
from lintas.payments.models import Bill


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
