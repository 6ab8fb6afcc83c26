"""The papers of a request: photos and PDFs, taken, shown and removed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import commands
from lintas.applications.correction_queries import correctable, present_corrections
from lintas.applications.evidence_queries import waiver_evidence
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.paper_advice import advice_on
from lintas.applications.queries import answers_of, service_of
from lintas.applications.rules import WRITABLE, Status
from lintas.applications.wish_queries import wish_facts
from lintas.attachments import public as attachments
from lintas.kernel import clock
from lintas.kernel.errors import Refused


def paper_rows(application: Application) -> list[dict[str, Any]]:
    """Each paper these answers call for, with what has been uploaded for it."""
    there = attachments.attachments_of(application.pk)
    coming = attachments.incoming_of(application.pk)
    asked = {c.item: c.text for c in present_corrections(application)}
    papers = service_of(application).papers_for(answers_of(application))
    if application.status == Status.RETURNED:
        open_now = correctable(application)
        papers = tuple(p for p in papers if f"paper:{p.id}" in open_now)
    return [
        {
            "paper": paper,
            "uploads": [a for a in there if a.purpose == paper.id],
            "coming": [i for i in coming if i.purpose == paper.id],
            "paper_waits": any(i.purpose == paper.id and i.state == "waiting" for i in coming),
            "correction": asked.get(f"paper:{paper.id}", ""),
            "trouble": "",
            "advice": advice_on(paper, [a for a in there if a.purpose == paper.id]),
        }
        for paper in papers
    ]


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def papers(request: HttpRequest, application: Application) -> HttpResponse:
    """Photos or PDFs of the papers; a refused file says why, the others stay."""
    if application.status not in WRITABLE:
        return redirect("applications:status", application.pk)
    troubles: dict[str, str] = {}
    if request.method == "POST":
        wanted = request.POST.get("paper", "")
        known = {row["paper"].id for row in paper_rows(application)}
        if wanted not in known:
            raise Http404
        troubles = _take_files(request, application, wanted)
        if not troubles:
            here = reverse("applications:papers", args=[application.pk])
            return HttpResponseRedirect(f"{here}#{wanted}")
    rows = paper_rows(application)
    for row in rows:
        row["trouble"] = troubles.get(row["paper"].id, "")
    service = service_of(application)
    pages, evidence = service.visible_pages(answers_of(application)), waiver_evidence(application)
    context = facts(
        application,
        rows=rows,
        troubles=troubles,
        number=len(pages) + 1,
        count=len(pages) + 2,
        previous=pages[-1],
        wish=wish_facts(application),
        evidence=evidence,
        claims=any(row.claimed and not row.uploads for row in evidence),
        limit_mb=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
    )
    return render(request, "applications/papers.html", context, status=422 if troubles else 200)


def _take_files(request: HttpRequest, application: Application, paper: str) -> dict[str, str]:
    files = request.FILES.getlist("file")
    if not files:
        return {paper: str(attachments.NoFile.sentence)}
    for file in files:
        try:
            commands.store_paper(
                application=application,
                paper=paper,
                name=file.name or "",
                content=file,
                actor=actor_of(request),
                at=clock.now(),
            )
        except Refused as refusal:
            return {paper: f"{file.name}: {refusal}" if len(files) > 1 else str(refusal)}
    return {}


@anyone
@with_application
@require_POST
def remove_paper(
    request: HttpRequest, application: Application, attachment_id: UUID
) -> HttpResponse:
    """Take a paper back; while returned, only one of those asked for again."""
    found = _own(application, attachment_id)
    shown = {row["paper"].id for row in paper_rows(application)}
    if application.status not in WRITABLE or found.purpose not in shown:
        raise Http404
    commands.remove_paper(
        application=application,
        attachment_id=attachment_id,
        actor=actor_of(request),
        at=clock.now(),
    )
    return redirect("applications:papers", application.pk)


@anyone
@with_application
@require_POST
def drop_upload(request: HttpRequest, application: Application, upload_id: UUID) -> HttpResponse:
    """Give up an upload that has not become a paper, or put its refusal away."""
    if attachments.incoming(application.pk, upload_id, clock.now()) is None:
        raise Http404
    commands.give_up_upload(
        application=application, upload_id=upload_id, actor=actor_of(request), at=clock.now()
    )
    return redirect("applications:papers", application.pk)


@anyone
@with_application
@require_GET
def paper_file(
    request: HttpRequest, application: Application, attachment_id: UUID
) -> HttpResponseBase:
    """The applicant's own papers, from the sanitised copy."""
    return attachments.serve(_own(application, attachment_id), request.GET.get("ukuran", ""))


def _own(application: Application, attachment_id: UUID) -> attachments.AttachmentView:
    """Raises: Http404."""
    for found in attachments.attachments_of(application.pk):
        if found.id == attachment_id:
            return found
    raise Http404
