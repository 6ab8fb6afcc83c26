"""Evidence for a fee set aside or a place at the front: brought by its person at any time."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import evidence_commands
from lintas.applications.evidence_queries import WAIVER, Evidence, waiver_evidence
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.attachments import public as attachments
from lintas.kernel import clock
from lintas.kernel.errors import Refused


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, application: Application) -> HttpResponse:
    """A row for each ground; a refused file says why, the others stay."""
    wanted = request.POST.get("paper", "")
    known = {row.purpose for row in waiver_evidence(application)}
    if not known or (request.method == "POST" and wanted not in known):
        raise Http404
    trouble = ""
    if request.method == "POST":
        trouble = _take_files(request, application, wanted.removeprefix(WAIVER))
        if not trouble:
            here = reverse("applications:evidence", args=[application.pk])
            return HttpResponseRedirect(f"{here}#{wanted}")
    return _page(request, application, {wanted: trouble})


def _page(request: HttpRequest, application: Application, troubles: dict[str, str]) -> HttpResponse:
    rows = waiver_evidence(application)
    rows = [replace(row, trouble=troubles.get(row.purpose, "")) for row in rows]
    context: dict[str, Any] = facts(
        application,
        rows=rows,
        trouble=next(filter(None, troubles.values()), ""),
        limit_mb=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
    )
    status = 422 if context["trouble"] else 200
    return render(request, "applications/evidence.html", context, status=status)


def _take_files(request: HttpRequest, application: Application, ground: str) -> str:
    """What is wrong with the first file that is refused."""
    files = request.FILES.getlist("file")
    if not files:
        return str(attachments.NoFile.sentence)
    for file in files:
        try:
            evidence_commands.store_evidence(
                application=application,
                ground=ground,
                name=file.name or "",
                content=file,
                actor=actor_of(request),
                at=clock.now(),
            )
        except Refused as refusal:
            return f"{file.name}: {refusal}" if len(files) > 1 else str(refusal)
    return ""


def ids_of(row: Evidence) -> set[UUID]:
    return {one.id for one in row.uploads} | {one.id for one in row.coming}


@anyone
@with_application
def uploads(request: HttpRequest, application: Application) -> HttpResponse:
    """Where resumable uploads of evidence begin (tus); they go on where those of papers do."""

    def address(upload_id: UUID) -> str:
        return reverse("applications:upload", args=[application.pk, upload_id])

    who = attachments.Uploader(application.pk, application.office, actor_of(request))
    purposes = {row.purpose for row in waiver_evidence(application)}
    return attachments.begin_upload(request, who, purposes=purposes, address=address)


@anyone
@with_application
@require_POST
def remove(request: HttpRequest, application: Application, attachment_id: UUID) -> HttpResponse:
    """Take a paper back, or an upload that has not become one."""
    actor, at = actor_of(request), clock.now()
    rows = waiver_evidence(application)
    held = [row for row in rows if attachment_id in ids_of(row)]
    if not held:
        raise Http404
    if attachment_id in {one.id for one in held[0].coming}:
        attachments.drop_incoming(incoming_id=attachment_id)
        return redirect("applications:evidence", application.pk)
    try:
        evidence_commands.remove_evidence(
            application=application, attachment_id=attachment_id, actor=actor, at=at
        )
    except Refused as refusal:
        return _page(request, application, {held[0].purpose: str(refusal)})
    return redirect("applications:evidence", application.pk)
