"""Papers brought with an objection: which are open, and taking them in and back."""

from datetime import datetime
from uuid import UUID

from lintas.appeals.errors import EvidenceClosed
from lintas.appeals.models import Appeal
from lintas.appeals.queries import standing_of
from lintas.applications import public as applications
from lintas.applications.public import Application, Evidence
from lintas.attachments import public as attachments
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


def evidence_open(application: Application, at: datetime) -> Evidence | None:
    """What came for the objection that can be filed now or waits for its answer.

    Once it was filed nothing is taken back; more may come until it is answered. Cost: four queries.
    """
    waiting = Appeal.objects.filter(application=application.pk, state=Appeal.State.OPEN).first()
    if waiting is not None:
        return _of(application.pk, waiting.decision, fixed=True)
    standing, refusal = standing_of(application.pk, at), applications.refusal_of(application.pk)
    if standing is None or refusal is None or not standing.open:
        return None
    return _of(application.pk, refusal.id, fixed=False)


def _of(case: UUID, decision: int, *, fixed: bool) -> Evidence:
    purpose = applications.appeal_purpose(decision)
    title = applications.evidence_title("", purpose)
    return applications.evidence_for(case, purpose, title, fixed=fixed)


def store_appeal_evidence(
    *, application: Application, name: str, content: attachments.Upload, actor: Actor, at: datetime
) -> None:
    """A photo or PDF; where a scanner is away it comes later.

    Raises: EvidenceClosed, UploadRefused.
    """
    found = evidence_open(application, at)
    if found is None:
        raise EvidenceClosed
    attachments.store_upload(
        attachment_id=new_id(),
        case=application.pk,
        purpose=found.purpose,
        name=name,
        content=content,
        office=application.office,
        actor=actor,
        at=at,
    )


def remove_appeal_evidence(
    *, application: Application, attachment_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a paper back before the objection was filed, or an upload that has not become one.

    Raises: EvidenceClosed.
    """
    found = evidence_open(application, at)
    if found is not None and attachment_id in {one.id for one in found.coming}:
        attachments.drop_incoming(incoming_id=attachment_id)
    elif found is not None and not found.fixed and attachment_id in {u.id for u in found.uploads}:
        attachments.remove_attachment(
            attachment_id=attachment_id, office=application.office, actor=actor, at=at
        )
    else:
        raise EvidenceClosed
