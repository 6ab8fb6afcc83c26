"""Where somebody can come: the office and the places of the boat, nearest to the village first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, office_of, service_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Village

SAME_VILLAGE_KM = 2


@dataclass(frozen=True)
class NearPlace:
    """`id` is "" for the office; `far` is the distance in words, "" where no village is known."""

    id: str
    title: object
    far: str
    kilometres: float


def village_of(application: Application) -> Village | None:
    """The village that was answered, in the first question for one."""
    answers = answers_of(application)
    asked = [q.id for q in service_of(application).questions if q.kind == "village"]
    codes = [answers[one] for one in asked if answers.get(one)]
    return catalogue.village(codes[0]) if codes else None


def places_for(application: Application, at: datetime) -> list[NearPlace]:
    """The office and each place the boat brings this service to; nearest first.

    Without a village the office comes first. Cost: one index read.
    """
    office, home = office_of(application), village_of(application)
    open_places = appointments.places_with(office.id, application.service, at)
    spots = [("", office.town, office.place.lat, office.place.lng)]
    spots += [(p.id, p.title, p.lat, p.lng) for p in office.travel.places if p.id in open_places]
    found = [
        NearPlace(
            place,
            title,
            far_words(home, km) if home else "",
            km if home else float(bool(place)),
        )
        for place, title, lat, lng in spots
        for km in [catalogue.kilometres(home.lat, home.lng, lat, lng) if home else 0.0]
    ]
    return sorted(found, key=lambda one: one.kilometres)


def far_words(home: Village, kilometres: float) -> str:
    if kilometres < SAME_VILLAGE_KM:
        return _("di {village}").format(village=home.name)
    return _("sekitar {km} km dari {village}").format(km=_round(kilometres), village=home.name)


def _round(kilometres: float) -> int:
    return round(kilometres) if kilometres < 10 else 5 * round(kilometres / 5)
