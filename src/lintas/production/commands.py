"""What is done with a batch: made, released by another, taken apart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.applications import public as applications
from lintas.applications.public import Status, ToMake
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role
from lintas.production.entries import BatchDiscarded, BatchMade, BatchReleased
from lintas.production.errors import (
    BatchNotOpen,
    CaseNotWaiting,
    NothingToMake,
    OwnDecision,
    SamePersonMadeBatch,
    TooManyLines,
)
from lintas.production.files import BatchLine, batch_file
from lintas.production.models import Batch, Line, Serial
from lintas.production.queries import batch_for
from lintas.production.rules import (
    KINDS,
    MOST_LINES,
    BatchState,
    LineState,
    batch_number,
    decided_oneself,
    digest,
)
from lintas.production.tasks import send_batch


@transaction.atomic
def make_batch(
    *, batch_id: UUID, outcome: str, cases: Collection[UUID], actor: Actor, at: datetime
) -> Batch:
    """Put approved cases of one outcome together; the same id again gives the batch there is.

    Raises: NothingToMake, TooManyLines, OwnDecision, CaseNotWaiting, BatchNotOpen.
    Race: a case that two people choose at once breaks a constraint for the second.
    """
    found = Batch.objects.filter(pk=batch_id, office=actor.office).first()
    if found is not None:
        return found
    if not actor.has(Role.OFFICER) or outcome not in KINDS:
        raise BatchNotOpen
    chosen = _chosen(cases, outcome, actor)
    batch = _create(batch_id, outcome, chosen, actor, at)
    try:
        with transaction.atomic():
            Line.objects.bulk_create(_lines(batch, chosen))
    except IntegrityError:
        raise CaseNotWaiting from None
    journal.record(
        BatchMade(
            number=batch.number,
            outcome=outcome,
            count=batch.count,
            sum_rupiah=batch.sum_rupiah,
            sha256=batch.sha256,
        ),
        subject=batch.pk,
        actor=actor,
        office=batch.office,
        at=at,
    )
    return batch


def _chosen(cases: Collection[UUID], outcome: str, actor: Actor) -> Sequence[ToMake]:
    if not cases:
        raise NothingToMake
    if len(set(cases)) > MOST_LINES:
        raise TooManyLines
    chosen = applications.cases_to_make(actor, set(cases))
    fitting = [
        one
        for one in chosen
        if one.application.status == Status.APPROVED and one.in_batches and one.kind == outcome
    ]
    if len(fitting) != len(set(cases)):
        raise CaseNotWaiting
    if decided_oneself(actor.id, [one.decided_by for one in chosen]):
        raise OwnDecision
    return chosen


def _create(
    batch_id: UUID, outcome: str, chosen: Sequence[ToMake], actor: Actor, at: datetime
) -> Batch:
    office = catalogue.office(actor.office)
    number = batch_number(
        office.prefix, office.today(at).year, _next_serial(office.id, office.today(at).year)
    )
    lines = [
        BatchLine(one.number, one.service, one.name, one.answers, one.paid_rupiah) for one in chosen
    ]
    content = batch_file(number, office.id, outcome, at, lines)
    return Batch.objects.create(
        id=batch_id,
        number=number,
        office=office.id,
        outcome=outcome,
        state=BatchState.MADE,
        count=len(lines),
        sum_rupiah=sum(line.paid_rupiah for line in lines),
        sha256=digest(content.encode().partition(b"\n")[2]),
        content=content,
        made_by=_person(actor),
        made_at=at,
    )


def _person(actor: Actor) -> UUID:
    if actor.id is None:
        raise BatchNotOpen
    return actor.id


def _lines(batch: Batch, chosen: Sequence[ToMake]) -> list[Line]:
    return [
        Line(
            batch=batch,
            position=position,
            case=one.application.pk,
            number=one.number,
            paid_rupiah=one.paid_rupiah,
        )
        for position, one in enumerate(chosen, start=1)
    ]


def _next_serial(office: str, year: int) -> int:
    Serial.objects.get_or_create(office=office, year=year)
    Serial.objects.filter(office=office, year=year).update(last=F("last") + 1)
    return Serial.objects.get(office=office, year=year).last


@transaction.atomic
def release_batch(*, batch_id: UUID, actor: Actor, at: datetime) -> None:
    """A second person lets the batch go; its cases are in production from now on.

    Raises: BatchUnknown, SamePersonMadeBatch, BatchNotOpen, CaseNotWaiting.
    Race: the update moves a made batch only, so of two people one releases it.
    """
    batch = batch_for(actor, batch_id)
    if not actor.has(Role.OFFICER, Role.APPROVER):
        raise BatchNotOpen
    if batch.made_by == actor.id:
        raise SamePersonMadeBatch
    released = journal.change_and_record(
        Batch.objects.filter(pk=batch.pk, state=BatchState.MADE).exclude(made_by=_person(actor)),
        {
            "state": BatchState.RELEASED,
            "released_by": actor.id,
            "released_at": at,
            "ask_at": at,
        },
        BatchReleased(number=batch.number),
        subject=batch.pk,
        actor=actor,
        office=batch.office,
        at=at,
    )
    if not released:
        raise BatchNotOpen
    for one in applications.cases_to_make(actor, list(batch.lines.values_list("case", flat=True))):
        try:
            applications.enter_batch(
                application=one.application, batch=batch.pk, actor=actor, at=at
            )
        except applications.ActionNotOpen:
            raise CaseNotWaiting from None
    send_batch.enqueue(str(batch.pk))


@transaction.atomic
def discard_batch(*, batch_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a batch apart that nobody has released; its cases wait for another one.

    Raises: BatchUnknown, BatchNotOpen.
    """
    batch = batch_for(actor, batch_id)
    if not actor.has(Role.OFFICER, Role.APPROVER):
        raise BatchNotOpen
    discarded = journal.change_and_record(
        Batch.objects.filter(pk=batch.pk, state=BatchState.MADE),
        {"state": BatchState.DISCARDED, "closed_at": at, "content": ""},
        BatchDiscarded(number=batch.number),
        subject=batch.pk,
        actor=actor,
        office=batch.office,
        at=at,
    )
    if not discarded:
        raise BatchNotOpen
    batch.lines.update(state=LineState.DROPPED)
