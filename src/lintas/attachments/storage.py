"""Files by the hash of their content: the same content is kept once and never changes."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

FRESH = "new"
"""Where content lies while it is being written; a kill may leave it there."""


def place_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(content: bytes) -> str:
    """Store the content and give its hash; when this returns it is on disk.

    Written under another name first, so that a file with a hash's name is always whole. What is
    there already counts as kept now, so that the sweep spares it until its row is written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    place = place_of(sha256)
    try:
        os.utime(default_storage.path(place))
    except FileNotFoundError:
        pass
    else:
        return sha256
    fresh = default_storage.save(f"{FRESH}/{sha256}", ContentFile(content))
    _settle(fresh, place)
    return sha256


def _settle(fresh: str, place: str) -> None:
    source, target = default_storage.path(fresh), default_storage.path(place)
    with open(source, "rb") as file:
        os.fsync(file.fileno())
    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    os.replace(source, target)
    root = default_storage.path("")
    while len(folder) >= len(root.rstrip("/")):  # a new folder's name is in its parent
        _sync(folder)
        folder = os.path.dirname(folder)


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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


def unnamed(named: Callable[[str], bool], spared: timedelta) -> Iterator[str]:
    """Places of files older than `spared` that no row names: the sweep removes them.

    The age is asked last: a file taken up again in the meantime has just become young.
    """
    for place in _places():
        name = place.rsplit("/", 1)[1]
        if place.startswith(f"{FRESH}/") or not named(name):
            age = timezone.now() - default_storage.get_modified_time(place)
            if age > spared:
                yield place


def _places(folder: str = "") -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}".lstrip("/") for name in files)
    for name in folders:
        yield from _places(f"{folder}/{name}".lstrip("/"))
