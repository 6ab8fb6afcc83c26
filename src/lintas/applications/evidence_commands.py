"""Bringing evidence for a ground, and taking it back before somebody decides by it."""

from datetime import datetime
from uuid import UUID

from lintas.applications.errors import ActionNotOpen, EvidenceFixed
from lintas.applications.evidence_queries import grounds_open, waiver_evidence, waiver_purpose
from lintas.applications.models import Application
from lintas.attachments import public as attachments
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


def store_evidence(
    *, application: Application, ground: str, name: str, content: attachments.Upload, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """A photo or PDF for a waiver's ground, by its person or by the officer who sees it.

    Where a scanner is away it waits in quarantine and comes later.
    Raises: ActionNotOpen, UploadRefused.
    """
    if ground not in {one.id for one in grounds_open(application)}:
        raise ActionNotOpen
    attachments.store_upload(
        attachment_id=new_id(),
        case=application.pk,
        purpose=waiver_purpose(ground),
        name=name,
        content=content,
        office=application.office,
        actor=actor,
        at=at,
    )


def remove_evidence(
    *, application: Application, attachment_id: UUID, actor: Actor, at: datetime
) -> None:
    """Raises: ActionNotOpen, EvidenceFixed once it was proposed on the strength of it."""
    for row in waiver_evidence(application):
        if attachment_id in {one.id for one in row.uploads}:
            if row.fixed:
                raise EvidenceFixed
            attachments.remove_attachment(
                attachment_id=attachment_id, office=application.office, actor=actor, at=at
            )
            return
    raise ActionNotOpen
