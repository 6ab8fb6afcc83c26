"""The days of the calendar: what is coming; holding, moving or cancelling one with one action."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay, Decision
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, Words
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id

DECIDES = (Role.APPROVER, Role.HEAD)
OWN = "kantor"
"""In an address, in the place of a place: the office itself."""


@staff(*CASES)
@never_cache
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    """Boat days, the office's next days, and room for a single trip."""
    return show_days(request)


def show_days(
    request: HttpRequest, refusal: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    office = catalogue.office(actor.office)
    context = {
        "here": "home",
        "place": office,
        "boats": [_row(office, one) for one in appointments.coming_days(office.id, at)],
        "changed": [
            _row(office, one) for one in appointments.coming_days(office.id, at, boats=False)
        ],
        "asks": [
            (one, catalogue.office(catalogue.hall_id(office.id, one.place)).town)
            for one in appointments.villages.open_asks(office.id, at)
        ],
        "own": OWN,
        "today": office.today(at),
        "services": [s for s in catalogue.services() if s.visit is not None],
        "trip": (typed or {}).get("trip") or str(new_id()),
        "typed": typed or {},
        "refused": bool(refusal),
        "refusal": refusal or said(request),
    }
    return render(request, "desk/days.html", context, status=422 if typed else 200)


def _row(office: Office, day: BoatDay) -> dict[str, Any]:
    return {
        "day": day,
        "address": day.place or OWN,
        "title": catalogue.office(catalogue.hall_id(office.id, day.place)).town,
        "booked": appointments.booked_on(office.id, day.place, day.on),
        "why": office.travel.reason(day.reason) or "",
    }


@staff(*CASES)
@never_cache
@require_GET
def go_to(request: HttpRequest) -> HttpResponse:
    """From the list to one of the office's own days."""
    try:
        on = date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return redirect("desk:service-days")
    return redirect("desk:service-day", OWN, on.isoformat())


def day_of(request: HttpRequest, place: str, on: str) -> tuple[Office, BoatDay]:
    """Raises: Http404."""
    actor = actor_of(request)
    office = catalogue.office(actor.office)
    try:
        here = "" if place == OWN else place
        return office, appointments.day_at(office.id, here, date.fromisoformat(on), clock.now())
    except (ValueError, appointments.DayUnknown):
        raise Http404 from None


@staff(*CASES)
@never_cache
@require_http_methods(["GET", "POST"])
def day(request: HttpRequest, place: str, on: str) -> HttpResponse:
    """One day; a decision about it is shown first, with everybody it reaches, then made."""
    office, found = day_of(request, place, on)
    if request.method == "GET":
        return show_day(request, office, found)
    actor = actor_of(request)
    if not actor.has(*DECIDES):
        raise Http404
    route = appointments.routes.rest_of_route(found)
    change, decision, stops = (
        read_id(request.POST.get("change", "")) or new_id(),
        _decision(request, office, found),
        _stops(request, route),
    )
    decisions = appointments.routes.decisions_for(change, decision, route, stops)
    try:
        if "sure" in request.POST:
            _decide(request, decisions)
            return redirect("desk:service-day", place, on)
        fates = appointments.routes.preview_all(decisions=decisions, actor=actor, at=clock.now())
    except Refused as refusal:
        return show_day(request, office, found, refusal=str(refusal))
    more: dict[str, Any] = {
        "decision": decision,
        "why": office.travel.reason(decision.reason) or "",
        "change": change,
        "seen": applications.seen_before([one for each in fates for one in each]),
        "stops": [
            (_town(office, one.place), one, len(each))
            for (_, one), each in sorted(zip(decisions, fates, strict=True), key=_when)
        ],
        "chosen": [one for one in route if one.id in stops],
    }
    return show_day(request, office, found, **more)


def show_day(
    request: HttpRequest, office: Office, found: BoatDay, refusal: str = "", **more: Any
) -> HttpResponse:
    context = {
        "here": "home",
        "place": catalogue.office(catalogue.hall_id(office.id, found.place)),
        "office_place": office,
        "day": found,
        "address": found.place or OWN,
        "booked": appointments.booked_on(office.id, found.place, found.on),
        "held_why": office.travel.reason(found.reason) or "",
        "changes": [
            (one, office.travel.reason(one.reason) or "")
            for one in appointments.changes_of(office.id, found.place, found.on)
        ],
        "asks": appointments.villages.asks_of(office.id, found.place, found.on)
        if found.place
        else [],
        "route": _route(request, office, found),
        "may_decide": actor_of(request).has(*DECIDES),
        "reasons": office.travel.reasons,
        "today": office.today(clock.now()),
        "free": [(s, found.left.get(s.id, 0)) for s in catalogue.services() if s.id in found.quota],
        "services": [(s, found.quota.get(s.id, 0)) for s in catalogue.services() if s.visit],
        "typed": request.POST,
        "refused": bool(refusal),
        "refusal": refusal or said(request),
        **more,
    }
    return render(request, "desk/one_day.html", context, status=422 if refusal else 200)


def _route(
    request: HttpRequest, office: Office, found: BoatDay
) -> list[tuple[Words, BoatDay, bool]]:
    """The other stops a decision can be made about with this one; all are ticked at first."""
    rest = [one for one in appointments.routes.rest_of_route(found) if one.is_off == found.is_off]
    ticked = _stops(request, rest) if request.method == "POST" else {one.id for one in rest}
    return [(_town(office, one.place), one, one.id in ticked) for one in rest]


def _decision(request: HttpRequest, office: Office, found: BoatDay) -> Decision:
    """As typed; what cannot be read is left out, and the rules say what is missing."""
    typed = request.POST
    to_on = typed.get("to_on", "") if typed.get("action") == "move" else ""
    decide_at = typed.get("decide_at", "") if typed.get("action") == "hold" else ""
    return Decision(
        office=office.id,
        place=found.place,
        on=found.on,
        action=typed.get("action", ""),
        reason=typed.get("reason", ""),
        to_on=_date(to_on),
        decide_at=_moment(office, decide_at),
    )


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _moment(office: Office, typed: str) -> datetime | None:
    """On the office's clock: "2026-12-03T06:00"."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=office.zone)
    except ValueError:
        return None


def _stops(request: HttpRequest, route: Sequence[BoatDay]) -> set[UUID]:
    """Which other stops of the route were ticked."""
    ticked = set(request.POST.getlist("stop"))
    return {one.id for one in route if str(one.id) in ticked}


def _when(one: tuple[tuple[UUID, Decision], object]) -> date:
    return one[0][1].on


def _town(office: Office, place: str) -> Words:
    return catalogue.office(catalogue.hall_id(office.id, place)).town


def _decide(request: HttpRequest, decisions: Sequence[tuple[UUID, Decision]]) -> None:
    """Raises: DayNotOpen, DayUnclear, DayBusy."""
    appointments.routes.decide_all(decisions=decisions, actor=actor_of(request), at=clock.now())
    say(request, _("Keputusan tercatat. Setiap orang dipindah dan diberi tahu satu per satu."))
