"""Filing an objection with what proves it, and where it stands."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import actor_of, anyone, id_named
from lintas.appeals import evidence, queries
from lintas.appeals.commands import file_appeal
from lintas.applications import public as applications
from lintas.applications.public import Application, NotFound
from lintas.attachments import public as attachments
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id

FILE, UPLOAD, REMOVE = "ajukan", "unggah", "hapus"
"""What the buttons of the one form do; what was typed stays in it whichever is pressed."""


def _open(request: HttpRequest, application_id: UUID) -> Application:
    actor = actor_of(request)
    try:
        application = applications.application_for(actor, application_id)
    except NotFound:
        raise Http404 from None
    if applications.stands_beside(application, actor):
        raise Http404  # an objection is the applicant's own
    return application


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, application_id: UUID) -> HttpResponse:
    application, at = _open(request, application_id), clock.now()
    refusal, grounds = "", request.POST.get("grounds", "")
    do, _colon, which = request.POST.get("do", FILE).partition(":")
    if request.method == "POST":
        try:
            _do(request, application, do, which, grounds)
        except Refused as trouble:
            refusal = str(trouble)
        else:
            if do == FILE or not grounds:
                return redirect("appeals:appeal", application_id)
    found, standing = queries.appeals_of(application_id), queries.standing_of(application_id, at)
    if not found and standing is None:
        raise Http404
    context = {
        "application": application,
        "found": found,
        "standing": standing,
        "evidence": evidence.evidence_open(application, at),
        "limit_mb": settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        "refusal": refusal,
        "trouble": refusal if do != FILE else "",
        "grounds": grounds,
    }
    return render(request, "appeals/appeal.html", context, status=422 if refusal else 200)


def _do(request: HttpRequest, application: Application, do: str, which: str, grounds: str) -> None:
    """Files that came along are kept first, whatever the button: nothing sent is lost.

    Raises: Refused.
    """
    actor, at = actor_of(request), clock.now()
    files = request.FILES.getlist("file")
    if do == UPLOAD and not files:
        raise attachments.NoFile
    for file in files:
        evidence.store_appeal_evidence(
            application=application, name=file.name or "", content=file, actor=actor, at=at
        )
    if do == REMOVE:
        evidence.remove_appeal_evidence(
            application=application, attachment_id=id_named(which), actor=actor, at=at
        )
    if do == FILE:
        file_appeal(
            appeal_id=new_id(), application=application, grounds=grounds, actor=actor, at=at
        )


@anyone
def uploads(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Where resumable uploads begin (tus); they go on where those of the papers do."""
    application = _open(request, application_id)
    found = evidence.evidence_open(application, clock.now())
    who = attachments.Uploader(application.pk, application.office, actor_of(request))

    def address(upload_id: UUID) -> str:
        return reverse("applications:upload", args=[application.pk, upload_id])

    purposes = {found.purpose} if found is not None else set()
    return attachments.begin_upload(request, who, purposes=purposes, address=address)
