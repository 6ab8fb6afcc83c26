"""The simulator's batches, in one SQLite file."""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS batches (
  number TEXT PRIMARY KEY, content TEXT NOT NULL, taken REAL NOT NULL,
  spoil INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS failures (
  number TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (number, line)
);
CREATE TABLE IF NOT EXISTS documents (
  number TEXT NOT NULL, line INTEGER NOT NULL, serial INTEGER PRIMARY KEY AUTOINCREMENT,
  UNIQUE (number, line)
);
"""
HEAD = {"format", "version", "batch", "count", "sum_rupiah", "sha256"}


class Wrong(ValueError):
    """The batch file does not hold together."""


class Other(ValueError):
    """Another file of this number was taken before."""


class Store:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "production.sqlite3"
        with self._connect() as connection:
            connection.executescript(SCHEMA)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10)
        connection.row_factory = sqlite3.Row
        return connection

    def take(self, number: str, content: str, at: float) -> bool:
        """Take a whole batch; False when this very file was taken before. Raises: Wrong, Other."""
        checked(number, content)
        with self._connect() as connection:
            there = connection.execute(
                "SELECT content FROM batches WHERE number = ?", (number,)
            ).fetchone()
            if there is not None:
                if there["content"] != content:
                    raise Other
                return False
            connection.execute(
                "INSERT INTO batches (number, content, taken) VALUES (?, ?, ?)",
                (number, content, at),
            )
        return True

    def batch(self, number: str) -> sqlite3.Row | None:
        with self._connect() as connection:
            row: sqlite3.Row | None = connection.execute(
                "SELECT * FROM batches WHERE number = ?", (number,)
            ).fetchone()
        return row

    def numbers(self) -> list[str]:
        with self._connect() as connection:
            rows = connection.execute("SELECT number FROM batches ORDER BY taken DESC LIMIT 50")
            return [row["number"] for row in rows]

    def fail(self, number: str, line: int, reason: str) -> None:
        with self._connect() as connection:
            connection.execute("REPLACE INTO failures VALUES (?, ?, ?)", (number, line, reason))

    def failures(self, number: str) -> dict[int, str]:
        with self._connect() as connection:
            rows = connection.execute("SELECT * FROM failures WHERE number = ?", (number,))
            return {row["line"]: row["reason"] for row in rows}

    def spoil(self, number: str) -> None:
        """The next answer says a wrong sum."""
        with self._connect() as connection:
            connection.execute("UPDATE batches SET spoil = 1 WHERE number = ?", (number,))

    def answer(self, number: str) -> str:
        """The answer to a taken batch; the same each time, but for one that was spoiled."""
        batch = self.batch(number)
        if batch is None:
            raise KeyError(number)
        lines, failures = lines_of(batch["content"]), self.failures(number)
        with self._connect() as connection:
            body = "".join(
                written(_line(connection, number, line, failures.get(line["line"], "")))
                for line in lines
            )
            connection.execute("UPDATE batches SET spoil = 0 WHERE number = ?", (number,))
        head = {
            "format": "lintas-production-answer",
            "version": 1,
            "batch": number,
            "count": len(lines),
            "sum_rupiah": sum(line["paid_rupiah"] for line in lines) + batch["spoil"],
            "sha256": hashlib.sha256(body.encode()).hexdigest(),
        }
        return written(head) + body


def _line(
    connection: sqlite3.Connection, number: str, line: dict[str, Any], reason: str
) -> dict[str, Any]:
    echoed = {name: line[name] for name in ("line", "number", "paid_rupiah")}
    if reason:
        return {**echoed, "result": "failed", "reason": reason}
    connection.execute(
        "INSERT OR IGNORE INTO documents (number, line) VALUES (?, ?)", (number, line["line"])
    )
    serial = connection.execute(
        "SELECT serial FROM documents WHERE number = ? AND line = ?", (number, line["line"])
    ).fetchone()["serial"]
    return {**echoed, "result": "made", "document_number": f"X{9000000 + serial}"}


def written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def lines_of(content: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.split("\n")[1:] if line]


def checked(number: str, content: str) -> None:
    """Raises: Wrong when head, totals or hash do not fit."""
    first, _, body = content.partition("\n")
    try:
        head, lines = json.loads(first), lines_of(content)
        fits = (
            set(head) >= HEAD
            and (head["format"], head["version"]) == ("lintas-production-batch", 1)
            and head["batch"] == number
            and head["count"] == len(lines)
            and head["sum_rupiah"] == sum(line["paid_rupiah"] for line in lines)
            and head["sha256"] == hashlib.sha256(body.encode()).hexdigest()
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Wrong from None
    if not fits:
        raise Wrong
