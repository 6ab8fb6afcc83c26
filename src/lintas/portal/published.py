"""What draws and lobbies share: found or not there, their service, their record as a file."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service, ServiceUnknown
from lintas.kernel import clock

Found = TypeVar("Found")


def found(question: Callable[[UUID, datetime], Found], which: UUID) -> Found:
    """Raises: Http404."""
    try:
        return question(which, clock.now())
    except LookupError:
        raise Http404 from None


def found_service(slug: str) -> Service | None:
    """None for one that is not published any more."""
    try:
        return catalogue.service(slug)
    except ServiceUnknown:
        return None


def as_download(text: str, name: str) -> HttpResponse:
    """Byte for byte what the journal keeps the hash of. Raises: Http404 before there is any."""
    if not text:
        raise Http404
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer
