"""A request for a time and its answer as the API has them, on the quick way and through Django."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from lintas.applications.public import (
    LONGEST_KEY,
    ActionNotOpen,
    Answer,
    Booked,
    NotSignedIn,
)
from lintas.appointments.public import (
    AlreadyBooked,
    ChangedOnce,
    KeyUsedOtherwise,
    MissedTooOften,
    NotAdmitted,
    NotYourShare,
    SlotFull,
    SlotGone,
    TooSoonAfterMissed,
)
from lintas.kernel.errors import Refused

SITUATIONS: dict[type[Refused], tuple[int, str]] = {
    NotSignedIn: (401, "not-signed-in"),
    SlotFull: (409, "slot-full"),
    SlotGone: (409, "slot-gone"),
    NotYourShare: (409, "not-your-share"),
    AlreadyBooked: (409, "already-booked"),
    ActionNotOpen: (409, "not-open"),
    NotAdmitted: (409, "not-admitted"),
    ChangedOnce: (409, "changed-once"),
    MissedTooOften: (409, "missed-too-often"),
    TooSoonAfterMissed: (409, "too-soon-after-missed"),
    KeyUsedOtherwise: (422, "key-used-otherwise"),
}


def key_of(environ: Mapping[str, Any]) -> str | None:
    """The Idempotency-Key, or None when there is none that can be used."""
    key: str = environ.get("HTTP_IDEMPOTENCY_KEY", "").strip()
    return key if 0 < len(key) <= LONGEST_KEY else None


def said(answer: Answer) -> tuple[int, dict[str, Any]]:
    """Status and body."""
    if isinstance(answer, Booked):
        return 201, {
            "id": str(answer.booking_id),
            "application": str(answer.case),
            "slot": str(answer.slot_id),
            "starts_at": answer.starts_at.isoformat().replace("+00:00", "Z"),
            "number": answer.number,
        }
    status, situation = SITUATIONS[type(answer)]
    title = HTTPStatus(status).phrase
    return status, {
        "title": title,
        "status": status,
        "detail": str(answer),
        "situation": situation,
    }


def written(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()
