"""The passport system behind a shared folder or a stick: files go into out/, answers into in/."""

import os
from pathlib import Path

from lintas.production.files import MOST_BYTES
from lintas.production.ports import BatchNotTaken, SystemAway


class FolderPassportSystem:
    """Durable when `send` returns: the file is written beside, synced, then moved into place."""

    def __init__(self, folder: Path) -> None:
        self.out, self.back = folder / "out", folder / "in"

    def send(self, number: str, content: str) -> None:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            self.back.mkdir(parents=True, exist_ok=True)
            there = self.out / f"{number}.jsonl"
            if there.exists():
                if there.read_bytes() != content.encode():
                    raise BatchNotTaken("another file of this name")
                return
            self._write(there, content.encode())
        except OSError as trouble:
            raise SystemAway(type(trouble).__name__) from trouble

    def _write(self, there: Path, content: bytes) -> None:
        beside = there.with_suffix(".part")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(there)

    def answer_to(self, number: str) -> bytes | None:
        if not self.back.is_dir():
            raise SystemAway("no folder")
        try:
            with (self.back / f"{number}.answer.jsonl").open("rb") as file:
                return file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as trouble:
            raise SystemAway(type(trouble).__name__) from trouble
