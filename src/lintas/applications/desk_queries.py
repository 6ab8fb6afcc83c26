"""What the desk sees: how much waits, and one case with everything beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from lintas.applications.evidence_queries import is_evidence
from lintas.applications.models import Application, CheckResult, Correction, Decision
from lintas.applications.party_rules import PAPER as CONFIRMATION
from lintas.applications.party_rules import SHEET_TITLE
from lintas.applications.queries import (
    answers_of,
    application_for,
    office_of,
    service_of,
    visible_to,
)
from lintas.applications.rules import Action, Status, actions_open
from lintas.applications.summary import AnswerRow, answer_rows
from lintas.applications.timeline import history
from lintas.attachments import public as attachments
from lintas.attachments.public import AttachmentView
from lintas.catalogue.public import Paper, Service
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor

HIDDEN = [Status.DRAFT]


@dataclass(frozen=True)
class PaperRow:
    paper: Paper
    uploads: Sequence[AttachmentView]


@dataclass(frozen=True)
class CaseView:
    application: Application
    service: Service
    name: str
    answers: Sequence[AnswerRow]
    papers: Sequence[PaperRow]
    evidence: Sequence[AttachmentView]
    """What came to prove a ground, of a waiver or an objection."""
    checks: dict[str, CheckResult]
    corrections: Sequence[Correction]
    decision: Decision | None
    history: Sequence[EntryView]
    actions: Sequence[Action]


def _sent_on(application: Application) -> date:
    """What was said to the person when they sent it is said to the officer as well."""
    return office_of(application).today(application.submitted_at or application.created_at)


def sheet_paper(there: Sequence[AttachmentView]) -> tuple[Paper, ...]:
    """The sheet by which an applicant said yes to what another wrote, where there is one."""
    if all(one.purpose != CONFIRMATION for one in there):
        return ()
    return (Paper(id=CONFIRMATION, title=SHEET_TITLE, required=False),)


def open_counts(actor: Actor) -> dict[str, int]:
    """How many cases stand in each status. Cost: one query."""
    rows = Application.objects.filter(visible_to(actor)).exclude(status__in=HIDDEN)
    return dict(rows.values_list("status").annotate(count=Count("id")))


def case_view(actor: Actor, application_id: UUID) -> CaseView:
    """Everything beside one case. Raises: NotFound. Cost: seven queries."""
    application = application_for(actor, application_id)
    service, answers = service_of(application), answers_of(application)
    there = attachments.attachments_of(application.pk)
    return CaseView(
        application=application,
        service=service,
        name=application.answers.name,
        answers=answer_rows(service, answers, _sent_on(application)),
        papers=[
            PaperRow(paper, [a for a in there if a.purpose == paper.id])
            for paper in (*service.papers_for(answers), *sheet_paper(there))
        ],
        evidence=[a for a in there if is_evidence(a.purpose)],
        checks={c.check_id: c for c in application.checks.all()},
        corrections=list(application.corrections.order_by("-asked_at", "item")),
        decision=Decision.objects.filter(application=application, set_aside_at=None).first(),
        history=history(application),
        actions=actions_open(Status(application.status), actor),
    )
