"""The week of the office's calendar: places and why they are so many; closing, opening, ending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.appointments import public as appointments
from lintas.appointments.public import Beyond, CalendarDay, ChangeView, DayCount
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id

Titles = Mapping[str, object]
WEEK = timedelta(days=7)
WHY: Mapping[str, object] = {
    "absence": _("petugas tidak masuk"),
    "repair": _("alat diperbaiki"),
    "training": _("pelatihan atau rapat"),
    "weather": _("cuaca"),
    "disaster": _("bencana"),
    "demand": _("banyak yang mendaftar"),
    "made-up": _("pengganti hari yang tutup"),
    "other": _("lainnya"),
}


@dataclass(frozen=True)
class Day:
    """One day of the week; `full` is what it would have with nobody away."""

    day: CalendarDay
    open_counters: int
    changes: Sequence[tuple[ChangeView, object, object]]
    places: int
    taken: int
    full: int
    beyond: Sequence[tuple[object, Beyond]]

    @property
    def too_many(self) -> int:
        return sum(one.count for _title, one in self.beyond)


@dataclass(frozen=True)
class Row:
    """One service and share over the days of the week; None where it has no places."""

    service: object
    share: object
    first: bool
    cells: Sequence[DayCount | None]


@staff(*CASES, Role.ADMIN)
@never_cache
@require_GET
def week(request: HttpRequest) -> HttpResponse:
    return _page(request, said(request), {}, 200)


def _page(
    request: HttpRequest, sentence: str, typed: Mapping[str, str], status: int
) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    office = catalogue.office(actor.office)
    monday = _monday(request, office.today(at))
    days = appointments.days_of(office, monday, 7)
    counts = appointments.day_counts(office.id, monday, days[-1].on)
    beyond = appointments.beyond_capacity(office.id, monday, days[-1].on, at)
    titles = {service.id: service.title for service in catalogue.services()}
    context = {
        "here": "home",
        "place": office,
        "days": [_day(office, day, counts, beyond, titles) for day in days],
        "rows": _rows(office, [day.on for day in days], counts, titles),
        "quota": sum(quota.per_day for quota in office.quota),
        "monday": monday,
        "before": monday - WEEK,
        "after": monday + WEEK,
        "may_change": actor.has(*appointments.CALENDAR_KEEPERS),
        "closing": [(one, WHY[one]) for one in appointments.CLOSING],
        "opening": [(one, WHY[one]) for one in appointments.OPENING],
        "change": str(new_id()),
        "said": sentence,
        "typed": typed,
    }
    return render(request, "desk/calendar.html", context, status=status)


def _monday(request: HttpRequest, today: date) -> date:
    wanted = request.GET.get("minggu") or request.POST.get("minggu", "")
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = today
    day = min(max(day, today - 60 * WEEK), today + 60 * WEEK)
    return day - timedelta(days=day.weekday())


def _day(
    office: Office,
    day: CalendarDay,
    counts: Sequence[DayCount],
    beyond: Sequence[Beyond],
    titles: Titles,
) -> Day:
    names = {counter.id: counter.title for counter in office.counters}
    mine = [one for one in counts if one.on == day.on]
    too_many = [one for one in beyond if office.today(one.starts_at) == day.on]
    return Day(
        day=day,
        open_counters=len(office.counters) - len(day.away) if day.hours else 0,
        changes=[(c, names.get(c.counter, ""), WHY.get(c.why, "")) for c in day.changes],
        places=sum(one.places for one in mine),
        taken=sum(one.taken for one in mine),
        full=sum(appointments.plan_of(office, day.on).full.values()) if day.changes else 0,
        beyond=[(titles.get(one.service, one.service), one) for one in too_many],
    )


def _rows(
    office: Office, days: Sequence[date], counts: Sequence[DayCount], titles: Titles
) -> list[Row]:
    found = {(one.service, one.share, one.on): one for one in counts}
    shares: list[tuple[str, object]] = [(one.id, one.title) for one in office.shares]
    shares = shares or [(GENERAL, _("Umum"))]
    rows: list[Row] = []
    for quota in office.quota:
        first = True
        for share, title in shares:
            cells = [found.get((quota.service, share, day)) for day in days]
            if any(cells):
                name = titles.get(quota.service, quota.service)
                rows.append(Row(name, title, first, cells))
                first = False
    return rows


@staff(*appointments.CALENDAR_KEEPERS)
@require_POST
def change(request: HttpRequest, kind: str) -> HttpResponse:
    """Close or open; what was typed comes back when it is refused."""
    if kind not in {"tutup", "buka"}:
        raise Http404
    actor, at = actor_of(request), clock.now()
    office, typed = catalogue.office(actor.office), request.POST.dict()
    given: dict[str, Any] = {
        "change_id": read_id(typed.get("change", "")) or new_id(),
        "office": office.id,
        "starts_at": _moment(office, typed.get("starts_at", "")) or at,
        "ends_at": _moment(office, typed.get("ends_at", "")) or at,
        "why": typed.get("why", ""),
        "text": typed.get("text", ""),
        "actor": actor,
        "at": at,
    }
    try:
        if kind == "buka":
            appointments.open_extra(**given)
        else:
            appointments.close_time(counter=typed.get("counter", ""), **given)
    except Refused as refusal:
        return _page(request, str(refusal), {**typed, "kind": kind}, 422)
    return _back(request, office.today(given["starts_at"]), str(_("Kalender diubah.")))


@staff(*appointments.CALENDAR_KEEPERS)
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Somebody is back before the time that was entered."""
    found = read_id(request.POST.get("change", ""))
    sentence = str(_("Perubahan diakhiri. Tempatnya kembali seperti semula."))
    try:
        if found is not None:
            appointments.end_change(change_id=found, actor=actor_of(request), at=clock.now())
    except Refused as refusal:
        sentence = str(refusal)
    office = catalogue.office(actor_of(request).office)
    return _back(request, _monday(request, office.today(clock.now())), sentence)


def _back(request: HttpRequest, day: date, sentence: str) -> HttpResponse:
    say(request, sentence)
    return redirect(f"{reverse('desk:calendar')}?minggu={day.isoformat()}")


def _moment(office: Office, typed: str) -> datetime | None:
    """What a field of day and hour gives, on the office's clock."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=office.zone)
    except ValueError:
        return None
