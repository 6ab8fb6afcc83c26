"""Signed callbacks: HMAC-SHA256 over time stamp and body, so that they cannot be forged or kept."""

import hashlib
import hmac
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
LONGEST_STAMP = 12


def signature(secret: str, stamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_genuine(secret: str, stamp: str, body: bytes, given: str, at: datetime) -> bool:
    """Whether the signature fits and the time stamp (seconds since 1970) is of these minutes."""
    if not secret or not stamp.isdecimal() or len(stamp) > LONGEST_STAMP:
        return False
    if abs(int(stamp) - at.timestamp()) > TOLERANCE.total_seconds():
        return False
    return hmac.compare_digest(signature(secret, stamp, body).encode(), given.encode())
