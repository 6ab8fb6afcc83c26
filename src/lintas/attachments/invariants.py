"""What must always hold of kept files."""

from collections.abc import Iterator

from lintas.attachments.models import Attachment
from lintas.attachments.storage import is_whole


def check_attachments() -> Iterator[str]:
    """Gives a sentence for each file that is missing or is not what was kept."""
    rows = Attachment.objects.filter(removed_at=None)
    for pk, whole, preview in rows.values_list("pk", "sha256", "preview_sha256"):
        for sha256 in filter(None, (whole, preview)):
            if not is_whole(sha256):
                yield f"Attachment {pk}: the content {sha256[:12]} is missing or altered."
