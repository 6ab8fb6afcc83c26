from collections.abc import Sequence

from lintas.accounts.public import staff_of
from lintas.kernel.actor import Actor, Role
from lintas.voices.models import ExtraFeeReport
from lintas.voices.rules import Reader, readers

MOST = 100
LOOKED_THROUGH = 1000


def extra_fee_reports(actor: Actor) -> Sequence[ExtraFeeReport]:
    """What this head or administrator may read, newest first (rules.py). Cost: three queries."""
    if not actor.has(Role.HEAD, Role.ADMIN):
        return []
    staff = [Reader(one.id, one.name, one.roles) for one in staff_of(actor.office)]
    rows = ExtraFeeReport.objects.filter(office=actor.office).order_by("-made_at")
    found = []
    for row in rows[:LOOKED_THROUGH]:
        told = f"{row.place} {row.asked} {row.described}"
        if actor.id in readers(row.whom, told, staff):
            found.append(row)
    return found[:MOST]
