"""Talking to the passport system, in the background."""

from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django_tasks import task

from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.production.adapters.folder import FolderPassportSystem
from lintas.production.adapters.http import HttpPassportSystem
from lintas.production.entries import BatchSent
from lintas.production.errors import AnswerWrong
from lintas.production.models import Batch
from lintas.production.ports import BatchNotTaken, PassportSystem, SystemAway
from lintas.production.rules import ASK_EVERY, UNANSWERED, BatchState, pause_after

log = structlog.get_logger(__name__)
PASSPORT_SYSTEM = system("passport-system")


def passport_system() -> PassportSystem:
    """The one of this installation; another one is one file in adapters/ and a line here."""
    if settings.PRODUCTION_URL:
        return HttpPassportSystem(settings.PRODUCTION_URL, settings.PRODUCTION_SECRET)
    return FolderPassportSystem(settings.PRODUCTION_FOLDER)


@task()
def send_batch(batch_id: str) -> None:
    send(UUID(batch_id), passport_system())


@task()
def ask_about_batch(batch_id: str) -> None:
    ask(UUID(batch_id), passport_system())


def send(batch_id: UUID, to: PassportSystem) -> None:
    """Hand a released batch over; a system that is away is asked again by `ask`."""
    batch = Batch.objects.filter(pk=batch_id, state=BatchState.RELEASED).first()
    if batch is None:
        return
    try:
        to.send(batch.number, batch.content)
    except (SystemAway, BatchNotTaken) as trouble:
        _later(batch, trouble)
        return
    at = clock.now()
    journal.change_and_record(
        Batch.objects.filter(pk=batch_id, state=BatchState.RELEASED),
        {
            "state": BatchState.SENT,
            "sent_at": at,
            "attempts": 0,
            "trouble": "",
            "ask_at": at + ASK_EVERY,
        },
        BatchSent(number=batch.number),
        subject=batch.pk,
        actor=PASSPORT_SYSTEM,
        office=batch.office,
        at=at,
    )


def ask(batch_id: UUID, of: PassportSystem) -> None:
    """Send what was not sent yet, then take in the answer when there is one."""
    from lintas.production.answer_commands import take_answer

    send(batch_id, of)
    batch = Batch.objects.filter(pk=batch_id, state=BatchState.SENT).first()
    if batch is None:
        return
    try:
        content = of.answer_to(batch.number)
        if content is not None:
            take_answer(batch_id=batch_id, content=content, actor=PASSPORT_SYSTEM, at=clock.now())
        elif batch.trouble:
            Batch.objects.filter(pk=batch_id).update(trouble="", attempts=0)
    except (SystemAway, AnswerWrong) as trouble:
        _later(batch, trouble)


def _later(batch: Batch, trouble: Exception) -> None:
    log.warning("passport system", batch=batch.number, trouble=type(trouble).__name__)
    Batch.objects.filter(pk=batch.pk).update(
        attempts=F("attempts") + 1,
        ask_at=clock.now() + pause_after(batch.attempts),
        trouble=f"{type(trouble).__name__}: {trouble}"[:200],
    )


def watch_batches(at: datetime) -> int:
    """Line up questions about batches whose turn it is; asking is a task.

    Race: the update claims a batch whose turn still is, so of two workers one asks.
    """
    due = Batch.objects.filter(state__in=UNANSWERED, ask_at__lte=at).order_by("ask_at")[:50]
    asked = 0
    for batch_id in list(due.values_list("pk", flat=True)):
        if Batch.objects.filter(pk=batch_id, ask_at__lte=at).update(ask_at=at + ASK_EVERY) == 1:
            ask_about_batch.enqueue(str(batch_id))
            asked += 1
    return asked
