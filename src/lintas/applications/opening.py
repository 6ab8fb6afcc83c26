"""How views open a request: found for this visitor, or not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase

from lintas.accounts.public import actor_of
from lintas.applications.models import Application
from lintas.applications.queries import NotFound, application_for, service_of
from lintas.applications.rules import Status
from lintas.applications.timeline import status_text

ApplicationView = Callable[..., HttpResponseBase]


def with_application(view: ApplicationView) -> ApplicationView:
    """Hand the application itself to the view; a stranger finds nothing."""

    @wraps(view)
    def opened(request: HttpRequest, application_id: UUID, **more: Any) -> HttpResponseBase:
        try:
            application = application_for(actor_of(request), application_id)
        except NotFound:
            raise Http404 from None
        return view(request, application, **more)

    return opened


def facts(application: Application, **more: Any) -> dict[str, Any]:
    """What every page about a request shows."""
    return {
        "application": application,
        "service": service_of(application),
        "status_text": status_text(application.status),
        "is_draft": application.status == Status.DRAFT,
        "is_returned": application.status == Status.RETURNED,
        **more,
    }
