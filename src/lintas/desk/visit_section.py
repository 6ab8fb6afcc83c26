"""On a case's page: the visit and what is needed there; a slip of the pen in a bound name."""

from typing import Any

from lintas.applications import public as applications
from lintas.applications.public import Status
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import Sight
from lintas.kernel.ids import new_id

BEFORE = {Status.PAID, Status.VISIT_BOOKED, Status.ARRIVED}
CORRECTED_IN = {*BEFORE, Status.IN_INTERVIEW, Status.UNDER_REVIEW, Status.RETURNED}


def visit(sight: Sight) -> dict[str, Any] | None:
    application = sight.view.application
    if application.status not in BEFORE:
        return None
    office = catalogue.office(application.office)
    needs = applications.needs_of(office, [application.pk])
    return {
        "standing": appointments.standing_of(application.pk, office.id),
        "needs": needs.get(application.pk, []),
        "excuses": appointments.excuses_of(application.pk),
        "excuse_id": new_id(),
        "may_excuse": application.office == sight.actor.office,
        "confirmed": office.booking.missed.confirmed,
    }


def identity(sight: Sight) -> dict[str, Any] | None:
    """The bound answers, where an officer may put them right."""
    application = sight.view.application
    bound = applications.bound_items(application)
    if not bound or application.status not in CORRECTED_IN:
        return None
    if application.office != sight.actor.office:
        return None
    answers, labels = (
        application.answers.data,
        {q.id: q.label for q in sight.view.service.questions},
    )
    rows = [
        (one, labels[one], answers.get(one, ""))
        for one in applications.bound_questions(application)
    ]
    return {"rows": rows, "open": "question" in sight.typed}
