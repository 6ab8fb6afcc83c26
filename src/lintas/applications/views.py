"""Following a request: where it stands, paying, choosing a time, the ticket."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone, grant_case
from lintas.applications import commands
from lintas.applications.choosing_commands import has_slot, move_by_form
from lintas.applications.choosing_views import chosen_of, need_rows, rule_facts
from lintas.applications.confirmation_views import lacking_word
from lintas.applications.correction_queries import correctable, present_corrections
from lintas.applications.day_facts import day_facts
from lintas.applications.draft_queries import kept_until
from lintas.applications.errors import AccountNeeded
from lintas.applications.evidence_queries import waiver_evidence
from lintas.applications.family_queries import family_view
from lintas.applications.form_requests import book_by_form
from lintas.applications.forms import ContinueForm
from lintas.applications.handover_queries import open_delivery
from lintas.applications.help_commands import may_begin_again
from lintas.applications.lobby_views import at_the_calendar, waiting_page
from lintas.applications.models import Application
from lintas.applications.near_places import places_for, village_of
from lintas.applications.need_commands import needs_of
from lintas.applications.opening import facts, not_for_others, with_application
from lintas.applications.party_queries import parties_of, party_of
from lintas.applications.post_queries import may_ask_post
from lintas.applications.promise_lines import promise_lines
from lintas.applications.queries import (
    find_by_number_and_secret,
    missing_from,
    office_of,
    service_of,
    standing_decision_of,
)
from lintas.applications.resending_commands import send_corrected
from lintas.applications.rules import Action, Status, actions_open
from lintas.applications.share_queries import shares_of
from lintas.applications.telling import item_title
from lintas.applications.timeline import looks, timeline
from lintas.applications.visit_views import show_ticket
from lintas.applications.wish_queries import lacking_of, wish_facts
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.letters.public import letters_of
from lintas.notices import public as notices
from lintas.payments import public as payments
from lintas.queue import public as queue


@anyone
@with_application
@never_cache
@require_GET
def status(request: HttpRequest, application: Application) -> HttpResponse:
    return show_status(request, application)


def show_status(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    """The trail, and the one thing to do now."""
    with journal.asked_ahead(application.pk):
        context = _status_facts(request, application, refusal)
    return render(request, "applications/status.html", context, status=422 if refusal else 200)


def _status_facts(request: HttpRequest, application: Application, refusal: str) -> dict[str, Any]:
    actor, language = actor_of(request), get_language() or "id"
    party = party_of(application, actor)
    decision = standing_decision_of(application.pk)
    service = service_of(application)
    booking = appointments.booking_of(application.pk)
    entries = journal.entries_of_case(application.pk)
    reason = None
    if decision is not None and decision.reason_id:
        reason = next((r for r in service.refusal_reasons if r.id == decision.reason_id), None)
    return facts(
        application,
        lines=timeline(application, entries),
        looks=looks(service, entries),
        told=notices.told_in_case(application.pk),
        bill=payments.bill_of(application.pk),
        money=payments.money_of(application.pk),
        booking=booking,
        **day_facts(application, booking),
        ticket=queue.ticket_of(application.pk),
        corrections=correction_rows(application) if application.status == Status.RETURNED else [],
        decision=decision,
        reason=reason,
        may_withdraw=party is None
        and Action.WITHDRAW in actions_open(Status(application.status), actor),
        refusal=refusal,
        wish=wish_facts(application),
        evidence=waiver_evidence(application),
        until=kept_until(application) if application.status == Status.DRAFT else None,
        office=office_of(application),
        delivery=open_delivery(application),
        family=family_view(application, actor),
        needs=needs_of(office_of(application), [application.pk]).get(application.pk, []),
        may_gather=application.status == Status.PAID and service.visit is not None,
        may_ask_post=may_ask_post(application, actor),
        drawn=office_of(application).release_of(application.service).plan == "draw",
        waiting=appointments.waiting_of(application.pk),
        promise=promise_lines(application, clock.now()),
        beside=parties_of(application, actor),
        party=party,
        may_begin_again=party is None or may_begin_again(party),
        lacking=lacking_word(request, application) if party is not None else "",
        letters=[(one, one.in_language(language).title) for one in letters_of(application.pk)],
    )


def correction_rows(application: Application) -> list[dict[str, Any]]:
    """What was asked to be corrected, and what its answers opened: where, and whether done."""
    service = service_of(application)
    asked = {correction.item: correction for correction in present_corrections(application)}
    lacking = {f"{m.kind}:{m.id}" for m in missing_from(application, service)}
    coming = {f"paper:{paper}" for paper in lacking_of(application).uploads}
    opened = sorted((lacking & correctable(application)) - asked.keys())
    return [
        {
            "title": item_title(service, item),
            "text": asked[item].text if item in asked else "",
            "done": item in asked and asked[item].done_at is not None and item not in lacking,
            "waits": item in coming,
            "link": _place_of(application, item),
        }
        for item in [*asked, *opened]
    ]


def _place_of(application: Application, item: str) -> str:
    kind, _, name = item.partition(":")
    page_of = next((p for p in service_of(application).pages if name in p.questions), None)
    if kind == "question" and page_of is not None:
        return reverse("applications:page", args=[application.pk, page_of.id])
    return f"{reverse('applications:papers', args=[application.pk])}#{name}"


@anyone
@with_application
@require_POST
def resend(request: HttpRequest, application: Application) -> HttpResponse:
    """Send the corrected request, or as soon as its last paper has passed the scanner."""
    try:
        send_corrected(application=application, actor=actor_of(request), at=clock.now())
    except AccountNeeded:
        back = reverse("applications:status", args=[application.pk])
        return HttpResponseRedirect(f"{reverse('accounts:sign-in')}?next={back}")
    except Refused as refusal:
        return show_status(request, application, str(refusal))
    return redirect("applications:status", application.pk)


@anyone
@with_application
@never_cache
@require_GET
def pay(request: HttpRequest, application: Application) -> HttpResponse:
    """The bill, its code and until when it can be paid."""
    bill = payments.bill_of(application.pk)
    if bill is None or application.status != Status.AWAITING_PAYMENT:
        return redirect("applications:status", application.pk)
    back = request.build_absolute_uri(request.path)
    context = facts(application, bill=bill, back=back, asked_again="tanya" in request.GET)
    return render(request, "applications/pay.html", context)


@anyone
@with_application
@never_cache
@require_GET
def state(request: HttpRequest, application: Application) -> JsonResponse:
    """For the small script that moves a page on when something has changed."""
    bill = payments.bill_of(application.pk)
    payable = bill is not None and bill.payable
    wish = wish_facts(application)
    waits = "yes" if wish is not None and wish.waits else "no"
    return JsonResponse({"status": application.status, "payable": payable, "wish": waits})


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, application: Application) -> HttpResponse:
    """Days with room, then the times of one day."""
    moving = application.status == Status.VISIT_BOOKED
    if application.status != Status.PAID and not moving:
        return redirect("applications:status", application.pk)
    release = office_of(application).release_of(application.service)
    if release.plan == "draw" and not moving:
        return redirect("applications:draw", application.pk)
    refusal, slots = "", []
    standing, lobby = at_the_calendar(request, application)
    if standing is not None and standing.kind != "inside" and not _sent_again(request, application):
        said = str(appointments.NotAdmitted.sentence) if request.method == "POST" else ""
        return waiting_page(request, application, standing, said)
    if request.method == "POST":
        try:
            _choose(request, application)
        except Refused as trouble:
            refusal = str(trouble)
            slots = _nearest(request, application)
            application.refresh_from_db()
        else:
            return redirect("applications:ticket", application.pk)
    context = facts(
        application,
        moving=application.status == Status.VISIT_BOOKED,
        refusal=refusal,
        nearest=slots,
        release=release,
        kept_place=appointments.kept_place_of(application.pk, clock.now()),
        opening=appointments.opening_of(application.office, application.service, clock.now()),
        key=new_id(),
        needs=need_rows(request, application),
        **rule_facts(application),
        inside_until=standing.until if standing is not None else None,
        lobby=lobby,
        **_calendar(request, application),
    )
    return render(request, "applications/schedule.html", context, status=422 if refusal else 200)


def _choose(request: HttpRequest, application: Application) -> None:
    """Sent again, it is the same: what was taken by the first is theirs, whoever was answered.

    Raises: SlotGone and what the calendar refuses.
    """
    chosen, actor = chosen_of(request), actor_of(request)
    try:
        if application.status == Status.VISIT_BOOKED:
            move_by_form(application=application, chosen=chosen, actor=actor, at=clock.now())
        else:
            book_by_form(application, chosen, actor)
    except Refused:
        if not has_slot(application, chosen.slot_id):
            raise


def _sent_again(request: HttpRequest, application: Application) -> bool:
    """What this asks for is theirs by now: nobody has to wait for it."""
    try:
        return request.method == "POST" and has_slot(application, chosen_of(request).slot_id)
    except Refused:
        return False


def _nearest(request: HttpRequest, application: Application) -> list[appointments.SlotView]:
    """Where the time that was wanted is gone: others near it, of the same day first."""
    at = clock.now()
    return appointments.nearest_slots(
        application.office,
        application.service,
        read_id(request.POST.get("slot", "")),
        day_asked(request),
        at,
        shares_of(application, at),
    )


def day_asked(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return None


def _calendar(request: HttpRequest, application: Application) -> dict[str, Any]:
    at = clock.now()
    office, service, shares = application.office, application.service, shares_of(application, at)
    places, home = places_for(application, at), village_of(application)
    wanted_place = request.GET.get("tempat", "")
    chosen = next((one for one in places if one.id == wanted_place), None)
    place = chosen.id if chosen else ""
    days = appointments.days_with_room(office, service, at, shares, place)
    on = day_asked(request) or next((day.on for day in days if day.left), None)
    slots = appointments.open_slots(office, service, on, at, shares, place) if on else []
    return {
        "days": days,
        "on": on,
        "slots": slots,
        "office": catalogue.office(catalogue.hall_id(office, place)),
        "mine": [one for one in office_of(application).shares if one.id in shares - {GENERAL}],
        "village": home,
        "village_share": next(iter(appointments.villages.shares_of_village(home)), ""),
        "places": places,
        "place": place,
        "day_state": appointments.state_of_day(office, place, on) if on else None,
    }


@anyone
@with_application
@require_GET
def ticket(request: HttpRequest, application: Application) -> HttpResponse:
    """The number, the time and the code to show; stays readable without a connection."""
    return show_ticket(request, application)


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest) -> HttpResponse:
    """Number and secret open a draft or show where a request stands."""
    form = ContinueForm(request.POST or None, initial={"number": request.GET.get("nomor", "")})
    if request.method == "POST" and form.is_valid():
        try:
            found = find_by_number_and_secret(
                form.cleaned_data["number"], form.cleaned_data["secret"], clock.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            grant_case(request, found.door)
            return redirect("applications:status", found.pk)
    return render(request, "applications/continue.html", {"form": form})


@anyone
@with_application
@not_for_others
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the request back; a page in between says what that means."""
    if request.method == "POST":
        try:
            commands.withdraw(application=application, actor=actor_of(request), at=clock.now())
        except Refused as refusal:
            application.refresh_from_db()
            return show_status(request, application, str(refusal))
        return redirect("applications:status", application.pk)
    return render(request, "applications/withdraw.html", facts(application))
