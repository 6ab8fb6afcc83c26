"""Gives entries their place in the one order, in batches, off the request path."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import F

from lintas.journal.models import Entry, Head, Order, Reaction, Unordered
from lintas.journal.reactions import ask_all, handlers_of

BATCH = 500


@transaction.atomic
def order_entries(at: datetime, most: int = BATCH) -> int:
    """Place the next entries and line up their reactions. Gives how many were placed.

    Race: the head row is locked first, so there is one sequencer at a time; an entry whose
    transaction has not committed is not seen and gets its place in a later batch.
    """
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    waiting = list(Unordered.objects.order_by("pk")[:most])
    if not waiting:
        return 0
    entries = Entry.objects.in_bulk([row.entry_id for row in waiting])
    places = Order.objects.bulk_create(
        Order(seq=head.last_seq + nth, entry=entries[row.entry_id])
        for nth, row in enumerate(waiting, start=1)
    )
    Head.objects.filter(pk=1).update(last_seq=F("last_seq") + len(places))
    Unordered.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    _line_up_reactions(places, at)
    return len(places)


def _line_up_reactions(places: list[Order], at: datetime) -> None:
    rows = [
        Reaction(
            handler=handler,
            stream=place.entry.case or place.entry.subject,
            order=place,
            due_at=at,
            asked_at=at,
        )
        for place in places
        for handler in handlers_of(place.entry.kind)
    ]
    Reaction.objects.bulk_create(rows)
    streams = defaultdict(set)
    for row in rows:
        streams[row.handler].add(row.stream)
    for handler, subjects in streams.items():
        ask_all(handler, subjects)
