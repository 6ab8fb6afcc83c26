"""Questions about interviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lintas.interviews.models import Addendum, Interview, Record


@dataclass(frozen=True)
class CallView:
    who: str
    relation: str
    at: datetime


@dataclass(frozen=True)
class AddendumView:
    text: str
    at: datetime
    by: UUID


@dataclass(frozen=True)
class RecordView:
    """`body` is what was read out, as it was confirmed."""

    body: Mapping[str, Any]
    sha256: str
    how: str
    signed_as: str
    at: datetime
    by: UUID
    addenda: Sequence[AddendumView]


@dataclass(frozen=True)
class InterviewView:
    notes: Mapping[str, str]
    consented_at: datetime | None
    calls: Sequence[CallView]
    record: RecordView | None


def interview_of(case: UUID) -> InterviewView | None:
    """Cost: up to five queries."""
    found = Interview.objects.filter(case=case).first()
    if found is None:
        return None
    return InterviewView(
        notes=dict(found.notes.values_list("question", "text")),
        consented_at=found.consented_at,
        calls=[CallView(c.who, c.relation, c.at) for c in found.calls.order_by("at")],
        record=_record(found),
    )


def _record(interview: Interview) -> RecordView | None:
    found = Record.objects.filter(interview=interview).first()
    if found is None:
        return None
    addenda = Addendum.objects.filter(record=found).order_by("at")
    return RecordView(
        body=found.body,
        sha256=found.sha256,
        how=found.how,
        signed_as=found.signed_as,
        at=found.at,
        by=found.by,
        addenda=[AddendumView(a.text, a.at, a.by) for a in addenda],
    )


def on_record(case: UUID) -> bool:
    """Whether the interview was confirmed by whoever was asked. Cost: one query."""
    return Record.objects.filter(interview=case).exists()
