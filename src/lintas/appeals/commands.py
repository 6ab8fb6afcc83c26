"""Filing an objection against a refusal, and answering it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from lintas.appeals import entries
from lintas.appeals.errors import (
    AnotherMustAnswer,
    AnsweredAlready,
    AnswerNeeded,
    GroundsNeeded,
    NothingToObjectTo,
    TooLateToObject,
)
from lintas.appeals.models import Appeal
from lintas.appeals.policies import may_answer
from lintas.appeals.queries import standing_of
from lintas.applications import public as applications
from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.promises import public as promises

KIND = "appeal"
LONGEST = 4000


@transaction.atomic
def file_appeal(
    *, appeal_id: UUID, application: Application, grounds: str, actor: Actor, at: datetime
) -> None:
    """Object to a refusal; the clock of the answer begins and a receipt is kept.

    Raises: NothingToObjectTo, TooLateToObject, GroundsNeeded.
    Race: a second objection to the same refusal breaks a constraint.
    """
    refusal = applications.refusal_of(application.pk)
    standing = standing_of(application.pk, at)
    rule = catalogue.appeal_rule(application.service)
    if refusal is None or standing is None or rule is None or actor.kind != ActorKind.PERSON:
        raise NothingToObjectTo
    if standing.until is None or catalogue.office(application.office).today(at) > standing.until:
        raise TooLateToObject
    if not grounds.strip():
        raise GroundsNeeded
    try:
        with transaction.atomic():
            Appeal.objects.create(
                id=appeal_id,
                application=application.pk,
                decision=refusal.id,
                office=application.office,
                reviewed_by=refusal.reviewed_by,
                refused_by=refusal.by,
                grounds=grounds.strip()[:LONGEST],
                rule=rule.rule,
                filed_at=at,
            )
    except IntegrityError:
        raise NothingToObjectTo from None
    begun = promises.begin(
        subject=appeal_id,
        case=application.pk,
        office=application.office,
        service=application.service,
        kind=KIND,
        days=rule.answer_days,
        every_day=rule.answer_unit == "calendar",
        rule=rule.rule,
        actor=actor,
        at=at,
    )
    letter = applications.draft_letter(application, "appeal-received", at, due_on=begun.due_on)
    applications.keep_letter(application, letter, None, actor, at)
    data = entries.AppealFiled(appeal=appeal_id, due_on=begun.due_on)
    _say(application, appeal_id, data, actor, at, rule.rule)


@transaction.atomic
def answer_appeal(
    *,
    appeal_id: UUID,
    application: Application,
    verdict: str,
    text: str,
    seen: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Grant it, so that the refusal is set aside and the request reviewed again, or refuse it.

    Raises: AnotherMustAnswer, AnswerNeeded, LetterNotSeen, AnsweredAlready.
    Race: the update moves an open objection only; a constraint keeps the three people apart.
    """
    appeal = Appeal.objects.filter(pk=appeal_id, application=application.pk).first()
    granted = verdict == Appeal.State.GRANTED
    if appeal is None or verdict not in {Appeal.State.GRANTED, Appeal.State.REFUSED}:
        raise AnsweredAlready
    if not may_answer(actor, appeal.reviewed_by, appeal.refused_by):
        raise AnotherMustAnswer
    if not text.strip():
        raise AnswerNeeded
    letter = applications.draft_answer(application, granted=granted, text=text, at=at)
    applications.must_be_seen(letter, seen, always=True)
    data = entries.AppealGranted(appeal_id) if granted else entries.AppealRefused(appeal_id)
    moved = journal.change_and_record(
        Appeal.objects.filter(
            Q(state=Appeal.State.OPEN), ~Q(reviewed_by=actor.id), ~Q(refused_by=actor.id),
            pk=appeal_id,
        ),
        {
            "state": verdict,
            "decided_by": actor.id,
            "decided_at": at,
            "text": text.strip()[:LONGEST],
        },
        data,
        subject=appeal_id,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
        rule=appeal.rule,
    )  # fmt: skip
    if not moved:
        raise AnsweredAlready
    promises.end(subject=appeal_id, actor=actor, at=at)
    if granted:
        applications.reopen(application=application, appeal=appeal_id, actor=actor, at=at)
    applications.keep_letter(application, letter, actor.id, actor, at)


def _say(
    application: Application, subject: UUID, data: object, actor: Actor, at: datetime, rule: str
) -> None:
    journal.record(
        data,
        subject=subject,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
        rule=rule,
    )
