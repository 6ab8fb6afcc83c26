"""Having an upload cleaned by a process of its own, whatever happens to that process."""

import json
import subprocess
import sys
from pathlib import Path

import structlog

from lintas.attachments import errors
from lintas.attachments.sanitise import Clean, looks_like_pdf

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 40
SOURCE = Path(__file__).resolve().parents[2]


def clean_apart(content: bytes, limit: int) -> Clean:
    """The safe copy of an upload, made where a bomb hurts nobody else.

    Raises: subclasses of UploadRefused, also when the process was stopped by a limit.
    """
    command = [sys.executable, "-m", "lintas.attachments.cleaner", str(limit)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            env={"PYTHONPATH": str(SOURCE), "LC_ALL": "C.UTF-8"},  # no secret of ours
            check=False,
        )
    except subprocess.TimeoutExpired as trouble:
        log.warning("an upload took too long to open")
        raise _too_much_for_it(content) from trouble
    if done.returncode != 0:
        log.warning("an upload stopped the process that opened it", code=done.returncode)
        raise _too_much_for_it(content)
    head, _, rest = done.stdout.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise getattr(errors, told["refused"])
    whole = told.pop("whole")
    return Clean(whole=rest[:whole], preview=rest[whole:], **told)


def _too_much_for_it(content: bytes) -> errors.UploadRefused:
    return errors.PdfTooHeavy() if looks_like_pdf(content) else errors.PictureBroken()
