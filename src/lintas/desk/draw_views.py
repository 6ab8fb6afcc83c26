"""How places are given out, for staff to see; there is nothing here to press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, staff
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.desk.case_views import CASES
from lintas.kernel import clock
from lintas.kernel.actor import Role


@staff(*CASES, Role.ADMIN)
@never_cache
@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """Draws with what they would give when computed again, and the places of each service."""
    actor, at = actor_of(request), clock.now()
    titles = {service.id: service.title for service in catalogue.services()}
    states = appointments.release_states(actor.office, at)
    context = {
        "here": "home",
        "draws": [
            (
                one,
                titles.get(one.service, one.service),
                appointments.entered_count(one.id),
                one.holds,
            )
            for one in appointments.draws_of(actor.office, at)
        ],
        "services": [
            (
                titles.get(one.service, one.service),
                one,
                appointments.opening_of(actor.office, one.service, at),
            )
            for one in states
        ],
    }
    return render(request, "desk/draws.html", context)
