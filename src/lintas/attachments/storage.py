"""Sealed bytes by their hash: they never change, and whether they are whole needs no key.

What is hashed is the sealed form, under a key of its own for each file, so that two people with the
same paper have nothing in common on the disk, in its names or in the journal.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from lintas.attachments.ports import BlobStore

AT_ONCE = 500


def keep(store: BlobStore, content: bytes) -> str:
    """Store the content and give its hash; when this returns it is on disk. Raises: StoreAway."""
    sha256 = hashlib.sha256(content).hexdigest()
    store.put(sha256, content)
    return sha256


def fetch(store: BlobStore, sha256: str) -> BinaryIO:
    """Raises: FileNotFoundError, StoreAway."""
    return store.open(sha256)


def is_whole(store: BlobStore, sha256: str) -> bool:
    """Whether the content is there and still has its hash."""
    try:
        with fetch(store, sha256) as file:
            return hashlib.sha256(file.read()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def unnamed(
    store: BlobStore, named: Callable[[Collection[str]], Collection[str]], before: datetime
) -> Iterator[str]:
    """Names of what is older than `before` and of which no row knows: the sweep removes it."""
    old = (name for name, age in store.names() if age < before)
    while some := list(islice(old, AT_ONCE)):
        known = set(named(some))
        yield from (name for name in some if name not in known)
