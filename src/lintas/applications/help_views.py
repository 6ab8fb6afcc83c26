"""The people of a request: whoever fills in for somebody, what they may, and how it ends."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, rate_limit, signed_in
from lintas.applications import help_commands
from lintas.applications.errors import ContactNotRead
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.party_errors import InvitedAlready, OwnContact
from lintas.applications.party_forms import HelpForm
from lintas.applications.party_queries import (
    confirmation_of,
    followed_for,
    how_confirmed,
    is_owner,
    may_invite_guarantor,
    open_invitations,
    parties_of,
    party_of,
    reached_at,
    whoever_fills_in,
)
from lintas.applications.party_rules import How, Kind
from lintas.applications.queries import NotFound
from lintas.applications.rules import Status
from lintas.applications.timeline import timeline
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@anyone
@with_application
@never_cache
@require_GET
def people(request: HttpRequest, application: Application) -> HttpResponse:
    return show_people(request, application)


def show_people(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    """Who writes here, what each may, and what the reader may do about it."""
    actor = actor_of(request)
    party, filling = party_of(application, actor), whoever_fills_in(application)
    confirmation = confirmation_of(application)
    owns = is_owner(application, actor)
    unmet = confirmation is not None and not confirmation.met
    is_draft = application.status == Status.DRAFT
    fills_in = party is not None and not party.invited
    context = facts(
        application,
        rows=parties_of(application, actor),
        owns=owns,
        party=party,
        fills_in=fills_in,
        may_begin=is_draft and filling is None and owns,
        may_invite=may_invite_guarantor(application) and (owns or fills_in),
        may_invite_applicant=is_draft and fills_in and unmet and _reached(application),
        may_deny=is_draft and unmet and actor.id is not None and application.account_id == actor.id,
        invitations=open_invitations(application, clock.now()) if owns or fills_in else [],
        confirmation=confirmation,
        confirmed=how_confirmed(confirmation),
        applicant=reached_at(application.account_id) if application.account_id else "",
        refusal=refusal,
    )
    return render(request, "applications/people.html", context, status=422 if refusal else 200)


def _reached(application: Application) -> bool:
    confirmation = confirmation_of(application)
    return confirmation is not None and confirmation.account_id is not None


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, application: Application) -> HttpResponse:
    """ "I fill this in for somebody else": after signing in with one's own contact."""
    actor = actor_of(request)
    if actor.id is None:
        back = urlencode({"next": request.path})
        return redirect(f"{reverse('accounts:sign-in')}?{back}")
    party = party_of(application, actor)
    form = HelpForm(request.POST or None, initial=_begun(application, party))
    if application.account_id not in (None, actor.id) and _is_met(application):
        form = form.without_contact()
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            rate_limit(f"help:{actor.id}", most=20, per=timedelta(hours=1), at=at)
            help_commands.begin_help(
                party_id=new_id(),
                application=application,
                name=form.cleaned_data["name"],
                kind=Kind(form.cleaned_data["kind"]),
                how=How(form.cleaned_data["how"]),
                contact=form.cleaned_data.get("contact", ""),
                actor=actor,
                at=at,
            )
        except Refused as trouble:
            about_contact = isinstance(trouble, OwnContact | ContactNotRead | InvitedAlready)
            form.add_error("contact" if about_contact else None, str(trouble))
        else:
            return redirect("applications:check", application.pk)
    context = facts(
        application,
        form=form,
        changing=party is not None,
        parents=catalogue.parents_apply(application.service),
    )
    return render(request, "applications/help.html", context, status=422 if form.errors else 200)


def _is_met(application: Application) -> bool:
    confirmation = confirmation_of(application)
    return confirmation is None or confirmation.met


def _begun(application: Application, party: Any) -> dict[str, str]:
    confirmation = confirmation_of(application)
    if party is None or confirmation is None:
        return {}
    return {"name": party.name, "kind": party.kind, "how": confirmation.how}


@signed_in
@with_application
@require_POST
def deny(request: HttpRequest, application: Application) -> HttpResponse:
    """ "This is no request of mine": what was written is not seen here any more."""
    try:
        help_commands.deny_help(application=application, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    return redirect("portal:mine")


@anyone
@with_application
@require_POST
def allow(request: HttpRequest, application: Application, party_id: UUID) -> HttpResponse:
    """The applicant gives or takes back what somebody may see and hear."""
    try:
        help_commands.allow_party(
            application=application,
            party_id=party_id,
            sees="sees" in request.POST,
            told="told" in request.POST,
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    return redirect("applications:people", application.pk)


@anyone
@with_application
@require_POST
def end(request: HttpRequest, application: Application, party_id: UUID) -> HttpResponse:
    """The applicant ends somebody's access, or somebody leaves."""
    actor = actor_of(request)
    own = party_of(application, actor)
    try:
        help_commands.end_party(
            application=application, party_id=party_id, actor=actor, at=clock.now()
        )
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    if own is not None and own.pk == party_id:
        return redirect("portal:mine")
    return redirect("applications:people", application.pk)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def followed(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Where a request stands, for whoever helped with it and may see no more; they may leave."""
    actor = actor_of(request)
    try:
        application = followed_for(actor, application_id)
    except NotFound:
        raise Http404 from None
    party = party_of(application, actor)
    if request.method == "POST" and party is not None:
        help_commands.end_party(
            application=application, party_id=party.pk, actor=actor, at=clock.now()
        )
        return redirect("portal:mine")
    context = facts(
        application,
        lines=timeline(application, journal.entries_of_case(application.pk)),
        party=party,
    )
    return render(request, "applications/followed.html", context)
