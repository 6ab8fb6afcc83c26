"""A single trip of the boat, entered or changed by staff."""

from datetime import date, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, staff
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.desk.case_views import CASES
from lintas.desk.day_views import day_of, show_day, show_days
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id


@staff(*CASES)
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """One more day at a place; what was typed comes back when it is refused."""
    actor, typed = actor_of(request), request.POST
    try:
        appointments.plan_trip(
            trip_id=read_id(typed.get("trip", "")) or new_id(),
            office=actor.office,
            place=typed.get("place", ""),
            on=_day(typed.get("on", "")),
            actor=actor,
            at=clock.now(),
            **_hours_and_places(request),
        )
    except Refused as refusal:
        return show_days(request, str(refusal), {k: str(v) for k, v in typed.items() if v})
    say(request, _("Hari jemput bola tercatat dan dapat dipesan."))
    return redirect("desk:service-days")


@staff(*CASES)
@require_POST
def change(request: HttpRequest, place: str, on: str) -> HttpResponse:
    """Other hours or places of a boat day."""
    office, found = day_of(request, place, on)
    actor = actor_of(request)
    try:
        appointments.change_trip(
            trip_id=found.id,
            office=office.id,
            actor=actor,
            at=clock.now(),
            **_hours_and_places(request),
        )
    except Refused as refusal:
        return show_day(request, office, found, refusal=str(refusal))
    say(request, _("Jam dan tempat hari ini diubah. Yang sudah punya jam tidak berubah."))
    return redirect("desk:service-day", place, on)


def _hours_and_places(request: HttpRequest) -> dict[str, Any]:
    """Raises: TripUnclear."""
    typed = request.POST
    try:
        opens, closes = time.fromisoformat(typed["opens"]), time.fromisoformat(typed["closes"])
        quota = {
            service.id: int(typed.get(f"quota-{service.id}", ""))
            for service in catalogue.services()
            if typed.get(f"quota-{service.id}", "").strip() not in {"", "0"}
        }
    except (KeyError, ValueError):
        raise appointments.TripUnclear from None
    return {"opens": opens, "closes": closes, "quota": quota, "box": typed.get("box", "").strip()}


def _day(typed: str) -> date:
    """Raises: TripUnclear."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise appointments.TripUnclear from None
