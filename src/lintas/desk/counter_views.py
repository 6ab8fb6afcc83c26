"""The counter console: who is here, call, start, done, not there, put aside, send on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.desk.counter_words import told
from lintas.desk.messages import answer, refuse, say
from lintas.desk.seat import counter_of, hall_of, halls_today, sit_down
from lintas.kernel import clock
from lintas.kernel.actor import Actor, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.queue import public as queue
from lintas.queue.public import TicketView

AT_THE_COUNTER = (Role.OFFICER,)


def plain(label: str) -> str:
    """A-007, a7 and A7 are one number: A-7."""
    signs = "".join(one for one in label if one.isalnum())
    return f"{signs[:1]}-{signs[1:].lstrip('0')}"


@staff(*AT_THE_COUNTER)
@never_cache
@require_GET
def console(request: HttpRequest) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    office, counter = hall_of(request), counter_of(request)
    ticket = queue.at_counter(office.id, counter) if counter else None
    pause = queue.pause_of(office.id, counter) if counter else None
    waiting, expected = queue.waiting_list(office.id, at), queue.expected_list(office.id, at)
    known = [one.case for one in (*waiting, *expected, *([ticket] if ticket else [])) if one.case]
    needs = applications.needs_of(office, known)
    places = queue.walk_in_places(office.id, at)
    context = {
        "here": "counter",
        "needs": needs,
        "needs_now": needs.get(ticket.case, []) if ticket and ticket.case else [],
        "family": queue.family_of(ticket.id) if ticket else [],
        "together": office.booking.family_calls == "one-counter",
        "place": office if counter else catalogue.office(actor.office),
        "counter": office.counter(counter),
        "hall": catalogue.place_id(office.id),
        "halls": [] if counter else halls_today(actor.office, at),
        "ticket": ticket,
        "case": _case_of(actor, ticket),
        "service": _service_of(ticket),
        "may_undo": _may_undo(office, ticket, at),
        "pause": pause,
        "pause_title": office.queue.word("pauses", pause.reason) if pause else "",
        "parked": _parked(office, counter),
        "lines": sorted({line for one in office.counters for line in one.queues}),
        "places": places,
        "some_left": any(one.left for one in places),
        "gives": queue.gives_walk_ins(office, at),
        "silent": not queue.voice_available(),
        "printers": queue.troubled_printers(office.id, at),
        "waiting": waiting,
        "expected": expected,
        "services": catalogue.services(),
    }
    context["answer"], context["refused"] = answer(request)
    return render(request, "desk/counter.html", context)


def _parked(office: Office, counter: str) -> list[dict[str, object]]:
    rows = queue.parked_at(office.id, counter) if counter else []
    said = office.queue.word
    return [
        {"id": row.id, "label": row.label, "parked_title": said("parkings", row.parked_for)}
        for row in rows
    ]


def _may_undo(office: Office, ticket: TicketView | None, at: datetime) -> bool:
    if ticket is None or ticket.status != "called" or ticket.called_at is None:
        return False
    return (at - ticket.called_at).total_seconds() <= office.queue.undo_seconds


def _case_of(actor: Actor, ticket: TicketView | None) -> applications.CaseView | None:
    if ticket is None or ticket.case is None:
        return None
    return applications.case_view(actor, ticket.case)


def _service_of(ticket: TicketView | None) -> str:
    """What the number at this counter came for."""
    try:
        return str(catalogue.service(ticket.service).title) if ticket else ""
    except catalogue.ServiceUnknown:
        return ""


@staff(*AT_THE_COUNTER)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sit down at a counter."""
    sit_down(request, request.POST.get("place", ""), request.POST.get("counter", ""))
    return redirect("desk:counter")


@staff(*AT_THE_COUNTER)
@require_POST
def call_out_of_order(request: HttpRequest) -> HttpResponse:
    """One number before its turn, with a reason that everybody may read."""
    actor, at = actor_of(request), clock.now()
    wanted = request.POST.get("number", "").strip().upper()
    line = queue.waiting_list(hall_of(request).id, at)
    found = next((one for one in line if plain(one.label) == plain(wanted)), None)
    try:
        if found is None:
            raise queue.NoSuchTicket
        queue.call_out_of_order(
            ticket_id=found.id,
            counter=counter_of(request),
            reason=request.POST.get("reason", ""),
            actor=actor,
            at=at,
        )
    except Refused as refusal:
        refuse(request, f"{wanted}: {refusal}" if found is None else refusal)
    return redirect("desk:counter")


