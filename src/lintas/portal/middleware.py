"""A number for each request, and a page for a limit that was reached."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from lintas.accounts.public import TooManyTries
from lintas.kernel.ids import new_id
from lintas.portal.error_views import too_many

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


class RefusedPages:
    """A limit that is reached anywhere becomes a page that says when to come back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception) if isinstance(exception, TooManyTries) else None
