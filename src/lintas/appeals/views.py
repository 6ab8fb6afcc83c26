"""Filing an objection, and where it stands."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import actor_of, anyone
from lintas.appeals import queries
from lintas.appeals.commands import file_appeal
from lintas.applications import public as applications
from lintas.applications.public import NotFound
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, application_id: UUID) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    try:
        application = applications.application_for(actor, application_id)
    except NotFound:
        raise Http404 from None
    if applications.stands_beside(application, actor):
        raise Http404  # an objection is the applicant's own
    refusal, grounds = "", ""
    if request.method == "POST":
        grounds = request.POST.get("grounds", "")
        try:
            file_appeal(
                appeal_id=new_id(), application=application, grounds=grounds, actor=actor, at=at
            )
        except Refused as trouble:
            refusal = str(trouble)
        else:
            return redirect("appeals:appeal", application_id)
    found = queries.appeals_of(application_id)
    standing = queries.standing_of(application_id, at)
    if not found and standing is None:
        raise Http404
    context = {
        "application": application,
        "found": found,
        "standing": standing,
        "refusal": refusal,
        "grounds": grounds,
    }
    return render(request, "appeals/appeal.html", context, status=422 if refusal else 200)
