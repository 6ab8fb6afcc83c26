"""Every request has a name: in its answer, in each log line, on each error page."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

from lintas.accounts.public import TooManyTries
from lintas.kernel.ids import new_id
from lintas.portal.error_views import too_many

log = structlog.get_logger()


class RequestId:
    """Gives each request a UUIDv7 and logs how it ended, by route and never by address.

    An id that came in from outside is not taken over: what stands in our logs is ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = str(new_id())
        request.request_id = request_id  # type: ignore[attr-defined]
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            response["X-Request-Id"] = request_id
            if request.resolver_match is not None:
                log.info(
                    "request",
                    method=request.method,
                    route=request.resolver_match.route,
                    status=response.status_code,
                    milliseconds=round((time.perf_counter() - began) * 1000),
                )
        return response


class RefusedPages:
    """A limit that is reached anywhere becomes a page that says when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, TooManyTries) else None
