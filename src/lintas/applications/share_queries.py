"""Which shares of the quota a request may use."""

from datetime import datetime

from lintas.applications.models import Application
from lintas.applications.near_places import village_of
from lintas.applications.queries import answers_of, office_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.waivers import public as waivers


def shares_of(application: Application, at: datetime) -> frozenset[str]:
    """By the age or the village that was answered, or by a priority that the office approved.

    Rules: jalan-masuk-prioritas, jemput-bola. What is answered is looked at in the papers
    at the counter.
    """
    office = office_of(application)
    years = catalogue.years_of(answers_of(application), office.today(at))
    granted = bool(waivers.priority_of(application.pk))
    mine = appointments.shares_for(office, years, granted=granted)
    return mine | appointments.villages.shares_of_village(village_of(application))
