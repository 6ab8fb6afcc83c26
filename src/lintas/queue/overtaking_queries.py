"""The overtaking index of an office's day."""

from datetime import datetime

from lintas.catalogue import public as catalogue
from lintas.queue.models import Ticket
from lintas.queue.overtaking import Came, Overtaking, overtaking


def overtaking_today(office: str, at: datetime) -> Overtaking:
    """How often somebody was called before an earlier turn, up to now. Cost: one index read."""
    place = catalogue.office(office)
    letters = {one.id: frozenset({*one.queues, "P"}) for one in place.counters}
    rows = Ticket.objects.filter(
        office=office, on=place.today(at), arrived_at__isnull=False
    ).exclude(status=Ticket.Status.CANCELLED)
    day = [
        Came(
            letter=row.letter,
            priority=row.priority,
            due_at=row.due_at,
            arrived_at=row.arrived_at,
            called_at=None if row.status == Ticket.Status.WAITING else row.called_at,
            missed_calls=row.calls,
            served_with=letters.get(row.counter, frozenset()),
        )
        for row in rows
        if row.arrived_at
    ]
    return overtaking(day)
