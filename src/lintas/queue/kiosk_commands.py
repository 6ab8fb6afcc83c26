"""Devices that check people in by themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.counter_models import Kiosk


@transaction.atomic
def open_kiosk(
    *, kiosk_id: UUID, office: str, name: str, printer: str, actor: Actor, at: datetime
) -> None:
    """A printer the office does not have means: no printer, the screen shows the number."""
    known = catalogue.office(office).queue.printer(printer)
    named = name.strip()[:40] or "Kios"
    Kiosk.objects.create(
        id=kiosk_id,
        office=office,
        name=named,
        printer=known.id if known else "",
        opened_at=at,
        opened_by=actor.id,
    )
    data = entries.KioskOpened(name=named)
    journal.record(data, subject=kiosk_id, actor=actor, office=office, at=at)


@transaction.atomic
def close_kiosk(*, kiosk_id: UUID, office: str, actor: Actor, at: datetime) -> None:
    """The device finds nothing from now on. One that is closed stays so."""
    rows = Kiosk.objects.filter(pk=kiosk_id, office=office, closed_at__isnull=True)
    found = rows.first()
    if found is None:
        return
    journal.change_and_record(
        rows,
        {"closed_at": at},
        entries.KioskClosed(name=found.name),
        subject=found.pk,
        actor=actor,
        office=office,
        at=at,
    )
