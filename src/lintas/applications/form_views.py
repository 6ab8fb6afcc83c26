"""Writing a request: one page of questions at a time, the papers, the summary, sending."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, button_for_everybody, grant_case, rate_limit
from lintas.applications import commands, sending_commands, wish_commands
from lintas.applications.confirmation_views import lacking_word
from lintas.applications.correction_queries import correctable, present_corrections
from lintas.applications.errors import AccountNeeded, ChangedElsewhere
from lintas.applications.forms import PageForm
from lintas.applications.merging import marks_of_shown, read_shown
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.overlap import overlapping
from lintas.applications.paper_views import paper_rows
from lintas.applications.party_queries import parties_of, party_of, written_last
from lintas.applications.queries import (
    answers_of,
    office_of,
    service_of,
)
from lintas.applications.rules import WRITABLE, Status
from lintas.applications.summary import answer_rows, text_of
from lintas.applications.typed_queries import half_typed, pages_half_typed, put_back
from lintas.applications.wish_queries import lacking_of, wish_facts
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Page, Question, ServiceUnknown, as_chosen
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@anyone
@require_POST
@button_for_everybody
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a request; nobody has to sign in for that."""
    at, actor = clock.now(), actor_of(request)
    try:
        service = catalogue.service(slug)
    except ServiceUnknown:
        raise Http404 from None
    visitor = request.META.get("REMOTE_ADDR", "")
    rate_limit(f"start:{visitor}", most=120, per=timedelta(hours=1), at=at)
    application = commands.start_draft(
        application_id=new_id(),
        service=service,
        office=settings.OFFICE,
        language=get_language() or "id",
        actor=actor,
        at=at,
    )
    known = service.known_choices(_given(request))
    commands.write_down(application=application, values=known, actor=actor, at=at)
    grant_case(request, application.door)
    if request.POST.get("untuk") == "orang-lain":
        return redirect("applications:help", application.pk)
    return redirect("applications:page", application.pk, service.pages[0].id)


@anyone
@with_application
@require_POST
def start_again(request: HttpRequest, application: Application) -> HttpResponse:
    """Begin anew with what was already written and uploaded."""
    try:
        draft = commands.start_again(
            application_id=new_id(), ended=application, actor=actor_of(request), at=clock.now()
        )
    except Refused:
        return redirect("applications:status", application.pk)
    if party_of(draft, actor_of(request)) is None:
        grant_case(request, draft.door)
    return redirect("applications:check", draft.pk)


def _given(request: HttpRequest) -> dict[str, str]:
    """What a form brings, several choices as one answer."""
    return {name: as_chosen(values) for name, values in request.POST.lists()}


def questions_shown(
    application: Application, page: Page, typed: Mapping[str, str]
) -> tuple[Question, ...]:
    """All of a page's questions, or, when returned, only those asked to be corrected.

    What was just typed counts: a question it opens on the same page is taken at once.
    """
    shown = service_of(application).questions_on(page, {**answers_of(application), **typed})
    if application.status != Status.RETURNED:
        return shown
    open_now = correctable(application)
    return tuple(q for q in shown if f"question:{q.id}" in open_now)


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, application: Application, page_id: str) -> HttpResponse:
    """One group of questions; what was typed is shown again with what to mend."""
    service = service_of(application)
    here = service.page(page_id)
    if here is None or application.status not in WRITABLE:
        return redirect("applications:status", application.pk)
    questions = questions_shown(application, here, _given(request))
    reshaped = PageForm.after_a_button(questions, request.POST, request.FILES)
    form = reshaped or PageForm(
        questions, request.POST or None, initial=dict(answers_of(application))
    )
    shown = request.POST.get("shown", "")
    if request.method == "POST" and form.is_valid():
        try:
            commands.save_page(
                application=application,
                page=page_id,
                values=form.values(),
                shown=read_shown(shown),
                actor=actor_of(request),
                at=clock.now(),
            )
        except ChangedElsewhere as refusal:
            _say_what_is_there(form, application, refusal)
            shown = ""
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(_after(request, application, here))
    typed = half_typed(application, here.id) if request.method == "GET" else None
    if typed is not None:
        put_back(form, typed)
    pages = service.visible_pages(answers_of(application))
    number = next((n for n, p in enumerate(pages, start=1) if p.id == here.id), 1)
    context = facts(
        application,
        page=here,
        form=form,
        number=number,
        count=len(pages) + 2,
        previous=pages[number - 2] if number > 1 else None,
        to_summary="periksa" in request.GET or application.status == Status.RETURNED,
        corrections={c.item: c.text for c in present_corrections(application)},
        typed=typed,
        shown=shown or marks_of_shown(answers_of(application), here.questions),
        since=clock.now().isoformat(),
        last=written_last(application, here.id, actor_of(request)),
    )
    return render(request, "applications/page.html", context)


