from collections.abc import Sequence

from lintas.kernel.actor import Actor, Role
from lintas.voices.models import ExtraFeeReport

MOST = 100


def extra_fee_reports(actor: Actor) -> Sequence[ExtraFeeReport]:
    """For the head, except what is about the head: that is for the administrator to pass on.

    Cost: one query.
    """
    rows = ExtraFeeReport.objects.filter(office=actor.office).order_by("-made_at")
    if actor.has(Role.HEAD):
        return list(rows.exclude(whom=ExtraFeeReport.Whom.HEAD)[:MOST])
    if actor.has(Role.ADMIN):
        return list(rows.filter(whom=ExtraFeeReport.Whom.HEAD)[:MOST])
    return []
