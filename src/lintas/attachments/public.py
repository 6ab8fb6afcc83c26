"""The front door of attachments."""

from lintas.attachments.commands import (
    Upload,
    copy_attachments,
    note_look,
    remove_attachment,
    store_upload,
)
from lintas.attachments.errors import NoFile, UploadRefused
from lintas.attachments.queries import (
    AttachmentView,
    NoSuchAttachment,
    attachments_of,
    open_attachment,
)
from lintas.attachments.serving import serve

__all__ = [
    "AttachmentView",
    "NoFile",
    "NoSuchAttachment",
    "Upload",
    "UploadRefused",
    "attachments_of",
    "copy_attachments",
    "note_look",
    "open_attachment",
    "remove_attachment",
    "serve",
    "store_upload",
]
