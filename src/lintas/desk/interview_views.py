"""The interview of a case: questions beside short notes, the record to read out and to print."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lintas.accounts.public import actor_of, names_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseView
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES
from lintas.desk.interview_section import OPEN_WHILE
from lintas.desk.messages import said, say
from lintas.interviews import public as interviews
from lintas.kernel import clock
from lintas.kernel.errors import Refused

NOTE = "note:"


@staff(*CASES)
@never_cache
@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Questions and notes; the button pressed says whether to save, confirm or add."""
    view = open_case(request, application_id)
    if request.method == "GET":
        return _show(request, view, said(request), {})
    if is_read_only(request, application_id):
        raise Http404
    try:
        _take(request, view)
    except Refused as refusal:
        return _show(request, view, str(refusal), dict(request.POST.items()), status=422)
    say(request, _("Tercatat."))
    return redirect("desk:interview", application_id)


def _take(request: HttpRequest, view: CaseView) -> None:
    actor, at, given = actor_of(request), clock.now(), request.POST
    application = view.application
    if given.get("do") == "add":
        text = given.get("addendum", "")
        applications.correct_record(application=application, text=text, actor=actor, at=at)
        return
    notes = {
        name.removeprefix(NOTE): text
        for name, text in given.items()
        if name.startswith(NOTE) and isinstance(text, str)
    }
    applications.take_notes(
        application=application,
        notes=notes,
        consent=given.get("consent", ""),
        who=given.get("who", ""),
        relation=given.get("relation", ""),
        actor=actor,
        at=at,
    )
    if given.get("do") == "confirm":
        applications.confirm_record(
            application=application,
            how=given.get("how", ""),
            signed_as=given.get("signed-as", ""),
            actor=actor,
            at=at,
        )


def _show(
    request: HttpRequest, view: CaseView, refusal: str, typed: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    asked = catalogue.question_set(view.application.service)
    if asked is None:
        raise Http404
    found = interviews.interview_of(view.application.pk)
    notes = found.notes if found else {}
    record = found.record if found else None
    context = {
        "here": "cases",
        "view": view,
        "application": view.application,
        "asked": asked,
        "rows": [(q, typed.get(f"{NOTE}{q.id}", notes.get(q.id, ""))) for q in asked.questions],
        "found": found,
        "record": record,
        "open": record is None and view.application.status in OPEN_WHILE,
        "typed": typed,
        "signed_as": typed.get("signed-as", ""),
        "refusal": refusal,
    }
    return render(request, "desk/interview.html", context, status=status)


@staff(*CASES)
@never_cache
@require_GET
def bap(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The record on one page of paper."""
    view = open_case(request, application_id)
    found = interviews.interview_of(application_id)
    if found is None or found.record is None:
        raise Http404
    record = found.record
    names = names_of({record.by, *(addendum.by for addendum in record.addenda)})
    context = {
        "here": "cases",
        "application": view.application,
        "record": record,
        "by": names.get(record.by, ""),
        "addenda": [(one, names.get(one.by, "")) for one in record.addenda],
    }
    return render(request, "desk/bap.html", context)
