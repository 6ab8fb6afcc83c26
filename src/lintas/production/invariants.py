"""What must always hold of batches."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Sum

from lintas.applications import public as applications
from lintas.production.models import Batch, Line
from lintas.production.rules import UNANSWERED, BatchState, LineState, digest


def check_production() -> Iterator[str]:
    """Gives a sentence for each batch whose totals or lines disagree, and for each case that is
    in production and in no open batch, or the other way round."""
    for batch in Batch.objects.all():
        yield from _totals(batch)
    waiting = Line.objects.filter(state=LineState.WAITING)
    out = set(waiting.filter(batch__state__in=UNANSWERED).values_list("case", flat=True))
    made = applications.in_production_by_batches()
    yield from (f"Case {case} is in production and in no open batch." for case in _in(made - out))
    yield from (f"Case {case} is in an open batch and not made." for case in _in(out - made))


def _in(cases: set[UUID]) -> list[UUID]:
    return sorted(cases)


def _totals(batch: Batch) -> Iterator[str]:
    lines = batch.lines.order_by("position")
    total = lines.aggregate(sum=Sum("paid_rupiah"))["sum"] or 0
    if (lines.count(), total) != (batch.count, batch.sum_rupiah):
        yield f"Batch {batch.number}: {batch.count} lines, {batch.sum_rupiah}; found {total}."
    if batch.content and digest(batch.content.encode().partition(b"\n")[2]) != batch.sha256:
        yield f"Batch {batch.number}: its file is not the one its hash was taken of."
    states = set(lines.values_list("state", flat=True))
    fitting = {
        BatchState.CLOSED: {LineState.MADE, LineState.FAILED},
        BatchState.DISCARDED: {LineState.DROPPED},
    }.get(BatchState(batch.state), {LineState.WAITING})
    if states - fitting:
        yield f"Batch {batch.number} is {batch.state}; its lines are {sorted(states)}."
