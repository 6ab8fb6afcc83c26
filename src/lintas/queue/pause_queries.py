"""Which counters call nobody for a while, and why."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Max

from lintas.catalogue.public import Office
from lintas.queue.counter_models import CounterPause


@dataclass(frozen=True)
class PauseView:
    counter: str
    reason: str
    since: datetime


def pauses(office: str) -> dict[str, PauseView]:
    """By counter. Cost: one index read."""
    rows = CounterPause.objects.filter(office=office, resumed_at__isnull=True)
    return {row.counter: PauseView(row.counter, row.reason, row.paused_at) for row in rows}


def pause_of(office: str, counter: str) -> PauseView | None:
    return pauses(office).get(counter)


def paused_counters(office: str) -> frozenset[str]:
    """What an estimate leaves out."""
    return frozenset(pauses(office))


def resumed_on(office: Office, day: date) -> dict[str, datetime]:
    """When each counter came back from its last pause of a day. Cost: one read of its pauses."""
    rows = CounterPause.objects.filter(
        office=office.id, resumed_at__gte=office.moment(day, time.min)
    ).values_list("counter")
    return dict(rows.annotate(Max("resumed_at")))
