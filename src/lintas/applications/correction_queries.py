"""What the office asked to be corrected, and what that opens."""

from lintas.applications.models import Application, Correction
from lintas.applications.queries import service_of
from lintas.applications.rules import Status
from lintas.catalogue.public import Condition


def present_corrections(application: Application) -> list[Correction]:
    """What the office asked for when it returned this request, done or not; else nothing."""
    if application.status != Status.RETURNED:
        return []
    asked = application.corrections.filter(asked_at=application.status_since)
    return list(asked.order_by("item"))


def correctable(application: Application) -> frozenset[str]:
    """Items ("question:nik", "paper:ktp") open while returned: the asked ones and what hangs on
    their answers."""
    service = service_of(application)
    asked = {correction.item for correction in present_corrections(application)}
    opened = {
        *(f"question:{q.id}" for q in service.questions if _hangs_on(q.when, asked)),
        *(f"paper:{p.id}" for p in service.papers if _hangs_on(p.when, asked)),
    }
    return frozenset(asked | opened)


def _hangs_on(condition: Condition | None, asked: set[str]) -> bool:
    return condition is not None and f"question:{condition.question}" in asked
