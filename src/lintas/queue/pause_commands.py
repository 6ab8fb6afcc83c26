"""A counter that calls nobody for a while; the displays and the estimate know."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.counter_models import CounterPause
from lintas.queue.errors import CounterPaused, NoSuchCounter, ReasonUnknown


@transaction.atomic
def pause_counter(
    *, pause_id: UUID, office: str, counter: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Raises: NoSuchCounter, ReasonUnknown, CounterPaused (by somebody else a moment ago)."""
    place = catalogue.office(office)
    if place.counter(counter) is None:
        raise NoSuchCounter
    if place.queue.word("pauses", reason) is None:
        raise ReasonUnknown
    try:
        with transaction.atomic():
            CounterPause.objects.create(
                id=pause_id,
                office=office,
                counter=counter,
                reason=reason,
                paused_at=at,
                officer_id=actor.id,
            )
    except IntegrityError:
        raise CounterPaused from None
    data = entries.CounterPaused(counter=counter, reason=reason)
    journal.record(data, subject=pause_id, actor=actor, office=office, at=at)


@transaction.atomic
def resume_counter(*, office: str, counter: str, actor: Actor, at: datetime) -> None:
    """A counter that is not paused stays as it is."""
    rows = CounterPause.objects.filter(office=office, counter=counter, resumed_at__isnull=True)
    found = rows.first()
    if found is None:
        return
    journal.change_and_record(
        CounterPause.objects.filter(pk=found.pk, resumed_at__isnull=True),
        {"resumed_at": at},
        entries.CounterResumed(counter=counter),
        subject=found.pk,
        actor=actor,
        office=office,
        at=at,
    )
