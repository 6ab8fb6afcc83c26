"""What every page shows: whose office, who is reading, and that a demonstration is one."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language

from lintas.accounts.public import actor_of
from lintas.catalogue.public import office
from lintas.kernel import clock
from lintas.kernel.actor import Actor


def page(request: HttpRequest) -> dict[str, Any]:
    actor = _reader(request)
    return {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        "office": office(settings.OFFICE),
        "demo": settings.DEMO,
        "now": clock.now(),
        "clock_shift": int(clock.shift().total_seconds()),
        "actor": actor,
        "request_id": getattr(request, "request_id", ""),
    }


def _reader(request: HttpRequest) -> Actor | None:
    """Nobody when the error page is drawn because the database is away."""
    if not (hasattr(request, "session") and hasattr(request, "user")):
        return None
    try:
        return actor_of(request)
    except DatabaseError:
        return None
