"""Taking over, handing over, saying one should not have a case, noting something about it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, id_named, staff
from lintas.casework import public as casework
from lintas.casework.public import Seat
from lintas.desk.case_page import CaseClosed, is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id

Take = Callable[[HttpRequest, UUID, Actor], None]


def _seat(request: HttpRequest) -> Seat:
    named = {seat.name.lower(): seat for seat in Seat}
    try:
        return named[request.POST.get("seat", "")]
    except KeyError:
        raise Http404 from None


def _take(request: HttpRequest, case: UUID, actor: Actor) -> None:
    casework.take_over(
        case_id=case,
        seat=_seat(request),
        reason=request.POST.get("reason", ""),
        note_id=new_id(),
        actor=actor,
        at=clock.now(),
    )


def _give(request: HttpRequest, case: UUID, actor: Actor) -> None:
    casework.hand_over_to(
        case_id=case,
        seat=_seat(request),
        to=id_named(request.POST.get("to", "")),
        reason=request.POST.get("reason", ""),
        note_id=new_id(),
        actor=actor,
        at=clock.now(),
    )


def _conflict(request: HttpRequest, case: UUID, actor: Actor) -> None:
    reason = request.POST.get("reason", "")
    casework.declare_conflict(
        case_id=case, reason=reason, note_id=new_id(), actor=actor, at=clock.now()
    )


def _note(request: HttpRequest, case: UUID, actor: Actor) -> None:
    text = request.POST.get("text", "")
    casework.add_note(note_id=new_id(), case_id=case, text=text, actor=actor, at=clock.now())


def _sensitive(request: HttpRequest, case: UUID, actor: Actor) -> None:
    reason = request.POST.get("reason", "")
    casework.mark_sensitive(
        case_id=case, reason=reason, note_id=new_id(), actor=actor, at=clock.now()
    )


TAKES: dict[str, Take] = {
    "ambil": _take,
    "serahkan": _give,
    "benturan": _conflict,
    "catat": _note,
    "sensitif": _sensitive,
}


@staff(*CASES)
@require_POST
def change(request: HttpRequest, application_id: UUID, what: str) -> HttpResponse:
    """One change of hands or one note; when it is refused, what was written stays in the form."""
    if what not in TAKES:
        raise Http404
    view = open_case(request, application_id)
    if is_read_only(request, application_id):
        raise Http404
    try:
        TAKES[what](request, application_id, actor_of(request))
    except Refused as refusal:
        typed = {**request.POST.dict(), "what": what}
        return show(request, view, str(refusal), typed, status=422)
    say(request, _("Tercatat."))
    try:
        open_case(request, application_id)
    except CaseClosed:
        return redirect("desk:cases")
    return redirect("desk:case", application_id)
