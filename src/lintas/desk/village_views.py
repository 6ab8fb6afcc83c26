"""Staff grant a village places at a stop of the boat, or say why not."""

from datetime import time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, staff
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.desk.day_views import day_of, show_day
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.errors import Refused


@staff(*appointments.villages.VILLAGE_KEEPERS)
@require_POST
def grant(request: HttpRequest, place: str, on: str, ask_id: UUID) -> HttpResponse:
    """So many places of some hours; all or none."""
    office, found = day_of(request, place, on)
    try:
        opens, closes, wanted = _wanted(request)
        appointments.villages.grant_ask(
            ask_id=ask_id,
            wanted=wanted,
            opens=opens,
            closes=closes,
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show_day(request, office, found, refusal=str(refusal), typed_ask=str(ask_id))
    say(request, _("Tempat disimpan untuk desa itu, dan yang meminta diberi kabar."))
    return redirect("desk:service-day", place, on)


def _wanted(request: HttpRequest) -> tuple[time, time, dict[str, int]]:
    """Raises: GrantUnclear."""
    typed = request.POST
    try:
        return (
            time.fromisoformat(typed["opens"]),
            time.fromisoformat(typed["closes"]),
            {
                service.id: int(typed[f"places-{service.id}"])
                for service in catalogue.services()
                if typed.get(f"places-{service.id}", "").strip() not in {"", "0"}
            },
        )
    except (KeyError, ValueError):
        raise appointments.villages.GrantUnclear from None


@staff(*appointments.villages.VILLAGE_KEEPERS)
@require_POST
def decline(request: HttpRequest, place: str, on: str, ask_id: UUID) -> HttpResponse:
    office, found = day_of(request, place, on)
    reason = request.POST.get("reason", "")
    try:
        appointments.villages.decline_ask(
            ask_id=ask_id, reason=reason, actor=actor_of(request), at=clock.now()
        )
    except Refused as refusal:
        return show_day(request, office, found, refusal=str(refusal))
    say(request, _("Jawaban tercatat, dan yang meminta diberi kabar."))
    return redirect("desk:service-day", place, on)
