"""The receipt that something was sent: given at once, to keep or print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, anyone
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.party_queries import party_of
from lintas.applications.queries import answers_of, office_of, secret_of, service_of
from lintas.applications.summary import answer_rows


@anyone
@with_application
@never_cache
@require_GET
def proof(request: HttpRequest, application: Application) -> HttpResponse:
    service, office = service_of(application), office_of(application)
    if service.proof is None or application.submitted_at is None:
        raise Http404
    sent_on = office.today(application.submitted_at)
    rows = answer_rows(service, answers_of(application), sent_on)
    context = facts(
        application,
        proof=service.proof,
        rows=[row for row in rows if row.text],
        secret="" if party_of(application, actor_of(request)) else secret_of(application),
        office=office,
    )
    return render(request, "applications/proof.html", context)