@staff(*AT_THE_COUNTER)
@require_POST
def call_next(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    hall, counter = hall_of(request).id, counter_of(request)
    try:
        called = queue.call_next(office=hall, counter=counter, actor=actor, at=clock.now())
    except Refused as refusal:
        refuse(request, refusal)
    else:
        if called is None:
            say(request, _("Belum ada yang menunggu untuk loket ini."))
    return redirect("desk:counter")


Step = Callable[..., object]


def _alone(command: Callable[..., object]) -> Step:
    """A step in which an application, if there is one, takes no part."""

    def take(actor: Actor, ticket: TicketView, **said: str) -> object:
        return command(ticket_id=ticket.id, actor=actor, at=clock.now(), **said)

    return take


def _with_case(with_case: Callable[..., object], alone: Callable[..., object]) -> Step:
    """The same step for a number that belongs to an application and for one that does not."""

    def take(actor: Actor, ticket: TicketView, **said: str) -> object:
        at = clock.now()
        if ticket.case is None:
            return alone(ticket_id=ticket.id, actor=actor, at=at, **said)
        application = applications.application_for(actor, ticket.case)
        return with_case(application=application, ticket_id=ticket.id, actor=actor, at=at, **said)

    return take


def _send_on(actor: Actor, ticket: TicketView, *, to: str, note: str) -> object:
    """`to` is "loket-3", or "antrean:B"."""
    line = to.removeprefix(LINE) if to.startswith(LINE) else ""
    return queue.send_on(
        ticket_id=ticket.id,
        to_line=line,
        to_counter="" if line else to,
        note=note,
        actor=actor,
        at=clock.now(),
    )


LINE = "antrean:"
STEPS: dict[str, tuple[Step, tuple[str, ...]]] = {
    "recall": (_alone(queue.recall), ()),
    "undo": (_alone(queue.undo_call), ()),
    "start": (_with_case(applications.start_interview, queue.start), ()),
    "done": (_with_case(applications.finish_interview, queue.finish), ("outcome",)),
    "not-there": (_with_case(applications.miss_visit, queue.no_show), ()),
    "park": (_alone(queue.park), ("reason",)),
    "resume": (_alone(queue.resume), ()),
    "send-on": (_send_on, ("to", "note")),
}
"""Each step, and which fields of the form it takes."""
ARRIVE = _with_case(applications.record_arrival, queue.arrive)


@staff(*AT_THE_COUNTER)
@require_POST
def step(request: HttpRequest, action: str) -> HttpResponse:
    """One step with the number at this counter; a stale page changes nothing and says so."""
    actor = actor_of(request)
    ticket = _posted_ticket(request)
    if ticket is None or action not in STEPS:
        refuse(request, queue.NoSuchTicket.sentence)
        return redirect("desk:counter")
    try:
        take, fields = STEPS[action]
        take(actor, ticket, **{name: request.POST.get(name, "") for name in fields})
    except Refused as refusal:
        refuse(request, refusal)
    else:
        say(request, told(action, hall_of(request), ticket.id))
    if action == "done" and ticket.case is not None:
        return redirect("desk:case", ticket.case)
    return redirect("desk:counter")


def _posted_ticket(request: HttpRequest) -> TicketView | None:
    named = read_id(request.POST.get("ticket", ""))
    found = queue.ticket(named) if named else None
    return found if found and found.office == hall_of(request).id else None


@staff(*AT_THE_COUNTER)
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """Somebody shows their code or says their number."""
    actor, typed = actor_of(request), request.POST.get("ticket", "")
    try:
        found = queue.shown_ticket(hall_of(request).id, typed, clock.now())
        ARRIVE(actor, found)
    except queue.AlreadyHere as refusal:
        refuse(request, refusal)  # it names the number itself
    except Refused as refusal:
        refuse(request, f"{typed}: {refusal}")
    else:
        say(request, _arrived(actor, found))
    return redirect("desk:counter")


def _arrived(actor: Actor, ticket: TicketView) -> str:
    """That they are here, and what they need: only staff read this."""
    said = _("{number} tercatat tiba.").format(number=ticket.label)
    if ticket.case is None:
        return said
    needs = applications.needs_of(catalogue.office(actor.office), [ticket.case])
    named = [
        f"{one.short} ({one.words})" if one.words else one.short
        for one in needs.get(ticket.case, [])
    ]
    return " ".join([said, _("Perlu: {needs}.").format(needs=", ".join(named))]) if named else said


@staff(*AT_THE_COUNTER)
@require_POST
def walk_in_by_share(request: HttpRequest) -> HttpResponse:
    """A number without an appointment, from the day's share of that service."""
    actor = actor_of(request)
    try:
        made = queue.walk_in_by_share(
            ticket_id=new_id(),
            office=hall_of(request).id,
            service=request.POST.get("service", ""),
            actor=actor,
            at=clock.now(),
        )
    except Refused as refusal:
        refuse(request, refusal)
    else:
        say(request, _("Nomor {number} diberikan.").format(number=made.label))
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
            office=hall_of(request).id,
            service=service,
            reason=request.POST.get("reason", ""),
            actor=actor,
            at=clock.now(),
        )
    except Refused as refusal:
        refuse(request, refusal)
    else:
        say(request, _("Nomor {number} diberikan.").format(number=made.label))
    return redirect("desk:counter")
