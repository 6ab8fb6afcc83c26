"""A person's drafts: keep for later, throw away."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import actor_of, anyone, rate_limit
from lintas.applications.draft_commands import leave_contact, throw_away
from lintas.applications.draft_queries import kept_until
from lintas.applications.models import Application, DraftContact
from lintas.applications.opening import facts, with_application
from lintas.applications.party_queries import party_of
from lintas.applications.queries import secret_of
from lintas.applications.rules import Status
from lintas.kernel import clock
from lintas.kernel.errors import Refused


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, application: Application) -> HttpResponse:
    """Save and continue later: the link, the number and the secret, and where to remind."""
    if party_of(application, actor_of(request)) is not None:
        return redirect("applications:people", application.pk)  # the secret is the applicant's
    refusal, typed = "", request.POST.get("contact", "")
    if request.method == "POST":
        at = clock.now()
        rate_limit(f"contact:{application.pk}", most=10, per=timedelta(hours=1), at=at)
        try:
            leave_contact(application=application, typed=typed, at=at)
        except Refused as trouble:
            refusal = str(trouble)
        else:
            return redirect("applications:keep", application.pk)
    is_draft = application.status == Status.DRAFT
    context = facts(
        application,
        secret=secret_of(application),
        link=request.build_absolute_uri(reverse("applications:continue")),
        until=kept_until(application) if is_draft else None,
        reminded=DraftContact.objects.filter(answers=application.pk).exists(),
        asks_contact=is_draft and application.account_id is None,
        typed=typed,
        refusal=refusal,
    )
    return render(request, "applications/keep.html", context, status=422 if refusal else 200)


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, application: Application) -> HttpResponse:
    """Throw a draft away; a page in between says what that means."""
    if application.status != Status.DRAFT:
        return redirect("applications:status", application.pk)
    party = party_of(application, actor_of(request))
    if party is not None and (party.invited or application.account_id is not None):
        raise Http404  # somebody else's by now
    if request.method == "POST":
        try:
            throw_away(application=application, actor=actor_of(request), at=clock.now())
        except Refused:
            return redirect("applications:status", application.pk)
        return redirect("portal:mine")
    return render(request, "applications/discard.html", facts(application))
