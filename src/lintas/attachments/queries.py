from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lintas.attachments import storage, stores
from lintas.attachments.models import Attachment, AttachmentKey
from lintas.attachments.office_keys import office_keys
from lintas.attachments.sealing import Opened, unwrap
from lintas.journal import public as journal


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
    return [view_of(row) for row in _HELD.found(case)]


_HELD = journal.Prepared(
    lambda case: Attachment.objects.filter(case=case, removed_at=None).order_by("stored_at", "id"),
    of_case=True,
)


def named_files(names: Collection[str], since: datetime) -> Collection[str]:
    """Which of these an attachment holds, or held since then. Cost: two index reads."""
    held = Attachment.objects.filter(Q(removed_at=None) | Q(removed_at__gt=since))
    whole = held.filter(sha256__in=names).values_list("sha256", flat=True)
    return [
        *whole,
        *held.filter(preview_sha256__in=names).values_list("preview_sha256", flat=True),
    ]


def key_of(row: Attachment) -> bytes:
    """Raises: NoSuchAttachment when its key was erased."""
    found = AttachmentKey.objects.filter(attachment=row).first()
    if found is None:
        raise NoSuchAttachment
    return unwrap(office_keys(), found.office_key, bytes(found.wrapped), row.pk)


def open_attachment(attachment_id: UUID, variant: str = "whole") -> tuple[Opened, str]:
    """The content ("whole" or, of a photo, "preview") and its type. Raises: NoSuchAttachment."""
    row = Attachment.objects.filter(pk=attachment_id, removed_at=None).first()
    if row is None:
        raise NoSuchAttachment
    small = variant == "preview" and row.preview_sha256
    try:
        sealed = storage.fetch(stores.files(), row.preview_sha256 if small else row.sha256)
    except FileNotFoundError as trouble:
        raise NoSuchAttachment from trouble
    return Opened(sealed, key_of(row)), row.content_type
