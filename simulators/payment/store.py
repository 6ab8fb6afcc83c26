"""The simulator's codes and payments, in one SQLite file. Each rail keeps its own books."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

SCHEMA = """
CREATE TABLE IF NOT EXISTS codes (
  rail TEXT NOT NULL, code TEXT NOT NULL, total INTEGER NOT NULL, expires_at TEXT NOT NULL,
  content TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (rail, code)
);
CREATE TABLE IF NOT EXISTS payments (
  ntpn TEXT PRIMARY KEY, ntb TEXT NOT NULL, rail TEXT NOT NULL, code TEXT NOT NULL,
  amount INTEGER NOT NULL, paid_at TEXT NOT NULL, paid_on TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS payments_of_day ON payments (rail, paid_on);
CREATE INDEX IF NOT EXISTS payments_of_code ON payments (rail, code);
"""
BOOKS = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Paid:
    ntpn: str
    ntb: str
    code: str
    amount: int
    paid_at: str


@dataclass(frozen=True)
class Code:
    code: str
    total: int
    expires_at: str
    content: object
    closed: bool
    payments: tuple[Paid, ...]


class Store:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "payment.sqlite3"
        with self._connect() as connection:
            connection.executescript(SCHEMA)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10)
        connection.row_factory = sqlite3.Row
        return connection

    def register(
        self, rail: str, code: str, total: int, expires_at: datetime, content: object
    ) -> None:
        """The same code again changes nothing."""
        row = (rail, code, total, expires_at.isoformat(), json.dumps(content))
        with self._connect() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO codes (rail, code, total, expires_at, content)"
                " VALUES (?, ?, ?, ?, ?)",
                row,
            )

    def find(self, rail: str, code: str) -> Code | None:
        with self._connect() as connection:
            row = connection.execute(
                "SELECT * FROM codes WHERE rail = ? AND code = ?", (rail, code)
            ).fetchone()
            paid = connection.execute(
                "SELECT ntpn, ntb, code, amount, paid_at FROM payments"
                " WHERE rail = ? AND code = ? ORDER BY rowid",
                (rail, code),
            ).fetchall()
        if row is None:
            return None
        return Code(
            code=code,
            total=row["total"],
            expires_at=row["expires_at"],
            content=json.loads(row["content"]),
            closed=bool(row["closed"]),
            payments=tuple(Paid(**dict(one)) for one in paid),
        )

    def pay(self, rail: str, code: str, amount: int, at: datetime) -> Paid:
        paid = Paid(
            ntpn=secrets.token_hex(8).upper(),
            ntb=f"{secrets.randbelow(10**12):012d}",
            code=code,
            amount=amount,
            paid_at=at.isoformat(),
        )
        row = (paid.ntpn, paid.ntb, rail, code, amount, paid.paid_at, at.astimezone(BOOKS).date())
        with self._connect() as connection:
            connection.execute(
                "INSERT INTO payments (ntpn, ntb, rail, code, amount, paid_at, paid_on)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row[:-1], row[-1].isoformat()),
            )
        return paid

    def close(self, rail: str, code: str) -> None:
        with self._connect() as connection:
            connection.execute(
                "UPDATE codes SET closed = 1 WHERE rail = ? AND code = ?", (rail, code)
            )

    def forget(self, rail: str, code: str) -> None:
        """The fault of a rail that loses a code; its payments stay in its books."""
        with self._connect() as connection:
            connection.execute("DELETE FROM codes WHERE rail = ? AND code = ?", (rail, code))

    def of_day(self, rail: str, day: date) -> list[Paid]:
        with self._connect() as connection:
            rows = connection.execute(
                "SELECT ntpn, ntb, code, amount, paid_at FROM payments"
                " WHERE rail = ? AND paid_on = ? ORDER BY paid_at, ntpn",
                (rail, day.isoformat()),
            ).fetchall()
        return [Paid(**dict(row)) for row in rows]
