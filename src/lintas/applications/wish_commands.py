"""A wish to send: made while papers wait; it ends cancelled, overtaken, or stopped by a paper."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications import entries
from lintas.applications.errors import AccountNeeded
from lintas.applications.models import Answers, Application, SendWish
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


def wish_to_send(
    *, application: Application, bill_id: UUID | None, actor: Actor, at: datetime
) -> None:
    """Send it when the last paper has passed.

    Raises: AccountNeeded, since somebody must be told how it went.
    Race: the caller holds the answers' row.
    """
    if actor.id is None:
        raise AccountNeeded
    SendWish.objects.update_or_create(
        answers=application.answers,
        defaults={
            "account_id": actor.id,
            "bill": bill_id,
            "wished_at": at,
            "fell_at": None,
            "because": "",
            "paper": "",
        },
    )
    say_of_sending(application, entries.SendingWished(), actor, at)


@transaction.atomic
def cancel_sending(*, application: Application, actor: Actor, at: datetime) -> None:
    """Not yet: it stays a draft. Where no wish waits, nothing happens."""
    Answers.objects.select_for_update().get(pk=application.pk)
    if SendWish.objects.filter(pk=application.pk, fell_at=None).delete()[0]:
        say_of_sending(application, entries.SendingCancelled(), actor, at)


@transaction.atomic
def overtake_sending(*, answers: Answers, actor: Actor, at: datetime) -> None:
    """Something was changed: what is sent must be what was looked at, so sending is asked anew.

    Race: the answers' row is locked here, by the caller already or now.
    """
    Answers.objects.select_for_update().get(pk=answers.pk)
    if fall(answers, SendWish.Because.CHANGED, at):
        say_of_sending(answers.application, entries.SendingOvertaken(), actor, at)


def fall(answers: Answers, because: str, at: datetime, paper: str = "") -> bool:
    """Whether a wish was waiting; it stays to be read until the next one."""
    waiting = SendWish.objects.filter(pk=answers.pk, fell_at=None)
    return waiting.update(fell_at=at, because=because, paper=paper) == 1


def say_of_sending(application: Application, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )
