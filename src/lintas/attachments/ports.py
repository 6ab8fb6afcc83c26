"""What the places for bytes and the scanner must be able to do; each has one file for each kind."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol


class StoreAway(OSError):
    """The place for files cannot be reached now; nothing was lost, and nothing was taken."""


class BlobStore(Protocol):
    """Bytes under a name. A name is written once; `put` again of the same bytes changes nothing."""

    def put(self, name: str, content: bytes) -> None:
        """When it returns the bytes survive a power cut. Raises: StoreAway."""

    def open(self, name: str) -> BinaryIO:
        """Something that can be read and searched in. Raises: FileNotFoundError, StoreAway."""

    def delete(self, name: str) -> None:
        """What is not there is no trouble. Raises: StoreAway."""

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Everything that lies there with its age, unfinished writes too. Raises: StoreAway."""


class ScannerAway(Exception):
    """The scanner gave no verdict: the upload waits."""


class Scanner(Protocol):
    def finding(self, content: bytes) -> str:
        """The name of what is wrong with it, or "". Raises: ScannerAway."""
