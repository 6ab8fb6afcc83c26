"""Which shares of the quota a request may use."""

from datetime import datetime

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, office_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.waivers import public as waivers


def shares_of(application: Application, at: datetime) -> frozenset[str]:
    """By the age that was answered, or by a priority that the office approved.

    Rule: jalan-masuk-prioritas. What is answered is looked at in the papers at the counter.
    """
    office = office_of(application)
    years = catalogue.years_of(answers_of(application), office.today(at))
    granted = bool(waivers.priority_of(application.pk))
    return appointments.shares_for(office, years, granted=granted)
