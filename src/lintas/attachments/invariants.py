"""What must always hold of kept files."""

from collections.abc import Iterator

from django.db.models import Sum
from django.db.models.functions import Coalesce

from lintas.attachments import stores
from lintas.attachments.models import Attachment, AttachmentKey, Incoming
from lintas.attachments.storage import is_whole


def check_attachments() -> Iterator[str]:
    """Gives a sentence for each file that is missing or is not what was kept."""
    rows = Attachment.objects.filter(removed_at=None)
    for pk, whole, preview in rows.values_list("pk", "sha256", "preview_sha256"):
        for sha256 in filter(None, (whole, preview)):
            if not is_whole(stores.files(), sha256):
                yield f"Attachment {pk}: the content {sha256[:12]} is missing or altered."


def check_attachment_keys() -> Iterator[str]:
    """A file that is there has its key, and one that was removed has none."""
    kept = Attachment.objects.filter(removed_at=None, attachmentkey=None)
    for pk in kept.values_list("pk", flat=True):
        yield f"Attachment {pk} has no key: nobody can open it."
    removed = AttachmentKey.objects.exclude(attachment__removed_at=None)
    for pk in removed.values_list("pk", flat=True):
        yield f"Attachment {pk} was removed and still has its key."


def check_quarantine() -> Iterator[str]:
    """An upload has exactly the bytes it was acknowledged, and none once it has ended."""
    under_way = {Incoming.State.RECEIVING, Incoming.State.WAITING}
    for row in Incoming.objects.annotate(held=Coalesce(Sum("pieces__size"), 0)):
        if row.held != (row.received if row.state in under_way else 0):
            yield f"Upload {row.pk} ({row.state}) holds {row.held} of {row.received} bytes."
