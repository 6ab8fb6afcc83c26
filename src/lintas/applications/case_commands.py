"""What officers and approvers do with a case."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lintas.applications import letters
from lintas.applications.confirmation_commands import require_confirmed
from lintas.applications.entries import (
    Approved,
    Checked,
    Refused,
    Resubmitted,
    Returned,
)
from lintas.applications.errors import (
    ActionNotOpen,
    NameBound,
    NothingToCorrect,
    NotInYourHands,
    ReasonNeeded,
    RecordNeeded,
    SamePersonReviewed,
    StillToCorrect,
    WaiverNeeded,
)
from lintas.applications.identity_queries import bound_items
from lintas.applications.models import (
    Answers,
    Application,
    CheckResult,
    Correction,
    Decision,
    SendWish,
)
from lintas.applications.moves import move
from lintas.applications.promises import begin_promise, count_on, hold_while_returned
from lintas.applications.queries import answers_of, held_by, missing_from, office_of, service_of
from lintas.applications.rules import Action, By, Status, capacities, may_take
from lintas.applications.wish_queries import still_to_correct
from lintas.catalogue import public as catalogue
from lintas.interviews import public as interviews
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.promises import public as promises
from lintas.waivers import public as waivers

CHECKED_WHILE = {Status.IN_INTERVIEW, Status.UNDER_REVIEW}


def staff_id(actor: Actor) -> UUID:
    """Raises: ActionNotOpen when nobody in particular acts."""
    if actor.id is None:
        raise ActionNotOpen
    return actor.id


def is_shared_out(application: Application) -> bool:
    """Whether this office gives each case to somebody (its own file says so)."""
    return office_of(application).assigns_cases


def need_in_hand(application: Application, actor: Actor) -> None:
    """Raises: NotInYourHands."""
    mine = actor.id in {application.reviewed_by, application.decider}
    if not mine and is_shared_out(application):
        raise NotInYourHands


@transaction.atomic
def record_check(
    *,
    application: Application,
    check_id: str,
    outcome: str,
    note: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Note what was found on one point of the service's list; the latest finding counts.

    Raises: ActionNotOpen.
    """
    known = {check.id for check in service_of(application).checks}
    fitting = outcome in CheckResult.Outcome.values and check_id in known
    officer = capacities(actor) & {By.OFFICER, By.APPROVER} and actor.id is not None
    if not fitting or not officer or application.status not in CHECKED_WHILE:
        raise ActionNotOpen
    if application.office != actor.office:
        raise ActionNotOpen
    if application.status == Status.UNDER_REVIEW:
        need_in_hand(application, actor)
    CheckResult.objects.update_or_create(
        application=application,
        check_id=check_id,
        defaults={"outcome": outcome, "note": note, "by": staff_id(actor), "at": at},
    )
    journal.record(
        Checked(check=check_id, outcome=outcome),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )


@transaction.atomic
def return_for_correction(
    *,
    application: Application,
    items: Mapping[str, str],
    actor: Actor,
    at: datetime,
    seen: str = "",
) -> None:
    """Ask for corrections item by item ("question:nik", "paper:ktp"), each with its reason.

    Raises: NothingToCorrect, NameBound, LetterNotSeen, ActionNotOpen.
    """
    service = service_of(application)
    known = {f"question:{q.id}" for q in service.questions}
    known |= {f"paper:{p.id}" for p in service.papers}
    asked = {item: text.strip() for item, text in items.items() if text.strip() and item in known}
    if not asked:
        raise NothingToCorrect
    if bound_items(application) & asked.keys():
        raise NameBound
    letter = letters.draft_return(application, asked, at)
    letters.must_be_seen(letter, seen, always=False)
    corrections = [
        Correction(
            id=new_id(),
            application=application,
            item=item,
            text=text,
            value_before=answers_of(application).get(item.removeprefix("question:"), ""),
            asked_at=at,
            asked_by=staff_id(actor),
        )
        for item, text in sorted(asked.items())
    ]
    data = Returned(corrections=tuple(c.id for c in corrections))
    guard = held_by(staff_id(actor)) if is_shared_out(application) else Q()
    if application.status == Status.UNDER_REVIEW:
        need_in_hand(application, actor)
    move(application, Action.RETURN, data, actor=actor, at=at, guard=guard)
    Correction.objects.bulk_create(corrections)
    letters.keep(application, letter, staff_id(actor), actor, at)
    hold_while_returned(application, actor, at)


