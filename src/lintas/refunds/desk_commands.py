"""What the office does with a claim: looks, proposes, decides by another, passes on, notes."""

import re
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lintas.applications import public as applications
from lintas.applications.public import Application
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.letters import public as letter_book
from lintas.letters.public import Draft
from lintas.payments import public as payments
from lintas.promises import public as promises
from lintas.refunds import entries, letters
from lintas.refunds.erasing import erase_account
from lintas.refunds.errors import (
    AnotherMustDecide,
    ClaimNotOpen,
    MoreThanPaid,
    ReasonNeeded,
    ReferenceNeeded,
)
from lintas.refunds.models import Refund
from lintas.refunds.policies import may_decide, may_propose
from lintas.refunds.rules import LONGEST, SHORTEST_REASON, Proposal, State

SP2D = re.compile(r"[A-Z0-9/.-]{5,30}")


@transaction.atomic
def begin_checking(*, refund_id: UUID, actor: Actor, at: datetime) -> None:
    """Somebody looks at it now. Raises: ClaimNotOpen."""
    refund = _refund(refund_id, actor)
    changes = {"state": State.CHECKING, "checked_by": actor.id}
    _move(refund, {State.FILED}, changes, entries.RefundTakenUp(), actor, at)


@transaction.atomic
def propose_refund(
    *,
    refund_id: UUID,
    proposal: str,
    granted_rupiah: int | None,
    reason: str,
    reason_rule: str,
    actor: Actor,
    at: datetime,
) -> None:
    """To grant it, whole or in part, or to refuse it with a reason and its rule.

    Raises: ClaimNotOpen, ReasonNeeded, MoreThanPaid.
    """
    refund = _refund(refund_id, actor)
    if proposal not in set(Proposal):
        raise ClaimNotOpen
    refusing = proposal == Proposal.REFUSE
    known = reason_rule in catalogue.rule_texts()
    if len(reason.strip()) < SHORTEST_REASON or (refusing and not known):
        raise ReasonNeeded
    granted = None if refusing else granted_rupiah
    if not refusing and (granted is None or not 0 < granted <= refund.amount_rupiah):
        raise MoreThanPaid
    changes = {
        "state": State.PROPOSED,
        "proposal": proposal,
        "granted_rupiah": granted,
        "reason": reason.strip()[:LONGEST],
        "reason_rule": reason_rule if refusing else "",
        "proposed_by": actor.id,
        "proposed_at": at,
    }
    data = entries.RefundProposed(proposal=proposal, granted_rupiah=granted)
    _move(refund, {State.CHECKING}, changes, data, actor, at)


@transaction.atomic
def send_back_refund(*, refund_id: UUID, actor: Actor, at: datetime) -> None:
    """Another than who proposed does not agree: it is examined again.

    Raises: ClaimNotOpen, AnotherMustDecide.
    """
    refund = _refund(refund_id, actor)
    if not may_decide(actor, refund.office, refund.proposed_by):
        raise AnotherMustDecide
    changes = {"state": State.CHECKING, "proposal": "", "granted_rupiah": None}
    data = entries.RefundSentBack(proposal=refund.proposal)
    _move(refund, {State.PROPOSED}, changes, data, actor, at)


