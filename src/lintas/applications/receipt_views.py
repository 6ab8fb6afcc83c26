"""The receipt of a paid request, and the way from it to the rule and to the journal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, anyone
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.party_queries import party_of
from lintas.applications.queries import office_of, secret_of
from lintas.payments import public as payments


@anyone
@with_application
@never_cache
@require_GET
def receipt(request: HttpRequest, application: Application) -> HttpResponse:
    bill = payments.bill_of(application.pk)
    if bill is None or bill.status != "paid":
        raise Http404
    beside = party_of(application, actor_of(request)) is not None
    secret = "" if beside else secret_of(application)
    context = facts(application, bill=bill, secret=secret, office=office_of(application))
    return render(request, "applications/receipt.html", context)


@anyone
@with_application
@never_cache
@require_GET
def trace(request: HttpRequest, application: Application) -> HttpResponse:
    """By which rule each rupiah was asked for, since when it holds, what was written down."""
    bill = payments.bill_of(application.pk)
    found = payments.trace_of(bill.ntpn) if bill is not None else None
    if found is None:
        raise Http404
    return render(request, "applications/trace.html", facts(application, trace=found))
