"""Fees set aside and places at the front, for one case, by two people."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.rules import ENDED, Status
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.queue import public as queue
from lintas.waivers import public as waivers


@transaction.atomic
def propose_waiver(
    *,
    waiver_id: UUID,
    application: Application,
    ground: str,
    evidence: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Raises: ActionNotOpen once it has ended, NoSuchGround, EvidenceNeeded, ProposedAlready."""
    if application.status in {*ENDED, Status.DRAFT}:
        raise ActionNotOpen
    waivers.propose_waiver(
        waiver_id=waiver_id,
        case=application.pk,
        office=application.office,
        service=application.service,
        ground=ground,
        evidence=evidence,
        actor=actor,
        at=at,
    )


@transaction.atomic
def answer_waiver(
    *, waiver_id: UUID, application: Application, verdict: str, actor: Actor, at: datetime
) -> None:
    """Approved, a priority moves the numbers of this case to the front of the published order.

    Raises: ActionNotOpen, ProposerCannotAnswer, AnsweredAlready.
    """
    if waiver_id not in {one.id for one in waivers.waivers_of(application.pk)}:
        raise ActionNotOpen
    ground = waivers.answer_waiver(waiver_id=waiver_id, verdict=verdict, actor=actor, at=at)
    known = next((g for g in catalogue.waiver_grounds(application.service) if g.id == ground), None)
    if verdict == "approved" and known is not None and known.kind == waivers.PRIORITY:
        queue.move_ahead(case=application.pk, reason=ground, rule=known.rule, actor=actor, at=at)
