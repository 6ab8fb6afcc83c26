"""Taking, removing and looking at uploads."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from lintas.attachments.entries import AttachmentRemoved, AttachmentViewed
from lintas.attachments.errors import FileTooLarge
from lintas.attachments.incoming_commands import begin_incoming, finish_incoming, take_piece
from lintas.attachments.keeping import insert
from lintas.attachments.models import Attachment, AttachmentKey
from lintas.attachments.queries import AttachmentView, NoSuchAttachment, key_of, view_of
from lintas.journal import public as journal
from lintas.kernel.actor import Actor

ONE_LOOK = timedelta(minutes=10)


class Upload(Protocol):
    """Something to read bytes from: a Django upload or any open file."""

    def read(self, size: int, /) -> bytes: ...


def store_upload(
    *,
    attachment_id: UUID,
    case: UUID,
    purpose: str,
    name: str,
    content: Upload,
    office: str,
    actor: Actor,
    at: datetime,
) -> AttachmentView | None:
    """Take a whole file at once, through the quarantine like any other.

    The same id again gives what is there; none when it is kept and waits for the scanner.
    Raises: subclasses of UploadRefused.
    """
    found = Attachment.objects.filter(pk=attachment_id).first()
    if found is not None:
        return view_of(found)
    limit: int = settings.UPLOAD_LIMIT_BYTES
    raw = content.read(limit + 1)
    if len(raw) > limit:
        raise FileTooLarge
    begin_incoming(
        incoming_id=attachment_id,
        case=case,
        purpose=purpose,
        name=name,
        length=len(raw),
        office=office,
        actor=actor,
        at=at,
    )
    take_piece(incoming_id=attachment_id, start=0, content=raw, at=at)
    return finish_incoming(incoming_id=attachment_id, at=at)


@transaction.atomic
def copy_attachments(
    *, source: UUID, target: UUID, purposes: Collection[str], office: str, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """What one application holds for these purposes, held by another as well.

    The content is kept once, and its key for each; done again it adds nothing.
    """
    for row in Attachment.objects.filter(case=source, removed_at=None, purpose__in=purposes):
        key = key_of(row)
        row.id, row.case, row.stored_at = uuid5(target, str(row.id)), target, at
        if not Attachment.objects.filter(pk=row.id).exists():
            insert(row, key, office=office, actor=actor, at=at)


@transaction.atomic
def remove_attachment(*, attachment_id: UUID, office: str, actor: Actor, at: datetime) -> None:
    """Take a file out of its application and erase its key: its bytes cannot be opened again,
    whatever copy of them is left on a disk. Raises: NoSuchAttachment."""
    row = Attachment.objects.filter(pk=attachment_id).first()
    if row is None or not journal.change_and_record(
        Attachment.objects.filter(pk=attachment_id, removed_at=None),
        {"removed_at": at},
        AttachmentRemoved(purpose=row.purpose),
        subject=attachment_id,
        case=row.case,
        actor=actor,
        office=office,
        at=at,
    ):
        raise NoSuchAttachment
    AttachmentKey.objects.filter(attachment=row).delete()


@transaction.atomic
def note_look(*, attachment: AttachmentView, office: str, actor: Actor, at: datetime) -> None:
    """A member of staff looks at somebody's paper: the person can see that it happened.

    Its pages one after the other are one look, as is a picture the browser asks for again.
    """
    lately = at - ONE_LOOK
    if any(
        entry.kind == "attachment:viewed" and entry.actor_id == actor.id and entry.at > lately
        for entry in journal.entries_about(attachment.id)
    ):
        return
    journal.record(
        AttachmentViewed(purpose=attachment.purpose),
        subject=attachment.id,
        case=attachment.case,
        actor=actor,
        office=office,
        at=at,
    )
