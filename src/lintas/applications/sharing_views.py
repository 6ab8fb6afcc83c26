"""One draft for two: inviting the guarantor or the applicant, and answering an invitation."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, rate_limit, signed_in
from lintas.applications import sharing_commands
from lintas.applications.help_views import show_people
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.party_forms import AcceptForm, CodeForm, InviteForm
from lintas.applications.party_queries import invitations_to, may_invite_guarantor
from lintas.applications.queries import service_of
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask the guarantor to write in the same draft."""
    actor = actor_of(request)
    if not may_invite_guarantor(application):
        raise Http404
    if actor.id is None:
        back = urlencode({"next": request.path})
        return redirect(f"{reverse('accounts:sign-in')}?{back}")
    form, at = InviteForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        try:
            rate_limit(f"invite-by:{actor.id}", most=10, per=timedelta(hours=1), at=at)
            sharing_commands.invite_guarantor(
                invitation_id=new_id(),
                application=application,
                contact=form.cleaned_data["contact"],
                name=form.cleaned_data["name"],
                actor=actor,
                at=at,
            )
        except Refused as refusal:
            form.add_error("contact", str(refusal))
        else:
            return redirect("applications:people", application.pk)
    context = facts(application, form=form)
    return render(request, "applications/invite.html", context, status=422 if form.errors else 200)


@anyone
@with_application
@require_POST
def invite_applicant(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        sharing_commands.invite_applicant(
            invitation_id=new_id(),
            application=application,
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    return redirect("applications:people", application.pk)


@anyone
@with_application
@require_POST
def withdraw(request: HttpRequest, application: Application, invitation_id: UUID) -> HttpResponse:
    try:
        sharing_commands.withdraw_invitation(
            application=application,
            invitation_id=invitation_id,
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    return redirect("applications:people", application.pk)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Whoever was invited, signed in at that contact, types the code; others find nothing."""
    actor, at = actor_of(request), clock.now()
    mine = invitations_to(actor.id, at) if actor.id is not None else []
    found = next((one for one in mine if one.pk == invitation_id), None)
    if found is None:
        raise Http404
    shape = CodeForm if found.as_applicant else AcceptForm
    form = shape(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sharing_commands.accept_invitation(
                party_id=new_id(),
                invitation_id=invitation_id,
                code=form.cleaned_data["code"],
                name=form.cleaned_data.get("name", ""),
                actor=actor,
                at=at,
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("applications:check", found.application_id)
    context = {
        "form": form,
        "invitation": found,
        "service": service_of(found.application),
        "application": found.application,
    }
    status = 422 if form.errors else 200
    return render(request, "applications/invitation.html", context, status=status)
