"""Questions about batches; an officer sees the batches of their own office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lintas.applications import public as applications
from lintas.applications.public import ToMake
from lintas.kernel.actor import Actor, Role
from lintas.production.faults import SHOWN, Fault, What, sentence
from lintas.production.models import Answer, Batch, Line
from lintas.production.rules import UNANSWERED, BatchState, LineState

PRODUCTION_ROLES = (Role.OFFICER, Role.APPROVER, Role.HEAD)
PAGE = 30


class BatchUnknown(LookupError):
    """There is no such batch for this actor."""


@dataclass(frozen=True)
class BatchRow:
    id: UUID
    number: str
    outcome: str
    state: str
    count: int
    sum_rupiah: int
    made_at: datetime
    trouble: str

    @property
    def open(self) -> bool:
        return self.state in {BatchState.MADE, *UNANSWERED}


@dataclass(frozen=True)
class BatchPage:
    rows: Sequence[BatchRow]
    following: str


@dataclass(frozen=True)
class LineRow:
    position: int
    case: UUID
    number: str
    paid_rupiah: int
    state: str
    reason: str
    document_number: str


@dataclass(frozen=True)
class AnswerRow:
    received_at: datetime
    by: UUID | None
    taken: bool
    sha256: str
    sentences: Sequence[str]


@dataclass(frozen=True)
class BatchView:
    batch: Batch
    lines: Sequence[LineRow]
    answers: Sequence[AnswerRow]
    made: int
    failed: int


def visible_to(actor: Actor) -> Q:
    return Q(office=actor.office) if actor.has(*PRODUCTION_ROLES) else Q(pk__in=[])


def batch_for(actor: Actor, batch_id: UUID) -> Batch:
    """Raises: BatchUnknown."""
    found = Batch.objects.filter(visible_to(actor), pk=batch_id).first()
    if found is None:
        raise BatchUnknown
    return found


def waiting_cases(actor: Actor) -> Sequence[ToMake]:
    """Approved cases that are in no batch yet, oldest first. Cost: that of waiting_to_be_made."""
    waiting = applications.waiting_to_be_made(actor)
    ids = [one.application.pk for one in waiting]
    rows = Line.objects.filter(case__in=ids, state=LineState.WAITING)
    taken = set(rows.values_list("case", flat=True))
    return [one for one in waiting if one.application.pk not in taken]


def batches_page(actor: Actor, after: str) -> BatchPage:
    """Newest first; `after` is the last page's `following`. Cost: one index read."""
    rows = Batch.objects.filter(visible_to(actor))
    made_at, _, last = after.partition("_")
    try:
        at, pk = datetime.fromisoformat(made_at), UUID(last)
    except ValueError:
        pass
    else:
        rows = rows.filter(Q(made_at__lt=at) | Q(made_at=at, id__lt=pk))
    found = list(rows.order_by("-made_at", "-id").defer("content")[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    return BatchPage(
        rows=[
            BatchRow(
                b.pk, b.number, b.outcome, b.state, b.count, b.sum_rupiah, b.made_at, b.trouble
            )
            for b in found[:PAGE]
        ],
        following=f"{more.made_at.isoformat()}_{more.pk}" if more else "",
    )


def batch_view(actor: Actor, batch_id: UUID) -> BatchView:
    """A batch with its lines and every answer that came. Raises: BatchUnknown.

    Cost: four queries.
    """
    batch = batch_for(actor, batch_id)
    lines = list(batch.lines.order_by("position"))
    numbers = applications.document_numbers([line.case for line in lines])
    rows = [
        LineRow(
            position=line.position,
            case=line.case,
            number=line.number,
            paid_rupiah=line.paid_rupiah,
            state=line.state,
            reason=line.reason,
            document_number=numbers.get(line.case, "") if line.state == LineState.MADE else "",
        )
        for line in lines
    ]
    return BatchView(
        batch=batch,
        lines=rows,
        answers=[_answer(row) for row in batch.answers.order_by("-received_at")],
        made=sum(line.state == LineState.MADE for line in lines),
        failed=sum(line.state == LineState.FAILED for line in lines),
    )


def _answer(row: Answer) -> AnswerRow:
    faults = [Fault(What(what), line, said, known) for what, line, said, known in row.faults]
    return AnswerRow(
        received_at=row.received_at,
        by=row.by,
        taken=row.taken,
        sha256=row.sha256,
        sentences=[sentence(fault) for fault in faults[:SHOWN]],
    )


def batch_of(case: UUID) -> BatchRow | None:
    """The batch in which a case is or was last. Cost: one query."""
    line = Line.objects.filter(case=case).exclude(state=LineState.DROPPED)
    found = line.select_related("batch").order_by("-batch__made_at").first()
    if found is None:
        return None
    b = found.batch
    return BatchRow(b.pk, b.number, b.outcome, b.state, b.count, b.sum_rupiah, b.made_at, b.trouble)
