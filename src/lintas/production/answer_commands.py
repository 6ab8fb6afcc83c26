"""Taking in what the passport system answers: all of a batch, or nothing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications import public as applications
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.production.entries import AnswerRefused, BatchClosed
from lintas.production.errors import AnswerWrong, BatchNotOpen
from lintas.production.faults import SHOWN, Fault, What
from lintas.production.files import Expected, Result, read_answer
from lintas.production.models import Answer, Batch, Line
from lintas.production.rules import UNANSWERED, BatchState, LineState, digest


def take_answer(*, batch_id: UUID, content: bytes, actor: Actor, at: datetime) -> bool:
    """Take in a whole answer; False when this very answer was taken before.

    A wrong one changes nothing but the record that it came.
    Raises: AnswerWrong, BatchNotOpen.
    """
    try:
        return _take(batch_id, content, actor, at)
    except AnswerWrong as wrong:
        _keep_faults(batch_id, content, wrong.faults, actor, at)
        raise


@transaction.atomic
def _take(batch_id: UUID, content: bytes, actor: Actor, at: datetime) -> bool:
    """Race: the batch's row is locked, so of two answers at once the second finds it closed."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    lines = list(batch.lines.order_by("position"))
    expected = [Expected(line.position, line.number, line.paid_rupiah) for line in lines]
    if batch.state == BatchState.CLOSED and batch.answer_sha256 == digest(content):
        return False
    if batch.state not in {*UNANSWERED, BatchState.CLOSED}:
        raise BatchNotOpen
    results = read_answer(content, batch.number, expected)
    if batch.state == BatchState.CLOSED:
        raise AnswerWrong(_differences(lines, results) or [Fault(What.HASH)])
    used = [
        Fault(What.DOCUMENT_TWICE, r.position, r.document_number)
        for r in results
        if r.document_number and applications.document_number_known(r.document_number)
    ]
    if used:
        raise AnswerWrong(used)
    _close(batch, digest(content), results, actor, at)
    for line, result in zip(lines, results, strict=True):
        _settle(line, result, actor, at)
    Answer.objects.update_or_create(
        batch=batch,
        sha256=digest(content),
        defaults={"received_at": at, "by": actor.id, "taken": True, "faults": []},
    )
    return True


def _differences(lines: Sequence[Line], results: Sequence[Result]) -> list[Fault]:
    """What a second, other answer says differently from the one that was taken."""
    numbers = applications.document_numbers([line.case for line in lines])
    found = []
    for line, result in zip(lines, results, strict=True):
        known = line.reason or (numbers.get(line.case, "") if line.state == LineState.MADE else "")
        said = result.document_number or result.reason
        if known != said:
            found.append(Fault(What.CLOSED, line.position, said, known))
    return found


def _close(
    batch: Batch, sha256: str, results: Sequence[Result], actor: Actor, at: datetime
) -> None:
    made = sum(bool(result.document_number) for result in results)
    journal.change_and_record(
        Batch.objects.filter(pk=batch.pk, state__in=UNANSWERED),
        {
            "state": BatchState.CLOSED,
            "closed_at": at,
            "answer_sha256": sha256,
            "content": "",
            "trouble": "",
        },
        BatchClosed(number=batch.number, sha256=sha256, made=made, failed=len(results) - made),
        subject=batch.pk,
        actor=actor,
        office=batch.office,
        at=at,
    )


def _settle(line: Line, result: Result, actor: Actor, at: datetime) -> None:
    (case,) = applications.cases_in_production([line.case])
    if result.document_number:
        Line.objects.filter(pk=line.pk).update(state=LineState.MADE)
        applications.finish_document(
            application=case, document_number=result.document_number, actor=actor, at=at
        )
        return
    Line.objects.filter(pk=line.pk).update(state=LineState.FAILED, reason=result.reason)
    applications.fail_document(application=case, reason=result.reason, actor=actor, at=at)


@transaction.atomic
def _keep_faults(
    batch_id: UUID, content: bytes, faults: Sequence[Fault], actor: Actor, at: datetime
) -> None:
    batch = Batch.objects.get(pk=batch_id)
    _answer, new = Answer.objects.get_or_create(
        batch=batch,
        sha256=digest(content),
        defaults={
            "received_at": at,
            "by": actor.id,
            "taken": False,
            "faults": [[f.what, f.line, f.said, f.known] for f in faults[:SHOWN]],
        },
    )
    if new:
        journal.record(
            AnswerRefused(number=batch.number, sha256=digest(content), faults=len(faults)),
            subject=batch.pk,
            actor=actor,
            office=batch.office,
            at=at,
        )
