"""The office takes a changed or missed visit upon itself."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.appointments.entries import VisitExcused
from lintas.appointments.errors import ExcuseNeedsReason
from lintas.appointments.visit_models import Excuse
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

LONGEST = 200


@transaction.atomic
def excuse_visit(
    *, excuse_id: UUID, case: UUID, office: str, reason: str, actor: Actor, at: datetime
) -> None:
    """One more change and one more missed visit for this request; the same id again is one.

    Raises: ExcuseNeedsReason.
    """
    if not reason.strip():
        raise ExcuseNeedsReason
    _row, new = Excuse.objects.get_or_create(
        id=excuse_id,
        defaults={
            "case": case,
            "reason": reason.strip()[:LONGEST],
            "given_by": actor.id,
            "given_at": at,
        },
    )
    if new:
        rule = catalogue.office(office).booking.missed.rule
        journal.record(
            VisitExcused(), subject=case, case=case, actor=actor, office=office, at=at, rule=rule
        )


def excuses_of(case: UUID) -> list[tuple[datetime, str]]:
    """When and why, oldest first. Cost: one index read."""
    rows = Excuse.objects.filter(case=case).order_by("given_at")
    return list(rows.values_list("given_at", "reason"))
