"""Papers sent piece by piece, so that a broken line costs nothing that had arrived."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lintas.accounts.public import actor_of, anyone
from lintas.applications import commands, wish_commands
from lintas.applications.models import Application
from lintas.applications.opening import with_application
from lintas.applications.paper_views import paper_rows
from lintas.applications.rules import WRITABLE
from lintas.attachments import public as attachments
from lintas.kernel import clock


@anyone
@with_application
def begin(request: HttpRequest, application: Application) -> HttpResponse:
    """Where uploads begin (tus); only for papers that are open now."""

    def address(upload_id: UUID) -> str:
        return reverse("applications:upload", args=[application.pk, upload_id])

    open_now = application.status in WRITABLE
    papers = {row["paper"].id for row in paper_rows(application)} if open_now else set()
    who = _uploader(request, application)
    return attachments.begin_upload(request, who, purposes=papers, address=address)


@anyone
@with_application
def one(request: HttpRequest, application: Application, upload_id: UUID) -> HttpResponse:
    """One upload under way: where it stands, its next piece, its end."""
    before = attachments.incoming(application.pk, upload_id, clock.now())
    answer = attachments.go_on_with_upload(request, _uploader(request, application), upload_id)
    gone = attachments.incoming(application.pk, upload_id, clock.now()) is None
    if before is not None and before.state == "waiting" and gone:
        wish_commands.overtake_sending(
            answers=application.answers, actor=actor_of(request), at=clock.now()
        )
    for stored in attachments.attachments_of(application.pk):
        if request.method == "PATCH" and stored.id == upload_id:
            commands.correct_paper(application=application, paper=stored.purpose, at=clock.now())
    return answer


def _uploader(request: HttpRequest, application: Application) -> attachments.Uploader:
    return attachments.Uploader(application.pk, application.office, actor_of(request))
