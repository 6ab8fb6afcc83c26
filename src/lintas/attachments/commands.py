"""Taking, removing and looking at uploads."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction

from lintas.attachments import storage
from lintas.attachments.cleaning import clean_apart
from lintas.attachments.entries import AttachmentRemoved, AttachmentStored, AttachmentViewed
from lintas.attachments.errors import FileTooLarge
from lintas.attachments.models import Attachment
from lintas.attachments.queries import AttachmentView, NoSuchAttachment, view_of
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.text import tidy


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
) -> AttachmentView:
    """Sanitise and keep one file; the content is on disk before the row says so.

    The same id again gives what is there. A kill in between leaves a file that no row names,
    which the sweep removes.
    Raises: subclasses of UploadRefused.
    """
    found = Attachment.objects.filter(pk=attachment_id).first()
    if found is not None:
        return view_of(found)
    limit: int = settings.UPLOAD_LIMIT_BYTES
    raw = content.read(limit + 1)
    if len(raw) > limit:
        raise FileTooLarge
    safe = clean_apart(raw, limit)
    sha256 = storage.keep(safe.whole)
    preview = storage.keep(safe.preview) if safe.preview else ""
    row = Attachment(
        id=attachment_id,
        case=case,
        purpose=purpose,
        name=tidy(name)[-120:] or purpose,
        kind=safe.kind,
        content_type=safe.content_type,
        sha256=sha256,
        preview_sha256=preview,
        byte_count=len(safe.whole),
        width=safe.width,
        height=safe.height,
        pages=safe.pages,
        stored_at=at,
    )
    return _insert(row, office=office, actor=actor, at=at)


def _insert(row: Attachment, *, office: str, actor: Actor, at: datetime) -> AttachmentView:
    """Race: of two with one id the first stays, and both get it."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            journal.record(
                AttachmentStored(purpose=row.purpose, sha256=row.sha256),
                subject=row.id,
                case=row.case,
                actor=actor,
                office=office,
                at=at,
            )
    except IntegrityError:
        found = Attachment.objects.filter(pk=row.pk).first()
        if found is None:
            raise
        return view_of(found)
    return view_of(row)


@transaction.atomic
def copy_attachments(
    *, source: UUID, target: UUID, purposes: Collection[str], office: str, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """What one application holds for these purposes, held by another as well.

    The content is kept once; done again it adds nothing.
    """
    for row in Attachment.objects.filter(case=source, removed_at=None, purpose__in=purposes):
        row.id, row.case, row.stored_at = uuid5(target, str(row.id)), target, at
        if not Attachment.objects.filter(pk=row.id).exists():
            _insert(row, office=office, actor=actor, at=at)


def remove_attachment(*, attachment_id: UUID, office: str, actor: Actor, at: datetime) -> None:
    """Take a file out of its application. Raises: NoSuchAttachment."""
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


@transaction.atomic
def note_look(*, attachment: AttachmentView, office: str, actor: Actor, at: datetime) -> None:
    """A member of staff looks at somebody's paper: the person can see that it happened."""
    journal.record(
        AttachmentViewed(purpose=attachment.purpose),
        subject=attachment.id,
        case=attachment.case,
        actor=actor,
        office=office,
        at=at,
    )
