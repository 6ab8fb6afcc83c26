"""Where the boat goes next, for everybody: days, places left, what to bring; kept for reading
without a connection.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.kernel import clock
from lintas.portal.village_views import may_ask


def boat_rows(office: Office, days: list[BoatDay]) -> list[dict[str, Any]]:
    """Each day with its place and the words of its reason."""
    return [
        {
            "day": day,
            "place": office.travel.place(day.place),
            "why": office.travel.reason(day.reason) or "",
        }
        for day in days
        if office.travel.place(day.place) is not None
    ]


def day_facts(office: Office, at: datetime) -> dict[str, Any]:
    """Whether the office is open now, and which of its own days were held, moved or cancelled."""
    changed = [
        {"day": day, "why": office.travel.reason(day.reason) or ""}
        for day in appointments.coming_days(office.id, at, boats=False)
        if day.state != "planned"
    ]
    return {"open": appointments.is_open_now(office, at), "changed": changed}


@anyone
@require_GET
def outreach(request: HttpRequest) -> HttpResponse:
    """The coming boat days of this office."""
    office, at = catalogue.office(settings.OFFICE), clock.now()
    titles = {service.id: service for service in catalogue.services()}
    rows = boat_rows(office, appointments.coming_days(office.id, at))
    for row in rows:
        day: BoatDay = row["day"]
        row["may_ask"] = may_ask(office, day, at)
        row["services"] = [
            (titles[slug], day.left.get(slug, 0)) for slug in day.quota if slug in titles
        ]
    context = {"place": office, "rows": rows, "bring": office.travel.bring}
    return render(request, "portal/outreach.html", context)