@transaction.atomic
def decide_refund(
    *, refund_id: UUID, application: Application, seen: str, actor: Actor, at: datetime
) -> None:
    """What was proposed is done, by another than who proposed; the letter is the one that was seen.

    Raises: ClaimNotOpen, AnotherMustDecide, LetterNotSeen.
    Race: the update moves a proposal only, and only by another; a constraint keeps the two apart.
    """
    refund = _refund(refund_id, actor)
    if refund.state != State.PROPOSED or refund.application != application.pk:
        raise ClaimNotOpen
    if not may_decide(actor, refund.office, refund.proposed_by):
        raise AnotherMustDecide
    letter = draft_decision(refund, application, at)
    applications.must_be_seen(letter, seen, always=True)
    granted = refund.proposal == Proposal.GRANT
    if granted and refund.kept and not payments.give_back(kept_id=refund.money):
        raise ClaimNotOpen  # people have taken it as a fee meanwhile
    data = (
        entries.RefundApproved(granted_rupiah=refund.granted_rupiah or 0)
        if granted
        else entries.RefundRefused(reason_rule=refund.reason_rule)
    )
    state = State.APPROVED if granted else State.REFUSED
    changes = {"state": state, "decided_by": actor.id, "decided_at": at}
    _move(refund, {State.PROPOSED}, changes, data, actor, at, ~Q(proposed_by=actor.id))
    applications.keep_letter(application, letter, actor.id, actor, at)
    if not granted:
        promises.end(subject=refund.pk, actor=actor, at=at)
        erase_account(refund, actor, at)


def draft_decision(refund: Refund, application: Application, at: datetime) -> Draft:
    kind = letters.APPROVED if refund.proposal == Proposal.GRANT else letters.REFUSED
    return letters.draft(refund, application, kind, at)


@transaction.atomic
def send_to_treasury(
    *, refund_id: UUID, application: Application, seen: str, actor: Actor, at: datetime
) -> None:
    """The letter to the treasury office goes out; the office's clock ends, the treasury's begins.

    Raises: ClaimNotOpen, LetterNotSeen.
    """
    refund = _refund(refund_id, actor)
    if refund.state != State.APPROVED or refund.application != application.pk:
        raise ClaimNotOpen
    letter = letters.draft(refund, application, letters.TREASURY, at)
    applications.must_be_seen(letter, seen, always=True)
    kept = letter_book.keep_letter(
        case=application.pk, office=refund.office, draft=letter, by=actor.id, actor=actor, at=at
    )
    data = entries.RefundSent(granted_rupiah=refund.granted_rupiah or 0, letter=kept)
    changes = {"state": State.SENT, "sent_by": actor.id, "sent_at": at}
    _move(refund, {State.APPROVED}, changes, data, actor, at)
    promises.end(subject=refund.pk, actor=actor, at=at)


@transaction.atomic
def note_paid_back(
    *, refund_id: UUID, sp2d: str, paid_back_on: date | None, actor: Actor, at: datetime
) -> None:
    """The treasury has paid: its order's number and day. Raises: ReferenceNeeded, ClaimNotOpen."""
    refund = _refund(refund_id, actor)
    number = sp2d.strip().upper()
    today = catalogue.office(refund.office).today(at)
    if not SP2D.fullmatch(number) or paid_back_on is None or paid_back_on > today:
        raise ReferenceNeeded
    changes = {"state": State.PAID_BACK, "sp2d": number, "paid_back_on": paid_back_on}
    data = entries.RefundPaidBack(
        granted_rupiah=refund.granted_rupiah or 0, sp2d=number, paid_back_on=paid_back_on
    )
    _move(refund, {State.SENT}, changes, data, actor, at)


def _refund(refund_id: UUID, actor: Actor) -> Refund:
    """Raises: ClaimNotOpen also for a claim of another office, or for whoever is not of it."""
    refund = Refund.objects.filter(pk=refund_id).first()
    if refund is None or not may_propose(actor, refund.office):
        raise ClaimNotOpen
    return refund


def _move(
    refund: Refund, sources: set[State], changes: dict[str, Any], data: object, actor: Actor,
    at: datetime, guard: Q | None = None,
) -> None:  # fmt: skip
    moved = journal.change_and_record(
        Refund.objects.filter(guard or Q(), pk=refund.pk, state__in=sorted(sources)),
        changes,
        data,
        subject=refund.pk,
        case=refund.application,
        actor=actor,
        office=refund.office,
        at=at,
        rule=refund.rule,
    )
    if not moved:
        raise ClaimNotOpen
