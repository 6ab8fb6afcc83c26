"""Where bytes lie: a folder of this machine, or a bucket of an S3-compatible store by setting."""

from pathlib import Path

from django.conf import settings

from lintas.attachments.ports import BlobStore
from lintas.attachments.stores.folder import FolderStore


def files() -> BlobStore:
    """Sealed copies that passed the cleaner."""
    return _store("files", settings.MEDIA_ROOT)


def quarantine() -> BlobStore:
    """Sealed pieces of what came in and was not looked at yet; nothing here is ever served."""
    return _store("quarantine", settings.QUARANTINE_ROOT)


def _store(prefix: str, folder: str | Path) -> BlobStore:
    if settings.S3 is None:
        return FolderStore(folder)
    from lintas.attachments.stores.s3 import S3Store  # its library is large: only where it is used

    return S3Store(settings.S3, prefix)
