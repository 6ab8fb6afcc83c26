"""Which answers say whose place it is, and from when on they are bound."""

from uuid import UUID

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, service_of
from lintas.appointments import public as appointments


def bound_questions(application: Application) -> tuple[str, ...]:
    """The name, and the number by which the person is known: the NIK, else the passport's."""
    service, answers = service_of(application), answers_of(application)
    found = [service.main_name.id] if service.main_name else []
    for kind in ("nik", "passport_number"):
        number = next((q.id for q in service.questions if q.kind == kind and answers.get(q.id)), "")
        if number:
            return (*found, number)
    return tuple(found)


def is_bound(application_id: UUID) -> bool:
    """From the first booking on, whatever became of it. Cost: one index read."""
    return bool(appointments.events_of([application_id]))


def bound_items(application: Application) -> frozenset[str]:
    """As items of a correction ("question:nama"); empty before the first booking."""
    if not is_bound(application.pk):
        return frozenset()
    return frozenset(f"question:{one}" for one in bound_questions(application))
