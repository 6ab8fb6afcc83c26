"""What is said at start when this machine or these settings cannot be relied on."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks

from lintas.attachments.public import OfficeKeysWrong, read_keys
from lintas.payments.public import CodeBroken, read_code

# Fixed in 3.51.3: two connections that checkpoint a WAL file at the same instant can lose pages.
# Source: the SQLite release notes of 3.51.3, "WAL-reset database corruption bug".
FIRST_SAFE_SQLITE = (3, 51, 3)
SAFE_BACKPORTS = {(3, 50): 7, (3, 44): 6}


def has_known_corruption_bug(version: tuple[int, int, int]) -> bool:
    if version >= FIRST_SAFE_SQLITE:
        return False
    least = SAFE_BACKPORTS.get(version[:2])
    return least is None or version[2] < least


def check_sqlite(**_kwargs: Any) -> Sequence[checks.CheckMessage]:
    vendor = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    if vendor != "sqlite3" or not has_known_corruption_bug(sqlite3.sqlite_version_info):
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} has a known corruption bug in WAL mode (rare: two "
            "connections that write and checkpoint at the same instant).",
            hint="For an office use PostgreSQL (DATABASE_URL) or a Python linked with SQLite "
            "3.51.3 or newer; keep backups.",
            id="lintas.W001",
        )
    ]


def check_secrets(**_kwargs: Any) -> Sequence[checks.CheckMessage]:
    if settings.DEMO or settings.BILLING_RAIL_SECRET:
        return []
    return [
        checks.Warning(
            "LINTAS_BILLING_SECRET is not set: no payment can be confirmed.",
            hint="Set the secret agreed with the payment rail.",
            id="lintas.W002",
        )
    ]


def check_qris(**_kwargs: Any) -> Sequence[checks.CheckMessage]:
    """A broken merchant code would otherwise be found by the first person who wants to pay."""
    if not settings.QRIS_RAIL_URL or not settings.QRIS_MERCHANT:
        return []
    try:
        read_code(settings.QRIS_MERCHANT)
    except CodeBroken as trouble:
        return [checks.Error(f"LINTAS_QRIS_MERCHANT: {trouble}.", id="lintas.E001")]
    return []


def check_office_keys(**_kwargs: Any) -> Sequence[checks.CheckMessage]:
    try:
        read_keys(settings.OFFICE_KEYS)
    except OfficeKeysWrong as trouble:
        return [
            checks.Error(
                f"No upload can be kept or opened: {trouble}",
                hint="Make a key with `manage.py office_keys new` and name its file in "
                "LINTAS_OFFICE_KEYS (docs/howto/office-keys.md).",
                id="lintas.E002",
            )
        ]
    return []


def register() -> None:
    checks.register(check_sqlite, checks.Tags.database)
    checks.register(check_sqlite, checks.Tags.compatibility)
    checks.register(check_secrets, checks.Tags.security)
    checks.register(check_qris, checks.Tags.compatibility)
    checks.register(check_office_keys, checks.Tags.security)
