from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db.models import Q

from lintas.attachments import storage
from lintas.attachments.models import Attachment


class NoSuchAttachment(LookupError):
    """There is no such file, or it was removed."""


@dataclass(frozen=True)
class AttachmentView:
    id: UUID
    case: UUID
    purpose: str
    name: str
    kind: str
    content_type: str
    byte_count: int
    width: int
    height: int
    pages: int
    stored_at: datetime


def view_of(row: Attachment) -> AttachmentView:
    return AttachmentView(
        id=row.id,
        case=row.case,
        purpose=row.purpose,
        name=row.name,
        kind=row.kind,
        content_type=row.content_type,
        byte_count=row.byte_count,
        width=row.width,
        height=row.height,
        pages=row.pages,
        stored_at=row.stored_at,
    )


def attachments_of(case: UUID) -> list[AttachmentView]:
    """What one application holds, oldest first. Cost: one index read."""
    rows = Attachment.objects.filter(case=case, removed_at=None).order_by("stored_at", "id")
    return [view_of(row) for row in rows]


def is_named(sha256: str) -> bool:
    """Whether any application still holds this content. Cost: one read of the hashes' indexes."""
    held = Q(sha256=sha256) | Q(preview_sha256=sha256)
    return Attachment.objects.filter(held, removed_at=None).exists()


def open_attachment(attachment_id: UUID, variant: str = "whole") -> tuple[BinaryIO, str]:
    """The content ("whole" or, of a photo, "preview") and its type. Raises: NoSuchAttachment."""
    row = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if row is None:
        raise NoSuchAttachment
    small = variant == "preview" and row.preview_sha256
    try:
        return storage.fetch(row.preview_sha256 if small else row.sha256), row.content_type
    except FileNotFoundError as trouble:
        raise NoSuchAttachment from trouble
