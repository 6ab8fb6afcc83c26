"""A number for each request, and a page for a limit that was reached."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lintas.accounts.public import TooManyTries
from lintas.kernel.ids import new_id
from lintas.portal.error_views import page_of, too_many

Next = Callable[[HttpRequest], HttpResponse]


class RequestId:
    """The number is in the answer, in its log lines and on its error page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(new_id())
        request.request_id = request_id  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response["X-Request-Id"] = request_id
        return response


class VisitorAddress:
    """REMOTE_ADDR is the visitor's, also behind LINTAS_PROXIES proxies of our own.

    Each proxy adds the address it heard from at the end of X-Forwarded-For; what stands further
    left came from outside and may be made up.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if 0 < settings.PROXIES <= len(told) and told[-settings.PROXIES]:
            request.META["REMOTE_ADDR"] = told[-settings.PROXIES]
        return self.get_response(request)


class RefusedPages:
    """A limit that is reached becomes a page that says when to come back; the API's refusal of a
    verb becomes a problem like its others."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.path.startswith("/api/"):
            refused = page_of(request, 405, "This address answers other methods: see Allow.")
            refused["Allow"] = response["Allow"]
            return refused
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, TooManyTries) else None
