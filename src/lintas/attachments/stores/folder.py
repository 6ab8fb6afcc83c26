"""A folder of this machine, or one that several machines share."""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

FRESH = "new"
"""Where content lies while it is being written; a kill may leave it there."""


class FolderStore:
    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def put(self, name: str, content: bytes) -> None:
        """Written under another name first: a file with its right name is always whole."""
        target = self._path(name)
        fresh = self.root / FRESH / f"{name}.{secrets.token_hex(4)}"
        fresh.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(target)
        for folder in (target.parent, target.parent.parent, self.root, self.root.parent):
            _sync(folder)  # a new folder's name is in its parent

    def open(self, name: str) -> BinaryIO:
        return self._path(name).open("rb")

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, datetime]]:
        for folder, _, files in os.walk(self.root):
            inside = Path(folder)
            for file in files:
                try:
                    age = (inside / file).stat().st_mtime
                except FileNotFoundError:
                    continue
                fresh = inside.name == FRESH
                yield f"{FRESH}/{file}" if fresh else file, datetime.fromtimestamp(age, UTC)

    def _path(self, name: str) -> Path:
        if name.startswith(f"{FRESH}/"):
            return self.root / name
        return self.root / name[:2] / name[2:4] / name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
