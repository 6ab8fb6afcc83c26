from datetime import datetime, timedelta

from lintas.queue.counter_models import Printout

LOOK_BACK = timedelta(hours=2)
STUCK_AFTER = 2
"""Attempts; a printer may be out of paper for one."""


def troubled_printers(office: str, at: datetime) -> list[str]:
    """Printers that let a ticket wait or drop lately, for staff to look after."""
    rows = Printout.objects.filter(office=office, asked_at__gte=at - LOOK_BACK)
    stuck = rows.filter(state=Printout.State.WAITING, attempts__gte=STUCK_AFTER)
    dropped = rows.filter(state=Printout.State.GIVEN_UP)
    return sorted({row.printer for row in [*stuck, *dropped]})
