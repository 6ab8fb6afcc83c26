"""The day's visits for staff; excusing a missed visit; putting a bound name right."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseView
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.actor import Actor, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.queue import public as queue

MISSED_DAYS = 28


@staff(*CASES)
@never_cache
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """Who comes on a day, what they need, who is late; how many visits are missed."""
    actor = actor_of(request)
    office = catalogue.office(actor.office)
    today = office.today(clock.now())
    try:
        on = date.fromisoformat(request.GET.get("tanggal", ""))
    except ValueError:
        on = today
    tickets = queue.day_list(office.id, on)
    needs = applications.needs_of(office, {one.case for one in tickets if one.case})
    counted = Counter(need.short for said in needs.values() for need in said)
    titles = {one.id: one.title for one in catalogue.services()}
    shares = appointments.missed_shares(office.id, today - timedelta(days=MISSED_DAYS), today)
    context = {
        "here": "home",
        "place": office,
        "on": on,
        "today": today,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "rows": [
            {
                "ticket": one,
                "service": titles.get(one.service, one.service),
                "needs": needs.get(one.case, []) if one.case else [],
                "late": queue.late_words(office, one.late_reason),
            }
            for one in tickets
        ],
        "counted": sorted(counted.items()),
        "shares": [(titles.get(one.service, one.service), one) for one in shares],
        "days": MISSED_DAYS,
    }
    return render(request, "desk/day.html", context)


@staff(Role.OFFICER, Role.APPROVER)
@require_POST
def correct(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """A slip of the pen in the name or the number of identity, with the reason."""

    def take(view: CaseView, actor: Actor) -> None:
        applications.correct_identity(
            application=view.application,
            question=request.POST.get("question", ""),
            value=request.POST.get("value", ""),
            reason=request.POST.get("reason", ""),
            actor=actor,
            at=clock.now(),
        )

    return _taken(request, application_id, take)


@staff(*CASES)
@require_POST
def excuse(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The office takes a missed or changed visit upon itself."""

    def take(view: CaseView, actor: Actor) -> None:
        appointments.excuse_visit(
            excuse_id=read_id(request.POST.get("excuse", "")) or new_id(),
            case=view.application.pk,
            office=view.application.office,
            reason=request.POST.get("excuse-reason", ""),
            actor=actor,
            at=clock.now(),
        )

    return _taken(request, application_id, take)


def _taken(
    request: HttpRequest, application_id: UUID, take: Callable[[CaseView, Actor], None]
) -> HttpResponse:
    view = open_case(request, application_id)
    if is_read_only(request, application_id):
        raise Http404
    try:
        take(view, actor_of(request))
    except Refused as refusal:
        typed = dict(request.POST.items())
        return show(request, view, str(refusal), typed, status=422)
    say(request, _("Tercatat."))
    return redirect("desk:case", application_id)
