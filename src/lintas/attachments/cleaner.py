"""The process that opens what strangers send: it reads one upload, writes its safe copy, and ends.

Run as `python -m lintas.attachments.cleaner <limit>`; in: the upload, out: a line of JSON, then the
copy and its preview. It may use so much memory and time and no more, can open no file for writing
and, where Linux lets it, sees no network at all; nothing of the site's database or keys is in it.
"""

import ctypes
import json
import resource
import sys

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 30
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # Source: linux/sched.h


def shut_in() -> None:
    """Give up what opening a picture does not need, before a byte of it is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Where namespaces are not allowed it stays as it is: the limits above hold all the same.
        ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER | CLONE_NEWNET)


def main(limit: int) -> None:
    from lintas.attachments.errors import UploadRefused
    from lintas.attachments.sanitise import clean

    shut_in()
    try:
        safe = clean(sys.stdin.buffer.read(limit + 1), limit)
    except UploadRefused as refusal:
        print(json.dumps({"refused": type(refusal).__name__}))
        return
    told = {
        "kind": safe.kind,
        "content_type": safe.content_type,
        "width": safe.width,
        "height": safe.height,
        "pages": safe.pages,
        "whole": len(safe.whole),
    }
    out = sys.stdout.buffer
    out.write(json.dumps(told).encode() + b"\n" + safe.whole + safe.preview)
    out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
