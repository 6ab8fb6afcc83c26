"""Sentences of the staff on the displays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.counter_models import WallMessage
from lintas.queue.errors import MessageTooLong, MessageWrong

LONGEST_MESSAGE = 100
"""Letters of one language: what two lines under the calls hold, read from 8 m."""


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
    """The same id again is the same message. Raises: MessageWrong, MessageTooLong."""
    text, text_en = text.strip(), text_en.strip()
    known = not room or catalogue.office(office).queue.room(room) is not None
    if not text or until <= at or not known:
        raise MessageWrong
    for one, english in ((text, False), (text_en, True)):
        if len(one) > LONGEST_MESSAGE:
            raise MessageTooLong.of(len(one), LONGEST_MESSAGE, english=english)
    if WallMessage.objects.filter(pk=message_id).exists():
        return
    WallMessage.objects.create(
        id=message_id,
        office=office,
        room=room,
        text_id=text,
        text_en=text_en,
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
