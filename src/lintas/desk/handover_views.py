"""Finished documents: which wait or travel, and the check at the hand-over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import MUST_BE_SEEN, CaseView, Collector, Given, Status
from lintas.desk.case_page import open_case
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.desk.words import COLLECTOR_WORDS, DELIVERY_WORDS, IDENTITY_WORDS, SEEN_WORDS
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused


@staff(*CASES)
@never_cache
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """The documents at the office and in the post; a scanned code opens its hand-over."""
    actor, code = actor_of(request), request.GET.get("kode", "")[:80]
    sentence = said(request)
    if code:
        found = applications.ready_by_code(actor, code)
        if found is not None:
            return redirect("desk:hand-over", found)
        sentence = _("Tidak ada dokumen siap diambil dengan kode itu. Cari lewat halaman Berkas.")
    documents = applications.waiting_documents(actor)
    context = {
        "here": "collection",
        "rows": [(row, DELIVERY_WORDS.get(row.delivery, "")) for row in documents],
        "code": code,
        "said": sentence,
    }
    return render(request, "desk/collection.html", context)


@staff(Role.OFFICER)
@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One document, one person, what was shown; refused, the form stands as it was filled."""
    view = open_case(request, application_id)
    if request.method == "GET":
        if view.application.status != Status.READY:
            return redirect("desk:case", application_id)
        return _form(request, view, "", {"collector": "owner", "identity": "ktp"}, ["identity"])
    given = _given(request)
    try:
        applications.hand_over(
            application=view.application, given=given, actor=actor_of(request), at=clock.now()
        )
    except Refused as refusal:
        fresh = open_case(request, application_id)
        typed = {name: request.POST.get(name, "") for name in request.POST}
        return _form(request, fresh, str(refusal), typed, list(given.seen))
    say(request, _("Diserahkan. Pemilik dikabari."))
    return redirect("desk:case", application_id)


def _given(request: HttpRequest) -> Given:
    typed = request.POST
    return Given(
        code=typed.get("code", "")[:80],
        document_number=typed.get("document_number", "")[:40],
        collector=typed.get("collector", ""),
        name=typed.get("name", "")[:150],
        identity=typed.get("identity", ""),
        identity_number=typed.get("identity_number", "")[:40],
        seen=frozenset(typed.getlist("seen")),
        agrees=typed.get("agrees") == "yes",
    )


def _form(
    request: HttpRequest, view: CaseView, refusal: str, typed: dict[str, str], seen: list[str]
) -> HttpResponse:
    number = applications.hand_over_facts(view.application).document_number
    grounds = [
        (
            kind,
            COLLECTOR_WORDS[kind],
            ", ".join(str(SEEN_WORDS[paper]).lower() for paper in MUST_BE_SEEN[kind]),
        )
        for kind in Collector
    ]
    context = {
        "here": "collection",
        "view": view,
        "application": view.application,
        "service": view.service,
        "document_known": bool(number),
        "grounds": grounds,
        "identities": IDENTITY_WORDS.items(),
        "papers": [(paper, words, paper in seen) for paper, words in SEEN_WORDS.items()],
        "confirmed": view.service.outcome.kind == "passport",
        "born": [row for row in view.answers if row.question.kind == "date" and row.text],
        "typed": typed,
        "refusal": refusal,
    }
    return render(request, "desk/handover.html", context, status=422 if refusal else 200)
