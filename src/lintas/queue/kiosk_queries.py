from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.queue.counter_models import Kiosk


@dataclass(frozen=True)
class KioskView:
    id: UUID
    office: str
    name: str
    printer: str
    opened_at: datetime


def _view(row: Kiosk) -> KioskView:
    return KioskView(row.pk, row.office, row.name, row.printer, row.opened_at)


def kiosk(kiosk_id: UUID, office: str) -> KioskView | None:
    """An open kiosk of this office."""
    row = Kiosk.objects.filter(pk=kiosk_id, office=office, closed_at__isnull=True).first()
    return _view(row) if row else None


def open_kiosks(office: str) -> list[KioskView]:
    rows = Kiosk.objects.filter(office=office, closed_at__isnull=True)
    return [_view(row) for row in rows.order_by("opened_at")]
