"""Files by the hash of their content: the same content is kept once and never changes."""

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def place_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(content: bytes) -> str:
    """Store the content and give its hash; when this returns it is on disk.

    Written under another name first, so that a file with a hash's name is always whole.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    place = place_of(sha256)
    if default_storage.exists(place):
        return sha256
    fresh = default_storage.save(f"new/{sha256}", ContentFile(content))
    _settle(fresh, place)
    return sha256


def _settle(fresh: str, place: str) -> None:
    source, target = default_storage.path(fresh), default_storage.path(place)
    with open(source, "rb") as file:
        os.fsync(file.fileno())
    os.makedirs(os.path.dirname(target), exist_ok=True)
    os.replace(source, target)
    folder = os.open(os.path.dirname(target), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def fetch(sha256: str) -> BinaryIO:
    """Raises: FileNotFoundError."""
    file: BinaryIO = default_storage.open(place_of(sha256))  # type: ignore[assignment]
    return file


def is_whole(sha256: str) -> bool:
    """Whether the content is there and still has its hash."""
    try:
        with fetch(sha256) as file:
            return hashlib.sha256(file.read()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def kept_hashes() -> Iterator[tuple[str, str]]:
    """Every file kept: its hash and its place. For the sweep of what no row names."""
    for first in default_storage.listdir("")[0] if default_storage.exists("") else []:
        if first == "new":
            continue
        for second in default_storage.listdir(first)[0]:
            for name in default_storage.listdir(f"{first}/{second}")[1]:
                yield name, f"{first}/{second}/{name}"
