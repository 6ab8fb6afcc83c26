"""What must always hold of who had which case."""

from collections.abc import Iterator

from lintas.casework.entries import Assigned
from lintas.casework.models import Glass
from lintas.casework.rules import drawn
from lintas.journal import public as journal


def check_draws() -> Iterator[str]:
    """Every draw gives the same again; its case is in the entry."""
    for entry in journal.entries_of_kind("case:assigned"):
        data = entry.data
        if not isinstance(data, Assigned) or data.how != "drawn":
            continue
        weights = {one.staff: one.weight for one in data.candidates}
        if not weights or drawn(weights, data.seed) != data.staff:
            yield f"The draw {entry.id} gives another than {data.staff}."


def check_glass() -> Iterator[str]:
    """Whatever was opened in an emergency is in the journal."""
    told = {entry.subject for entry in journal.entries_of_kind("case:glass-broken")}
    for glass in Glass.objects.exclude(pk__in=told):
        yield f"{glass.number} was opened in an emergency and the journal does not say so."
