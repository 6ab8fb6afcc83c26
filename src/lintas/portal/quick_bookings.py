"""POST /api/v1/bookings before Django: read the request, wait for its answer, write it.

Whatever is not the plain case (no session, another content type, a shape not understood, somebody
beside the applicant) goes on to Django, which has the same address and says what is wrong.
"""

import io
import json
from uuid import UUID

from django.conf import settings

from lintas.accounts.public import from_our_own_page, session_key_in
from lintas.applications.public import Answer, SessionWants
from lintas.kernel.ids import new_id
from lintas.portal.booking_answers import key_of, said, written
from lintas.portal.crew import Environ
from lintas.portal.problems import PROBLEM

PATH = "/api/v1/bookings"
LARGEST = 1024
Headers = list[tuple[str, str]]
HEADERS: Headers = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
]
if settings.SECURE_HSTS_SECONDS:
    HEADERS.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"))


def reply_to(answer: Answer) -> tuple[int, Headers, bytes]:
    """Status, headers and body."""
    status, body = said(answer)
    kind = "application/json" if status < 400 else PROBLEM
    return (
        status,
        [("Content-Type", kind), ("X-Request-Id", str(new_id())), *HEADERS],
        written(body),
    )


def wants_of(environ: Environ) -> SessionWants | None:
    """None when it is not the plain case; the body can then still be read."""
    if environ["PATH_INFO"] != PATH:
        return None
    session, key = session_key_in(environ.get("HTTP_COOKIE", "")), key_of(environ)
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
