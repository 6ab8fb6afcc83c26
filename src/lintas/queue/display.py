"""What the display shows, as the page, the stream and the fallback all send it."""

import hashlib
import json
from datetime import datetime
from typing import Any

from lintas.catalogue.public import Office
from lintas.queue.queries import Called, display_state


def state_of(office: Office, at: datetime) -> dict[str, Any]:
    """Shape: {"current": [call], "recent": [call], "waiting": n}; a call has both languages."""
    found = display_state(office.id, at)
    return {
        "current": [_call(office, call) for call in found.current],
        "recent": [_call(office, call) for call in found.recent],
        "waiting": found.waiting,
    }


def _call(office: Office, call: Called) -> dict[str, str]:
    counter = office.counter(call.counter)
    title = counter.title if counter else None
    return {
        "number": call.number,
        "id": title.id if title else call.counter,
        "en": title.en if title else call.counter,
        "at": call.at.isoformat(),
    }


def fingerprint(state: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:20]
