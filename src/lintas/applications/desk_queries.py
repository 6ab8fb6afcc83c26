"""What the desk sees: the list of cases in pages, and one case with everything beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lintas.applications.marks import marks_sought
from lintas.applications.models import Application, CheckResult, Correction, Decision
from lintas.applications.overlap import cases_of_the_same
from lintas.applications.queries import (
    answers_of,
    application_for,
    office_of,
    service_of,
    visible_to,
)
from lintas.applications.rules import Action, Status, actions_open
from lintas.applications.summary import AnswerRow, answer_rows
from lintas.applications.timeline import history, status_text
from lintas.attachments import public as attachments
from lintas.attachments.public import AttachmentView
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Paper, Service
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor
from lintas.kernel.numbers import read_number
from lintas.kernel.text import bare

PAGE = 25
HIDDEN = [Status.DRAFT]


@dataclass(frozen=True)
class CaseRow:
    id: UUID
    number: str
    name: str
    service: str
    title: object
    status: str
    status_text: object
    since: datetime
    due_on: date | None


@dataclass(frozen=True)
class CasePage:
    rows: Sequence[CaseRow]
    following: str


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
    checks: dict[str, CheckResult]
    corrections: Sequence[Correction]
    decision: Decision | None
    history: Sequence[EntryView]
    actions: Sequence[Action]
    others: Sequence[CaseRow]
    """Other cases for the same NIK or passport."""


def cases_page(actor: Actor, *, status: str, text: str, after: str) -> CasePage:
    """One page of an office's cases, newest change first; `after` is the last page's `following`.

    Search by number, NIK, passport, telephone or e-mail (exact), or by the beginning of any word
    of the name.
    Cost: one index read with the names, whatever the page.
    """
    rows = Application.objects.filter(visible_to(actor)).exclude(status__in=HIDDEN)
    if status:
        rows = rows.filter(status=status)
    rows = _searched(rows, text)
    rows = _after(rows, after).select_related("answers").order_by("-status_since", "-id")
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return CasePage(
        rows=[_row(row) for row in found[:PAGE]],
        following=f"{last.status_since.isoformat()}_{last.id}" if last else "",
    )


def _searched(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    if not text.strip():
        return rows
    number = read_number(text)
    if number is not None:
        return rows.filter(number=number)
    marks = marks_sought(text)
    if marks:
        return rows.filter(answers__marks__value__in=marks).distinct()
    folded = bare(text)
    inside = Q(answers__name_folded__startswith=folded)
    return rows.filter(inside | Q(answers__name_folded__contains=f" {folded}"))


def _after(rows: QuerySet[Application], after: str) -> QuerySet[Application]:
    since, _, last = after.partition("_")
    try:
        at, pk = datetime.fromisoformat(since), UUID(last)
    except ValueError:
        return rows
    return rows.filter(Q(status_since__lt=at) | Q(status_since=at, id__lt=pk))


def _sent_on(application: Application) -> date:
    """What was said to the person when they sent it is said to the officer as well."""
    return office_of(application).today(application.submitted_at or application.created_at)


def _row(row: Application) -> CaseRow:
    return CaseRow(
        id=row.id,
        number=row.number,
        name=row.answers.name,
        service=row.service,
        title=catalogue.service(row.service, row.service_version).title,
        status=row.status,
        status_text=status_text(row.status),
        since=row.status_since,
        due_on=row.due_on,
    )


def open_counts(actor: Actor) -> dict[str, int]:
    """How many cases stand in each status. Cost: one query."""
    rows = Application.objects.filter(visible_to(actor)).exclude(status__in=HIDDEN)
    return dict(rows.values_list("status").annotate(count=Count("id")))


def case_view(actor: Actor, application_id: UUID) -> CaseView:
    """Everything beside one case. Raises: NotFound. Cost: eight queries."""
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
            for paper in service.papers_for(answers)
        ],
        checks={c.check_id: c for c in application.checks.all()},
        corrections=list(application.corrections.order_by("-asked_at", "item")),
        decision=Decision.objects.filter(application=application).first(),
        history=history(application),
        actions=actions_open(Status(application.status), actor),
        others=[_row(other) for other in cases_of_the_same(application)],
    )
