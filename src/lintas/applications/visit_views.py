"""A booked visit: what is needed there, coming late, giving the time back, a calendar's file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import calendar_file, need_commands, visit_commands
from lintas.applications.choosing_views import need_rows, needs_sent, rule_facts
from lintas.applications.day_facts import day_facts
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.queries import office_of
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.queue import public as queue


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest, application: Application) -> HttpResponse:
    """What the person needs at the visit; can be said and unsaid until they are there."""
    if application.status not in {Status.PAID, Status.VISIT_BOOKED}:
        return redirect("applications:status", application.pk)
    if request.method == "POST":
        ids, words = needs_sent(request)
        need_commands.say_needs(
            application=application, ids=ids, words=words, actor=actor_of(request), at=clock.now()
        )
        return redirect("applications:status", application.pk)
    context = facts(application, needs=need_rows(request, application))
    return render(request, "applications/needs.html", context)


@anyone
@with_application
@require_POST
def late(request: HttpRequest, application: Application) -> HttpResponse:
    """I am on the ferry."""
    found = queue.ticket_of(application.pk)
    try:
        if found is None:
            raise queue.TooLateToSay
        queue.say_late(
            ticket_id=found.id,
            reason=request.POST.get("alasan", ""),
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show_ticket(request, application, str(refusal))
    return redirect("applications:ticket", application.pk)


def show_ticket(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    """The number, the time and the code to show; stays readable without a connection."""
    found = queue.ticket_of(application.pk)
    if found is None or found.status == "cancelled":
        return redirect("applications:status", application.pk)
    office, at = catalogue.office(found.office), clock.now()
    booking, counter = appointments.booking_of(application.pk), office.counter(found.counter)
    context = facts(
        application,
        booking=booking,
        **day_facts(application, booking),
        ticket=found,
        line=queue.place_of(found.id, at) if found.status == "waiting" else None,
        counter=counter.title if counter else "",
        office=office,
        code=f"LINTAS:T:{found.id}",
        may_say_late=queue.may_say_late(found, at),
        late=queue.late_words(office, found.late_reason),
        family=queue.family_of(found.id),
        needs=need_commands.needs_of(office, [application.pk]).get(application.pk, []),
        refusal=refusal,
    )
    return render(request, "applications/ticket.html", context, status=422 if refusal else 200)


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the time back; a page in between says what that means."""
    if application.status != Status.VISIT_BOOKED:
        return redirect("applications:status", application.pk)
    refusal = ""
    if request.method == "POST":
        try:
            visit_commands.cancel_visit(
                application=application, actor=actor_of(request), at=clock.now()
            )
        except Refused as trouble:
            refusal = str(trouble)
        else:
            return redirect("applications:status", application.pk)
    more: dict[str, Any] = rule_facts(application)
    context = facts(application, refusal=refusal, office=office_of(application), **more)
    status = 422 if refusal else 200
    return render(request, "applications/cancel_visit.html", context, status=status)


@anyone
@with_application
@never_cache
@require_GET
def calendar(request: HttpRequest, application: Application) -> HttpResponse:
    """This booking for the person's own calendar."""
    events = appointments.events_of([application.pk])
    if not events:
        return redirect("applications:status", application.pk)
    text = calendar_file.calendar_of([(application, one) for one in events[-1:]])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{application.number}.ics"'
    return response
