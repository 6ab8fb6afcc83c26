"""What an answer was before the office asked for its correction."""

from dataclasses import dataclass

from lintas.applications.models import Application
from lintas.applications.queries import answers_of, service_of
from lintas.applications.summary import text_of


@dataclass(frozen=True)
class Change:
    """One answer that was corrected: as it stood when it was returned, and as it stands."""

    label: object
    before: str
    now: str


def changes_of(application: Application) -> list[Change]:
    """Answers corrected since they were asked for, the latest asking counts. Cost: one query."""
    service, answers = service_of(application), answers_of(application)
    before: dict[str, str] = {}
    for row in application.corrections.order_by("asked_at"):
        if row.item.startswith("question:"):
            before[row.item.removeprefix("question:")] = row.value_before
    return [
        Change(q.label, text_of(q, before[q.id]), text_of(q, answers.get(q.id, "")))
        for q in service.questions
        if q.id in before and before[q.id] != answers.get(q.id, "")
    ]