def _say_what_is_there(form: PageForm, application: Application, refusal: ChangedElsewhere) -> None:
    """Beside each question both windows changed: what is kept now."""
    application.answers.refresh_from_db()
    form.add_error(None, str(refusal))
    for question, value in refusal.present.items():
        text = text_of(service_of(application).question(question), value)
        there = _("Tersimpan sekarang: %(text)s") % {"text": text or _("kosong")}
        form.add_error(question, there)


def _after(request: HttpRequest, application: Application, here: Page) -> str:
    """The next page: this one again if an answer opened a new question here, or the summary."""
    service, answers = service_of(application), answers_of(application)
    opened = [
        q for q in service.questions_on(here, answers) if q.required and not answers.get(q.id)
    ]
    if opened:
        return reverse("applications:page", args=[application.pk, here.id])
    if application.status == Status.RETURNED:
        return reverse("applications:status", args=[application.pk])
    if "periksa" in request.GET:
        return reverse("applications:check", args=[application.pk])
    pages = service.visible_pages(answers)
    following = [p for n, p in enumerate(pages) if n and pages[n - 1].id == here.id]
    if following:
        return reverse("applications:page", args=[application.pk, following[0].id])
    return reverse("applications:papers", args=[application.pk])


@anyone
@with_application
@never_cache
@require_GET
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """The summary before sending, with a way to change each answer."""
    return _summary(request, application)


def _summary(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    if application.status != Status.DRAFT:
        return redirect("applications:status", application.pk)
    service, answers = service_of(application), answers_of(application)
    today, actor = office_of(application).today(clock.now()), actor_of(request)
    rows, lacking = answer_rows(service, answers, today), lacking_of(application)
    context = facts(
        application,
        rows=rows,
        to_look_at=[row for row in rows if row.findings],
        papers=paper_rows(application),
        missing=lacking.to_do,
        waiting=lacking.waiting,
        wish=wish_facts(application),
        unfit=catalogue.may_apply(service, answers, today),
        fees=service.fees_on(today, answers),
        total=service.total_on(today, answers),
        refusal=refusal,
        needs_account=actor.id is None,
        running=overlapping(application, actor),
        hold_minutes=settings.PAYMENT_HOLD_MINUTES,
        lacking=lacking_word(request, application),
        party=party_of(application, actor),
        beside=parties_of(application, actor),
        half_typed=pages_half_typed(application, service.visible_pages(answers)),
    )
    return render(request, "applications/check.html", context, status=422 if refusal else 200)


@anyone
@with_application
@require_POST
def send(request: HttpRequest, application: Application) -> HttpResponse:
    """Send the request, after signing in with a phone or an e-mail address."""
    try:
        sending_commands.send(
            application=application, bill_id=new_id(), actor=actor_of(request), at=clock.now()
        )
    except AccountNeeded:
        back = reverse("applications:check", args=[application.pk])
        return HttpResponseRedirect(f"{reverse('accounts:sign-in')}?next={back}")
    except Refused as refusal:
        application.refresh_from_db()
        return _summary(request, application, str(refusal))
    if party_of(application, actor_of(request)) is None:
        grant_case(request, application.door)
    if application.status == Status.DRAFT:  # it waits for the scanner, and says so there
        return redirect("applications:check", application.pk)
    if application.status == Status.AWAITING_PAYMENT:
        return redirect("applications:pay", application.pk)
    return redirect("applications:status", application.pk)


@anyone
@with_application
@require_POST
def cancel(request: HttpRequest, application: Application) -> HttpResponse:
    """Do not send it yet after all."""
    wish_commands.cancel_sending(application=application, actor=actor_of(request), at=clock.now())
    return redirect("applications:check", application.pk)
