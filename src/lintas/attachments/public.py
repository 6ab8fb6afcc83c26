"""The front door of attachments."""

from lintas.attachments.commands import (
    Upload,
    copy_attachments,
    note_look,
    remove_attachment,
    store_upload,
)
from lintas.attachments.errors import NoFile, UploadRefused
from lintas.attachments.incoming_commands import drop_incoming
from lintas.attachments.incoming_queries import IncomingView, incoming, incoming_of
from lintas.attachments.office_keys import OfficeKeysWrong, read_keys
from lintas.attachments.queries import (
    AttachmentView,
    NoSuchAttachment,
    attachments_of,
    open_attachment,
)
from lintas.attachments.serving import serve, serve_page
from lintas.attachments.tasks import ask_sweep, ask_waiting
from lintas.attachments.tus import Uploader
from lintas.attachments.tus import begin as begin_upload
from lintas.attachments.tus import go_on as go_on_with_upload

__all__ = [
    "AttachmentView",
    "IncomingView",
    "NoFile",
    "NoSuchAttachment",
    "OfficeKeysWrong",
    "Upload",
    "UploadRefused",
    "Uploader",
    "ask_sweep",
    "ask_waiting",
    "attachments_of",
    "begin_upload",
    "copy_attachments",
    "drop_incoming",
    "go_on_with_upload",
    "incoming",
    "incoming_of",
    "note_look",
    "open_attachment",
    "read_keys",
    "remove_attachment",
    "serve",
    "serve_page",
    "store_upload",
]
