"""Uploads of one case, as the commands take them."""

import io
from datetime import datetime
from uuid import UUID

from lintas.attachments.commands import store_upload
from lintas.attachments.incoming_commands import begin_incoming
from lintas.attachments.incoming_queries import IncomingView
from lintas.attachments.queries import AttachmentView
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id

TESTS = system("tests")
CASE = new_id()


def stored(
    content: bytes,
    at: datetime,
    *,
    case: UUID = CASE,
    name: str = "ktp.jpg",
    id: UUID | None = None,
) -> AttachmentView | None:
    return store_upload(
        attachment_id=id or new_id(),
        case=case,
        purpose="ktp",
        name=name,
        content=io.BytesIO(content),
        office="mentawai",
        actor=TESTS,
        at=at,
    )


def begun(length: int, at: datetime, *, case: UUID = CASE) -> IncomingView:
    return begin_incoming(
        incoming_id=new_id(),
        case=case,
        purpose="ktp",
        name="ktp.jpg",
        length=length,
        office="mentawai",
        actor=TESTS,
        at=at,
    )
