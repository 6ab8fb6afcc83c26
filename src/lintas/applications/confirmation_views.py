"""The applicant's word on what another wrote: the code, the sheet, or their own hand."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, rate_limit
from lintas.applications import confirmation_commands
from lintas.applications.confirmation_commands import require_confirmed, sheet_of
from lintas.applications.help_views import show_people
from lintas.applications.models import Application
from lintas.applications.opening import beside_applicants_only, facts, with_application
from lintas.applications.party_forms import CodeForm, SheetForm
from lintas.applications.party_queries import (
    confirmation_of,
    how_confirmed,
    mark_now,
    party_of,
    reached_at,
)
from lintas.applications.party_rules import sheet_sign
from lintas.applications.queries import answers_of, missing_from, office_of, service_of
from lintas.applications.rules import WRITABLE
from lintas.applications.summary import answer_rows
from lintas.kernel import clock
from lintas.kernel.errors import Refused


def lacking_word(request: HttpRequest, application: Application) -> str:
    """Why somebody beside the applicant cannot send yet, as a sentence; empty when they can."""
    try:
        require_confirmed(application, actor_of(request))
    except Refused as refusal:
        return str(refusal)
    return ""


@anyone
@with_application
@beside_applicants_only
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, application: Application) -> HttpResponse:
    """Whoever fills in types the code the applicant was sent, or turns to the paper."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirmation_commands.confirm_with_code(
                application=application,
                code=form.cleaned_data["code"],
                actor=actor_of(request),
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return _back(application)
    return _show(request, application, code=form)


def _back(application: Application) -> HttpResponse:
    if application.status in WRITABLE and application.submitted_at is None:
        return redirect("applications:check", application.pk)
    return redirect("applications:status", application.pk)


def _show(
    request: HttpRequest,
    application: Application,
    refusal: str = "",
    code: CodeForm | None = None,
    sheet: SheetForm | None = None,
) -> HttpResponse:
    if application.status not in WRITABLE:
        return redirect("applications:status", application.pk)
    confirmation = confirmation_of(application)
    account_id = confirmation.account_id if confirmation else application.account_id
    missing = missing_from(application, service_of(application))
    wrong = bool(refusal or (code and code.errors) or (sheet and sheet.errors))
    context = facts(
        application,
        confirmation=confirmation,
        how=confirmation.how if confirmation else "code",
        to=reached_at(account_id) if account_id else "",
        code_form=code or CodeForm(),
        sheet_form=sheet or SheetForm(),
        form=sheet or code or CodeForm(),
        sheet_there=sheet_of(application.pk),
        lacking=lacking_word(request, application),
        confirmed=how_confirmed(confirmation),
        incomplete=any(one.kind == "question" for one in missing),
        refusal=refusal,
    )
    return render(request, "applications/confirm.html", context, status=422 if wrong else 200)


@anyone
@with_application
@beside_applicants_only
@require_POST
def ask(request: HttpRequest, application: Application) -> HttpResponse:
    """Have the code sent to the applicant."""
    at, actor = clock.now(), actor_of(request)
    try:
        rate_limit(f"confirm-by:{actor.id}", most=20, per=timedelta(hours=1), at=at)
        confirmation_commands.ask_code(application=application, actor=actor, at=at)
    except Refused as refusal:
        return _show(request, application, str(refusal))
    return redirect("applications:confirm", application.pk)


@anyone
@with_application
@beside_applicants_only
@require_POST
def on_paper(request: HttpRequest, application: Application) -> HttpResponse:
    """The photo is kept first, so that a slip in its code costs no second photo."""
    form = SheetForm(request.POST, request.FILES)
    actor, at = actor_of(request), clock.now()
    form.is_valid()
    try:
        if file := form.cleaned_data.get("file"):
            confirmation_commands.keep_sheet(
                application=application, name=file.name or "", content=file, actor=actor, at=at
            )
    except Refused as refusal:
        form.add_error("file", str(refusal))
    if not form.errors:
        try:
            confirmation_commands.confirm_on_paper(
                application=application,
                sign=form.cleaned_data["sign"],
                sees=form.cleaned_data["sees"],
                told=form.cleaned_data["told"],
                actor=actor,
                at=at,
            )
        except Refused as refusal:
            form.add_error("sign" if sheet_of(application.pk) else "file", str(refusal))
        else:
            return _back(application)
    return _show(request, application, sheet=form)


@anyone
@with_application
@require_POST
def in_person(request: HttpRequest, application: Application) -> HttpResponse:
    """The applicant, signed in, says yes to what is written; whoever fills in may then send."""
    try:
        confirmation_commands.confirm_in_person(
            application=application, actor=actor_of(request), at=clock.now()
        )
    except Refused as refusal:
        return show_people(request, application, str(refusal))
    return redirect("applications:people", application.pk)


@anyone
@with_application
@beside_applicants_only
@never_cache
@require_GET
def sheet(request: HttpRequest, application: Application) -> HttpResponse:
    """To print: who, what, for which service, and room for a signature or a thumb."""
    service, office, at = service_of(application), office_of(application), clock.now()
    answers, today = answers_of(application), office_of(application).today(at)
    if any(one.kind == "question" for one in missing_from(application, service)):
        return redirect("applications:confirm", application.pk)
    context = facts(
        application,
        party=party_of(application, actor_of(request)),
        office=office,
        rows=[row for row in answer_rows(service, answers, today) if row.text],
        total=service.total_on(today, answers),
        sign=sheet_sign(mark_now(application), application.number),
        today=today,
    )
    return render(request, "applications/sheet.html", context)
