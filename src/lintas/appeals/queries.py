"""Questions about objections; what may be known follows the application they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.appeals.models import Appeal
from lintas.applications import public as applications
from lintas.catalogue import public as catalogue
from lintas.promises import public as promises


@dataclass(frozen=True)
class AppealView:
    id: UUID
    state: str
    grounds: str
    filed_at: datetime
    text: str
    decided_at: datetime | None
    reviewed_by: UUID
    refused_by: UUID
    due_on: date | None
    evidence: str
    """The purpose under which its papers lie."""


@dataclass(frozen=True)
class Standing:
    """Whether an objection can be filed now, and until when."""

    open: bool
    until: date | None
    days: int
    unit: str
    rule: str
    confirmed: bool


def appeals_of(application_id: UUID) -> Sequence[AppealView]:
    """Newest first. Cost: one query, three more for each that is open."""
    rows = Appeal.objects.filter(application=application_id).order_by("-filed_at")
    return [_view(row) for row in rows]


def _view(row: Appeal) -> AppealView:
    promise = promises.promise_of(row.id)
    return AppealView(
        id=row.id,
        state=row.state,
        grounds=row.grounds,
        filed_at=row.filed_at,
        text=row.text,
        decided_at=row.decided_at,
        reviewed_by=row.reviewed_by,
        refused_by=row.refused_by,
        due_on=promise.expected_on if promise else None,
        evidence=applications.appeal_purpose(row.decision),
    )


def standing_of(application_id: UUID, at: datetime) -> Standing | None:
    """None where there is nothing to object to."""
    refusal = applications.refusal_of(application_id)
    rule = catalogue.appeal_rule(refusal.service) if refusal else None
    if refusal is None or rule is None:
        return None
    office = catalogue.office(refusal.office)
    until = applications.last_day_to_object(rule, office, office.today(refusal.at))
    filed = Appeal.objects.filter(decision=refusal.id).exists()
    return Standing(
        open=not filed and office.today(at) <= until,
        until=until,
        days=rule.answer_days,
        unit=rule.answer_unit,
        rule=rule.rule,
        confirmed=rule.confirmed,
    )
