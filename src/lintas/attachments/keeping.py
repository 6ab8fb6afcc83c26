"""The safe copy becomes an attachment: sealed on disk first, then row, key and entry at once."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.attachments import storage, stores
from lintas.attachments.entries import AttachmentStored
from lintas.attachments.models import Attachment, AttachmentKey
from lintas.attachments.office_keys import office_keys
from lintas.attachments.queries import AttachmentView, view_of
from lintas.attachments.sanitise import Clean
from lintas.attachments.sealing import new_key, seal, wrap
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


def keep_clean(
    safe: Clean, *, attachment_id: UUID, case: UUID, purpose: str, name: str, office: str,
    actor: Actor, at: datetime,
) -> AttachmentView:  # fmt: skip
    """A kill in between leaves sealed bytes that no row names, which the sweep removes.

    Raises: StoreAway.
    """
    key, store = new_key(), stores.files()
    row = Attachment(
        id=attachment_id,
        case=case,
        purpose=purpose,
        name=name,
        kind=safe.kind,
        content_type=safe.content_type,
        sha256=storage.keep(store, seal(key, safe.whole)),
        preview_sha256=storage.keep(store, seal(key, safe.preview)) if safe.preview else "",
        byte_count=len(safe.whole),
        width=safe.width,
        height=safe.height,
        pages=safe.pages,
        stored_at=at,
    )
    return insert(row, key, office=office, actor=actor, at=at)


def insert(
    row: Attachment, key: bytes, *, office: str, actor: Actor, at: datetime
) -> AttachmentView:
    """Race: of two with one id the first stays, and both get it."""
    office_key, wrapped = wrap(office_keys(), key, row.pk)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            AttachmentKey.objects.create(attachment=row, office_key=office_key, wrapped=wrapped)
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
