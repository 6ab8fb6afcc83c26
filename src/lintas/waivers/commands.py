"""Proposing a waiver, and answering it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role
from lintas.waivers import entries
from lintas.waivers.errors import (
    AnsweredAlready,
    EvidenceNeeded,
    NoSuchGround,
    ProposedAlready,
    ProposerCannotAnswer,
)
from lintas.waivers.models import Waiver


@transaction.atomic
def propose_waiver(
    *,
    waiver_id: UUID,
    case: UUID,
    office: str,
    service: str,
    ground: str,
    evidence: str,
    actor: Actor,
    at: datetime,
) -> None:
    """An officer says on which ground of the table, and what proves it.

    Raises: NoSuchGround, EvidenceNeeded, ProposedAlready.
    Race: a second proposal on the same ground breaks a constraint.
    """
    known = next((g for g in catalogue.waiver_grounds(service) if g.id == ground), None)
    if known is None or not actor.has(Role.OFFICER, Role.APPROVER) or actor.id is None:
        raise NoSuchGround
    if not evidence.strip():
        raise EvidenceNeeded
    try:
        with transaction.atomic():
            Waiver.objects.create(
                id=waiver_id,
                case=case,
                office=office,
                kind=known.kind,
                ground=ground,
                rule=known.rule,
                evidence=evidence.strip()[:600],
                proposed_by=actor.id,
                proposed_at=at,
            )
    except IntegrityError:
        raise ProposedAlready from None
    journal.record(
        entries.WaiverProposed(waiver=waiver_id, ground=ground),
        subject=waiver_id,
        case=case,
        actor=actor,
        office=office,
        at=at,
        rule=known.rule,
    )


@transaction.atomic
def answer_waiver(*, waiver_id: UUID, verdict: str, actor: Actor, at: datetime) -> str:
    """Another than the proposer approves or rejects it; gives its ground.

    Raises: ProposerCannotAnswer, AnsweredAlready.
    Race: the update moves a proposal only, and only by another.
    """
    found = Waiver.objects.filter(pk=waiver_id).first()
    if found is None or verdict not in {Waiver.State.APPROVED, Waiver.State.REJECTED}:
        raise AnsweredAlready
    if not actor.has(Role.APPROVER, Role.HEAD) or actor.id in {found.proposed_by, None}:
        raise ProposerCannotAnswer
    yes = verdict == Waiver.State.APPROVED
    kind = entries.WaiverApproved if yes else entries.WaiverRejected
    moved = journal.change_and_record(
        Waiver.objects.filter(pk=waiver_id, state=Waiver.State.PROPOSED),
        {"state": verdict, "answered_by": actor.id, "answered_at": at},
        kind(waiver=waiver_id, ground=found.ground),
        subject=waiver_id,
        case=found.case,
        actor=actor,
        office=found.office,
        at=at,
        rule=found.rule,
    )
    if not moved:
        raise AnsweredAlready
    return found.ground
