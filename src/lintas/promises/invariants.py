"""What must always hold of promises: days are accounted for, and pauses do not overlap."""

from collections.abc import Iterator
from itertools import pairwise

from lintas.promises.models import Promise
from lintas.promises.queries import calendar_of
from lintas.promises.rules import moved_by_pause


def check_promises() -> Iterator[str]:
    """The promised day is the first one moved by lawful pauses, the rule's extension, no more."""
    for promise in Promise.objects.prefetch_related("pauses"):
        calendar = calendar_of(promise)
        due = calendar.add(promise.started_on, promise.days)
        if promise.extended_days:
            due = calendar.add(due, promise.extended_days)
        pauses = sorted(promise.pauses.all(), key=lambda pause: (pause.started_on, pause.id))
        for pause in pauses:
            if pause.ended_on is not None:
                due = moved_by_pause(calendar, due, pause.started_on, pause.ended_on)
        if due != promise.due_on:
            yield f"The promise {promise.id} is due on {promise.due_on}; its pauses say {due}."
        for one, other in pairwise(pauses):
            if one.ended_on is None or one.ended_on > other.started_on:
                yield f"Two pauses of the promise {promise.id} overlap."
