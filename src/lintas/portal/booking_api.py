"""Choosing a time for programs and pages: POST /api/v1/bookings.

The usual request is answered before Django (quick_bookings.py); what that cannot judge comes here,
and both are settled at one place.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Header, Router, Schema
from ninja.errors import HttpError

from lintas.accounts.public import actor_of, sent_by_us
from lintas.applications import public as applications
from lintas.portal.booking_answers import key_of, said, written
from lintas.portal.problems import PROBLEM, problems

router = Router()


class BookingIn(Schema):
    application: UUID
    slot: UUID


class BookingOut(Schema):
    id: UUID
    application: UUID
    slot: UUID
    starts_at: datetime
    number: str


@router.post(
    "/bookings",
    response={201: BookingOut},
    openapi_extra=problems(400, 401, 403, 404, 409, 422),
)
def book(
    request: HttpRequest,
    wanted: BookingIn,
    idempotency_key: Annotated[str, Header(max_length=applications.LONGEST_KEY)] = "",
) -> HttpResponse:
    """Take a time for one of your applications. Signed in by the session's cookie, and from our
    own pages only: the browser's `Origin`, or the CSRF token.

    Idempotency-Key: the same key with the same body gives the same answer and books once; with
    another body it is refused. A refusal keeps nothing: the key may be tried again.
    """
    key = key_of(request.META)
    if key is None:
        raise HttpError(400, "Idempotency-Key is missing or too long")
    if not sent_by_us(request):
        raise HttpError(403, "Ask from a page of this site, or with its CSRF token")
    actor = actor_of(request)
    if actor.id is None and not actor.cases:
        return _answered(applications.NotSignedIn())
    try:
        application = applications.application_for(actor, wanted.application)
    except applications.NotFound:
        raise Http404 from None
    return _answered(
        applications.BOOKINGS.ask(applications.wanted_by(actor, application, wanted.slot, key))
    )


def _answered(answer: applications.Answer) -> HttpResponse:
    status, body = said(answer)
    kind = PROBLEM if status >= 400 else "application/json"
    return HttpResponse(written(body), status=status, content_type=kind)
