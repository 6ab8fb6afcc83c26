from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.queue.counter_models import WallMessage


@dataclass(frozen=True)
class MessageView:
    id: UUID
    room: str
    text_id: str
    text_en: str
    until: datetime


def wall_messages(office: str, at: datetime, room: str = "") -> list[MessageView]:
    """What stands on the displays now: of the whole office, and of the room where one is named."""
    rows = WallMessage.objects.filter(office=office, until__gt=at, taken_down_at__isnull=True)
    if room:
        rows = rows.filter(room__in=["", room])
    return [
        MessageView(row.pk, row.room, row.text_id, row.text_en, row.until)
        for row in rows.order_by("shown_at", "id")
    ]
