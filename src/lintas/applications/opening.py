"""How views open a request: found for this visitor, or not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from lintas.accounts.public import actor_of
from lintas.applications.models import Application
from lintas.applications.party_queries import followed, party_of
from lintas.applications.queries import NotFound, application_for, service_of
from lintas.applications.rules import Status
from lintas.applications.timeline import status_text

ApplicationView = Callable[..., HttpResponseBase]


def with_application(view: ApplicationView) -> ApplicationView:
    """Hand the application itself to the view; a stranger finds nothing.

    Whoever helped with it and may not see it any more is led to where it stands.
    """

    @wraps(view)
    def opened(request: HttpRequest, application_id: UUID, **more: Any) -> HttpResponseBase:
        actor = actor_of(request)
        try:
            application = application_for(actor, application_id)
        except NotFound:
            if request.method == "GET" and any(a.pk == application_id for a in followed(actor)):
                return redirect("applications:followed", application_id)
            raise Http404 from None
        return view(request, application, **more)

    return opened


def not_for_others(view: ApplicationView) -> ApplicationView:
    """What is the applicant's alone; whoever only stands beside them finds nothing here."""

    @wraps(view)
    def guarded(request: HttpRequest, application: Application, **more: Any) -> HttpResponseBase:
        if party_of(application, actor_of(request)) is not None:
            raise Http404
        return view(request, application, **more)

    return guarded


def beside_applicants_only(view: ApplicationView) -> ApplicationView:
    """For whoever stands beside an applicant; the applicant themselves needs no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, application: Application, **more: Any) -> HttpResponseBase:
        if party_of(application, actor_of(request)) is None:
            raise Http404
        return view(request, application, **more)

    return guarded


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
