"""Sentences of the staff on the displays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.counter_models import WallMessage
from lintas.queue.errors import MessageWrong

LONGEST = 100


@transaction.atomic
def show_message(
    *,
    message_id: UUID,
    office: str,
    room: str,
    text: str,
    text_en: str,
    until: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """The same id again is the same message. Raises: MessageWrong."""
    known = not room or catalogue.office(office).queue.room(room) is not None
    if not text.strip() or max(len(text), len(text_en)) > LONGEST or until <= at or not known:
        raise MessageWrong
    if WallMessage.objects.filter(pk=message_id).exists():
        return
    WallMessage.objects.create(
        id=message_id,
        office=office,
        room=room,
        text_id=text.strip(),
        text_en=text_en.strip(),
        shown_at=at,
        until=until,
    )
    data = entries.WallMessageShown(room=room, until=until)
    journal.record(data, subject=message_id, actor=actor, office=office, at=at)


@transaction.atomic
def take_down_message(*, message_id: UUID, office: str, actor: Actor, at: datetime) -> None:
    """One that is down already stays so."""
    rows = WallMessage.objects.filter(pk=message_id, office=office, taken_down_at__isnull=True)
    found = rows.first()
    if found is None:
        return
    journal.change_and_record(
        rows,
        {"taken_down_at": at},
        entries.WallMessageTakenDown(room=found.room),
        subject=found.pk,
        actor=actor,
        office=office,
        at=at,
    )
