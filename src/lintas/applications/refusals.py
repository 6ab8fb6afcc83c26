"""What an objection needs to know of a case: the refusal in force, and whom to tell."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.applications.models import Application, Decision
from lintas.applications.rules import Status


@dataclass(frozen=True)
class RefusalView:
    id: int
    service: str
    office: str
    by: UUID
    reviewed_by: UUID
    at: datetime


@dataclass(frozen=True)
class CaseContact:
    number: str
    account_id: UUID | None


def refusal_of(application_id: UUID) -> RefusalView | None:
    """The refusal in force; the caller has asked who may know. Cost: one query."""
    found = (
        Decision.objects.filter(
            application=application_id,
            application__status=Status.REFUSED,
            kind=Decision.Kind.REFUSED,
            set_aside_at=None,
        )
        .select_related("application")
        .first()
    )
    if found is None or found.application.reviewed_by is None:
        return None
    case = found.application
    return RefusalView(
        found.pk, case.service, case.office, found.by, found.application.reviewed_by, found.at
    )


def contact_of_case(application_id: UUID | None) -> CaseContact | None:
    """For reactions, which act for nobody. Cost: one query."""
    found = Application.objects.filter(pk__in=[application_id]).first()
    return CaseContact(found.number, found.account_id) if found else None
