"""The simulator's bills and payments, in one SQLite file."""

import json
import secrets
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS bills (
  code TEXT PRIMARY KEY, total INTEGER NOT NULL, expires_at TEXT NOT NULL, lines TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open', ntb TEXT, ntpn TEXT, paid INTEGER, paid_at TEXT
)
"""


class Store:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "payment.sqlite3"
        with self._connect() as connection:
            connection.execute(SCHEMA)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10)
        connection.row_factory = sqlite3.Row
        return connection

    def register(self, bill: dict[str, Any]) -> None:
        """The same code again changes nothing."""
        row = (
            bill["kode_billing"],
            int(bill["total_disetor"]),
            bill["tanggal_kedaluwarsa"],
            json.dumps(bill.get("rincian", [])),
        )
        with self._connect() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO bills (code, total, expires_at, lines) VALUES (?, ?, ?, ?)",
                row,
            )

    def bill(self, code: str) -> dict[str, Any] | None:
        with self._connect() as connection:
            row = connection.execute("SELECT * FROM bills WHERE code = ?", (code,)).fetchone()
        return dict(row) | {"lines": json.loads(row["lines"])} if row else None

    def pay(self, code: str, amount: int, at: datetime) -> dict[str, Any] | None:
        """Pay an open bill once; gives the bill as it stands afterwards."""
        ntpn = secrets.token_hex(8).upper()
        ntb = f"{secrets.randbelow(10**12):012d}"
        with self._connect() as connection:
            connection.execute(
                "UPDATE bills SET status = 'paid', ntb = ?, ntpn = ?, paid = ?, paid_at = ?"
                " WHERE code = ? AND status = 'open'",
                (ntb, ntpn, amount, at.isoformat(), code),
            )
        return self.bill(code)


def as_answer(bill: dict[str, Any]) -> dict[str, Any]:
    """A bill in the fields of a SIMPONI receipt."""
    return {
        "kode_billing": bill["code"],
        "total_disetor": bill["paid"] if bill["status"] == "paid" else bill["total"],
        "tanggal_kedaluwarsa": bill["expires_at"],
        "tanggal_bayar": bill["paid_at"],
        "ntb": bill["ntb"],
        "ntpn": bill["ntpn"],
        "bank_bayar": "Bank Contoh",
        "channel_bayar": "Simulator",
        "status": bill["status"],
    }
