"""What must always hold in the journal."""

from collections.abc import Iterator

from django.db.models import Count, Max, Min

from lintas.journal.kinds import known_kinds
from lintas.journal.models import Entry, Head, Order, Unordered


def check_journal() -> Iterator[str]:
    """Gives a sentence for each thing that does not hold."""
    span = Order.objects.aggregate(first=Min("seq"), last=Max("seq"), placed=Count("seq"))
    if span["placed"] and (span["first"] != 1 or span["last"] != span["placed"]):
        yield f"The order has gaps: {span}."
    head = Head.objects.first()
    if head is not None and head.last_seq != (span["last"] or 0):
        yield f"The head says {head.last_seq}, the order ends at {span['last']}."
    entries, unordered = Entry.objects.count(), Unordered.objects.count()
    if entries != span["placed"] + unordered:
        yield f"{entries} entries, {span['placed']} placed, {unordered} waiting."
    strangers = set(Entry.objects.values_list("kind", flat=True).distinct()) - set(known_kinds())
    if strangers:
        yield f"Kinds that nobody declares: {sorted(strangers)}."
