"""The counter console: who is here, call, start, done, not there."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Actor, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.public import TicketView

AT_THE_COUNTER = (Role.OFFICER,)
COUNTER = "counter"


def _counter(request: HttpRequest, office: Office) -> str:
    """The counter this member of staff has chosen for the day; "" before that."""
    chosen = request.session.get(COUNTER, "")
    return chosen if office.counter(chosen) else ""


@staff(*AT_THE_COUNTER)
@never_cache
@require_GET
def console(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    office = catalogue.office(actor.office)
    counter = _counter(request, office)
    ticket = queue.at_counter(office.id, counter) if counter else None
    context = {
        "here": "counter",
        "place": office,
        "counter": office.counter(counter),
        "ticket": ticket,
        "case": _case_of(actor, ticket),
        "waiting": queue.waiting_list(office.id, at),
        "expected": queue.expected_list(office.id, at),
        "services": catalogue.services(),
        "refusal": said(request),
    }
    return render(request, "desk/counter.html", context)


def _case_of(actor: Actor, ticket: TicketView | None) -> applications.CaseView | None:
    if ticket is None or ticket.case is None:
        return None
    return applications.case_view(actor, ticket.case)


@staff(*AT_THE_COUNTER)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sit down at a counter."""
    request.session[COUNTER] = request.POST.get("counter", "")
    return redirect("desk:counter")


@staff(*AT_THE_COUNTER)
@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    counter = _counter(request, catalogue.office(actor.office))
    try:
        called = queue.call_next(office=actor.office, counter=counter, actor=actor, at=clock.now())
    except Refused as refusal:
        say(request, str(refusal))
    else:
        if called is None:
            say(request, _("Belum ada yang menunggu untuk loket ini."))
    return redirect("desk:counter")


Step = Callable[[Actor, TicketView], object]


def _recall(actor: Actor, ticket: TicketView) -> object:
    return queue.recall(ticket_id=ticket.id, actor=actor, at=clock.now())


def _with_case(with_case: Callable[..., object], alone: Callable[..., object]) -> Step:
    """The same step for a number that belongs to an application and for one that does not."""

    def take(actor: Actor, ticket: TicketView) -> object:
        at = clock.now()
        if ticket.case is None:
            return alone(ticket_id=ticket.id, actor=actor, at=at)
        application = applications.application_for(actor, ticket.case)
        return with_case(application=application, ticket_id=ticket.id, actor=actor, at=at)

    return take


STEPS: dict[str, Step] = {
    "recall": _recall,
    "start": _with_case(applications.start_interview, queue.start),
    "done": _with_case(applications.finish_interview, queue.finish),
    "not-there": _with_case(applications.miss_visit, queue.no_show),
}
ARRIVE = _with_case(applications.record_arrival, queue.arrive)


@staff(*AT_THE_COUNTER)
@require_POST
def step(request: HttpRequest, action: str) -> HttpResponse:
    """One step with the number at this counter; a stale page changes nothing and says so."""
    actor = actor_of(request)
    ticket = _posted_ticket(request, actor)
    if ticket is None or action not in STEPS:
        say(request, str(queue.NoSuchTicket.sentence))
        return redirect("desk:counter")
    try:
        STEPS[action](actor, ticket)
    except Refused as refusal:
        say(request, str(refusal))
    if action == "done" and ticket.case is not None:
        return redirect("desk:case", ticket.case)
    return redirect("desk:counter")


def _posted_ticket(request: HttpRequest, actor: Actor) -> TicketView | None:
    try:
        found = queue.ticket(UUID(request.POST.get("ticket", "")))
    except ValueError:
        return None
    return found if found and found.office == actor.office else None


@staff(*AT_THE_COUNTER)
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """Somebody shows their code or says their number."""
    actor, typed = actor_of(request), request.POST.get("ticket", "")
    found = queue.find_today(actor.office, typed, clock.now())
    try:
        if found is None:
            raise queue.NoSuchTicket
        ARRIVE(actor, found)
    except Refused as refusal:
        say(request, f"{typed}: {refusal}")
    else:
        say(request, _("{number} tercatat tiba.").format(number=found.label))
    return redirect("desk:counter")


@staff(*AT_THE_COUNTER)
@require_POST
def walk_in(request: HttpRequest) -> HttpResponse:
    """A priority number for somebody without an appointment; the reason stands in the journal."""
    actor = actor_of(request)
    wanted: dict[str, Any] = {s.id: s for s in catalogue.services()}
    service = request.POST.get("service", "")
    try:
        if service not in wanted:
            raise queue.NoSuchTicket
        made = queue.walk_in(
            ticket_id=new_id(),
            office=actor.office,
            service=service,
            reason=request.POST.get("reason", ""),
            actor=actor,
            at=clock.now(),
        )
    except Refused as refusal:
        say(request, str(refusal))
    else:
        say(request, _("Nomor {number} diberikan.").format(number=made.label))
    return redirect("desk:counter")