@transaction.atomic
def resubmit(*, application: Application, actor: Actor, at: datetime) -> None:
    """Send the corrected request again; what another wrote anew is confirmed anew.

    Raises: StillToCorrect, ConfirmationNeeded, ConfirmedOtherwise, ConfirmationWaits,
    ActionNotOpen.
    """
    application.answers = Answers.objects.select_for_update().get(application=application)
    if still_to_correct(application):
        raise StillToCorrect
    if missing_from(application, service_of(application)):
        raise StillToCorrect
    require_confirmed(application, actor)
    move(application, Action.RESUBMIT, Resubmitted(), actor=actor, at=at)
    SendWish.objects.filter(pk=application.pk).delete()
    count_on(application, actor, at)


@transaction.atomic
def approve(
    *, application: Application, text: str, actor: Actor, at: datetime, seen: str = ""
) -> None:
    """`seen` is the hash of the letter that was previewed, if it was.

    A fee that was set aside on the person's word needs two people to confirm it (WaiverNeeded).

    Raises: SamePersonReviewed, RecordNeeded, LetterNotSeen, ActionNotOpen.
    """
    answers = answers_of(application)
    for ground in catalogue.waiver_grounds(application.service):
        claimed = ground.claimed is not None and ground.claimed.holds(answers)
        if claimed and not waivers.approved(application.pk, ground.id):
            raise WaiverNeeded
    letter = letters.draft_approval(application, text, at)
    letters.must_be_seen(letter, seen, always=False)
    due_on = begin_promise(application, "approval", actor, at)
    _decide(application, Action.APPROVE, Approved(due_on=due_on), actor, at, due_on=due_on)
    Decision.objects.create(
        application=application,
        kind=Decision.Kind.APPROVED,
        text=text,
        by=staff_id(actor),
        at=at,
    )
    letters.keep(application, letter, staff_id(actor), actor, at)


@transaction.atomic
def refuse(
    *,
    application: Application,
    reason_id: str,
    text: str,
    seen: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Refuse on one of the service's grounds, with its rule, by the letter that was previewed.

    Raises: ReasonNeeded, LetterNotSeen, SamePersonReviewed, RecordNeeded, ActionNotOpen.
    """
    reasons = {reason.id: reason for reason in service_of(application).refusal_reasons}
    if reason_id not in reasons:
        raise ReasonNeeded
    rule = reasons[reason_id].rule
    letter = letters.draft_refusal(application, reason_id, text, at)
    letters.must_be_seen(letter, seen, always=True)
    _decide(application, Action.REFUSE, Refused(reason=reason_id), actor, at, rule=rule)
    Decision.objects.create(
        application=application,
        kind=Decision.Kind.REFUSED,
        reason_id=reason_id,
        text=text,
        rule=rule,
        by=staff_id(actor),
        at=at,
    )
    letters.keep(application, letter, staff_id(actor), actor, at)
    promises.end(subject=application.pk, actor=actor, at=at)


def _decide(
    application: Application,
    action: Action,
    data: object,
    actor: Actor,
    at: datetime,
    rule: str = "",
    **changes: object,
) -> None:
    """Four eyes: the update moves only where another than the decider has reviewed.

    Where the service asks for an interview on record, none is decided without it.
    """
    if application.reviewed_by == actor.id:
        raise SamePersonReviewed
    asked = catalogue.question_set(application.service)
    if asked is not None and asked.bap and not interviews.on_record(application.pk):
        raise RecordNeeded
    by_another = Q(reviewed_by__isnull=False) & ~Q(reviewed_by=actor.id)
    if is_shared_out(application):
        by_another &= Q(decider=actor.id)
        may = may_take(actor, action) and application.status == Status.UNDER_REVIEW
        if may and application.decider != actor.id:
            raise NotInYourHands
    move(
        application,
        action,
        data,
        actor=actor,
        at=at,
        rule=rule,
        guard=by_another,
        decided_by=actor.id,
        **changes,
    )
