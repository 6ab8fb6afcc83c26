"""The pages of a kept PDF as pictures, so that they can be zoomed beside other papers.

A PDF itself is never shown inside our origin (serving.py). Cost: about half a second a page.
"""

import subprocess
import sys

import structlog

from lintas.attachments.cleaning import PATIENCE_SECONDS, SOURCE
from lintas.attachments.queries import AttachmentView, NoSuchAttachment, open_attachment

log = structlog.get_logger(__name__)


def page_picture(attachment: AttachmentView, page: int) -> bytes:
    """A page, from 1, as JPEG. Raises: NoSuchAttachment, also for what cannot be drawn."""
    if attachment.kind != "pdf" or not 1 <= page <= attachment.pages:
        raise NoSuchAttachment
    file, _ = open_attachment(attachment.id)
    with file:
        content = file.read()
    command = [sys.executable, "-m", "lintas.attachments.page_drawer", str(page - 1)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8"},  # no secret of ours
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as trouble:
        log.warning("a page could not be drawn", attachment=str(attachment.id), page=page)
        raise NoSuchAttachment from trouble
    return done.stdout
