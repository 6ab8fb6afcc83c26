"""One stop of the boat, for everybody; there somebody of a village asks for places for many."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, anyone, signed_in
from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, OutreachPlace, Village
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id


@anyone
@never_cache
@require_GET
def stop(request: HttpRequest, place: str, on: str) -> HttpResponse:
    """The day, for whom places are kept, and what I asked for."""
    return _show(request, place, on)


@signed_in
@require_POST
def ask(request: HttpRequest, place: str, on: str) -> HttpResponse:
    """What was typed comes back when it is refused."""
    _spot, day = _stop(place, on)
    typed = request.POST
    try:
        appointments.villages.ask_for_village(
            ask_id=read_id(typed.get("ask", "")) or new_id(),
            office=day.office,
            place=day.place,
            on=day.on,
            village=typed.get("village", ""),
            people=_number(typed.get("people", "")),
            contact=typed.get("contact", ""),
            note=typed.get("note", ""),
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return _show(request, place, on, str(refusal))
    return redirect("portal:stop", place, on)


@signed_in
@require_POST
def withdraw(request: HttpRequest, place: str, on: str) -> HttpResponse:
    try:
        appointments.villages.withdraw_ask(
            ask_id=read_id(request.POST.get("ask", "")) or new_id(),
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return _show(request, place, on, str(refusal))
    return redirect("portal:stop", place, on)


def _show(request: HttpRequest, place: str, on: str, refusal: str = "") -> HttpResponse:
    spot, day = _stop(place, on)
    office, at, actor = catalogue.office(day.office), clock.now(), actor_of(request)
    asker = None if actor.is_staff else actor.id
    asks = appointments.villages.asks_of(office.id, place, day.on, asker) if asker else []
    until = appointments.villages.frees_at(office, day.on)
    context: dict[str, Any] = {
        "place": office,
        "spot": spot,
        "day": day,
        "why": office.travel.reason(day.reason) or "",
        "asker": asker,
        "asks": asks,
        "waits": any(one.state == "asked" for one in asks),
        "rule": office.travel.village,
        "until": until,
        "may_ask": may_ask(office, day, at),
        "districts": _districts(),
        "ask_id": request.POST.get("ask") or new_id(),
        "typed": request.POST,
        "refusal": refusal,
    }
    return render(request, "portal/stop.html", context, status=422 if refusal else 200)


def may_ask(office: Office, day: BoatDay, at: datetime) -> bool:
    """Whether a village can still ask for places of this day."""
    until = appointments.villages.frees_at(office, day.on)
    return until is not None and at < until and not day.is_off


def _stop(place: str, on: str) -> tuple[OutreachPlace, BoatDay]:
    """Raises: Http404."""
    office = catalogue.office(settings.OFFICE)
    spot = office.travel.place(place)
    try:
        if spot is not None:
            return spot, appointments.day_at(office.id, place, date.fromisoformat(on), clock.now())
    except (ValueError, appointments.DayUnknown):
        pass
    raise Http404


def _districts() -> Sequence[tuple[str, list[Village]]]:
    groups: dict[str, list[Village]] = {}
    for one in sorted(catalogue.villages(), key=lambda v: (v.district, v.name)):
        groups.setdefault(one.district, []).append(one)
    return list(groups.items())


def _number(typed: str) -> int:
    """What is no number is none: the rule says what is missing."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
