"""Sending a request: at once, or as soon as its last paper has passed the scanner."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from lintas.applications.confirmation_commands import require_confirmed
from lintas.applications.entries import NothingDue, PaymentAsked, Submitted
from lintas.applications.errors import (
    AccountNeeded,
    ActionNotOpen,
    FeeNotConfirmed,
    NotComplete,
    NotForYou,
)
from lintas.applications.models import Answers, Application, SendWish
from lintas.applications.moves import move
from lintas.applications.party_queries import party_of
from lintas.applications.promises import begin_promise
from lintas.applications.queries import answers_of, missing_from, office_of, service_of
from lintas.applications.review_commands import take_in
from lintas.applications.rules import Action, Status
from lintas.applications.wish_commands import wish_to_send
from lintas.applications.wish_queries import lacking_of
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Fee
from lintas.kernel.actor import Actor, system
from lintas.payments import public as payments

BILLING = system("billing")


@transaction.atomic
def submit(*, application: Application, bill_id: UUID, actor: Actor, at: datetime) -> None:
    """Send the request and ask for the fee, in one transaction.

    Somebody other than the applicant sends what the applicant has confirmed.
    Raises: AccountNeeded, NotComplete, NotForYou, FeeNotConfirmed, ConfirmationNeeded,
    ConfirmedOtherwise, ConfirmationWaits, ActionNotOpen.
    Race: with the answers' row held, what is sent is what was confirmed.
    """
    if actor.id is None:
        raise AccountNeeded
    application.answers = Answers.objects.select_for_update().get(pk=application.pk)
    service = service_of(application)
    if missing_from(application, service):
        raise NotComplete
    fees = _fees_of_what_may_be_sent(application, at)
    require_confirmed(application, actor)
    sender = actor.id if party_of(application, actor) is None else None
    owner = application.account_id or sender
    move(
        application,
        Action.SUBMIT,
        Submitted(application.number, service.id, service.version),
        actor=actor,
        at=at,
        account_id=owner,
        on_paper=owner is None,
        submitted_at=at,
    )
    SendWish.objects.filter(pk=application.pk).delete()
    due_on = begin_promise(application, "submission", actor, at)
    if sum(fee.amount_rupiah for fee in fees) == 0:
        due_on = begin_promise(application, "payment", BILLING, at) or due_on
        move(application, Action.NOTHING_DUE, NothingDue(), actor=BILLING, at=at, due_on=due_on)
        take_in(application=application, at=at)
        return
    asked = _bill(application, fees, bill_id, at)
    move(application, Action.ASK_PAYMENT, asked, actor=BILLING, at=at, due_on=due_on)


@transaction.atomic
def send(*, application: Application, bill_id: UUID, actor: Actor, at: datetime) -> None:
    """Send it now; or, where nothing but the scanner's word is waited for, as soon as that comes.

    Raises: what `submit` raises.
    Race: the answers' row is locked, as it is by whoever hears of the last paper, so that either
    this sees the paper or that sees the wish.
    """
    if actor.id is None:
        raise AccountNeeded
    application.answers = Answers.objects.select_for_update().get(pk=application.pk)
    if not Application.objects.filter(pk=application.pk, status=Status.DRAFT).exists():
        raise ActionNotOpen
    lacking = lacking_of(application)
    if lacking.to_do or not lacking.waiting:
        submit(application=application, bill_id=bill_id, actor=actor, at=at)
        return
    _fees_of_what_may_be_sent(application, at)
    require_confirmed(application, actor)
    wish_to_send(application=application, bill_id=bill_id, actor=actor, at=at)


def _fees_of_what_may_be_sent(application: Application, at: datetime) -> Sequence[Fee]:
    """Raises: NotForYou, FeeNotConfirmed."""
    service, answers = service_of(application), answers_of(application)
    office = office_of(application)
    if catalogue.may_apply(service, answers, office.today(at)):
        raise NotForYou
    fees = service.fees_on(office.today(at), answers)
    if not office.demo and not all(fee.confirmed for fee in fees):
        raise FeeNotConfirmed
    return fees


def _bill(
    application: Application, fees: Sequence[Fee], bill_id: UUID, at: datetime
) -> PaymentAsked:
    hold_until = at + timedelta(minutes=settings.PAYMENT_HOLD_MINUTES)
    lines = [
        payments.BillLine(
            code=fee.code,
            title_id=fee.title.id,
            title_en=fee.title.en,
            amount_rupiah=fee.amount_rupiah,
            rule=fee.rule,
        )
        for fee in fees
    ]
    bill = payments.issue_bill(
        bill_id=bill_id,
        case=application.pk,
        office=application.office,
        lines=lines,
        hold_until=hold_until,
        actor=BILLING,
        at=at,
    )
    return PaymentAsked(bill=bill.id, total_rupiah=bill.total_rupiah, hold_until=hold_until)
