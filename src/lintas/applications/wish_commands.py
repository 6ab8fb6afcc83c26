"""A wish to send ends: it was cancelled, something changed, or a paper did not pass."""

from datetime import datetime

from django.db import transaction

from lintas.applications import entries
from lintas.applications.models import Answers, Application, SendWish
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


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
