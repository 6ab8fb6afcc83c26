"""POST /api/v1/bookings before Django: read the request, wait for its answer, write it.

Whatever is not the plain case (no session, another content type, a shape not understood, somebody
beside the applicant) goes on to Django, which has the same address and says what is wrong.
"""

import io
import json
from collections.abc import Iterable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from lintas.accounts.public import from_our_own_page
from lintas.applications.public import BOOKINGS, LookCloser, SessionWants
from lintas.kernel.ids import new_id
from lintas.portal.booking_answers import key_of, said, written
from lintas.portal.crew import Environ, Program, StartResponse
from lintas.portal.problems import PROBLEM

PATH = "/api/v1/bookings"
LARGEST = 1024
LONGEST_SESSION = 40
COOKIE = f"{settings.SESSION_COOKIE_NAME}="
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
]
if settings.SECURE_HSTS_SECONDS:
    HEADERS.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"))


class QuickBookings:
    def __init__(self, beyond: Program) -> None:
        self.beyond = beyond

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        wants = _read(environ) if environ["PATH_INFO"] == PATH else None
        if wants is None:
            return self.beyond(environ, start_response)
        try:
            answer = BOOKINGS.ask(wants)
        except DatabaseError:
            return self.beyond(environ, start_response)
        if isinstance(answer, LookCloser):
            return self.beyond(environ, start_response)
        status, body = said(answer)
        text = written(body)
        kind = "application/json" if status < 400 else PROBLEM
        own = [("Content-Type", kind), ("Content-Length", str(len(text)))]
        start_response(STATUS_LINES[status], [*own, ("X-Request-Id", str(new_id())), *HEADERS])
        return [text]


def _read(environ: Environ) -> SessionWants | None:
    """None when it is not the plain case; the body can then still be read."""
    session, key = _session_of(environ.get("HTTP_COOKIE", "")), key_of(environ)
    length = environ.get("CONTENT_LENGTH", "")
    plain = (
        environ["REQUEST_METHOD"] == "POST"
        and environ.get("CONTENT_TYPE", "").startswith("application/json")
        and length.isdigit()
        and int(length) <= LARGEST
        and from_our_own_page(environ)
    )
    if not plain or not session or key is None:
        return None
    text = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(text)
    try:
        body = json.loads(text)
        return SessionWants(session, UUID(body["application"]), UUID(body["slot"]), key)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _session_of(cookies: str) -> str:
    """Session keys are letters and digits; whatever else stands there is none."""
    for part in cookies.split(";"):
        if part.strip().startswith(COOKIE):
            key = part.strip()[len(COOKIE) :]
            return key if key.isascii() and key.isalnum() and len(key) <= LONGEST_SESSION else ""
    return ""
