"""Delivery in the background; a killed worker or a dead mail server loses nothing."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from lintas.accounts.public import contact_of
from lintas.kernel import clock
from lintas.notices.channels.email import Email
from lintas.notices.channels.messages_page import MessagesPage
from lintas.notices.models import Notice
from lintas.notices.ports import Channel, NotDelivered
from lintas.notices.rules import MOST_ATTEMPTS, pause_after

log = structlog.get_logger(__name__)

ASK_AGAIN_AFTER = timedelta(minutes=2)
CHANNELS: dict[str, Channel] = {
    Notice.Channel.EMAIL: Email(),
    Notice.Channel.SMS: MessagesPage(),
}


@task()
def deliver(notice_id: str) -> None:
    """Send one notice; sent at least once, and only once unless we die in the very moment."""
    waiting = Notice.objects.filter(pk=UUID(notice_id), state=Notice.State.WAITING)
    notice = waiting.first()
    if notice is None or notice.due_at > clock.now():
        return
    try:
        CHANNELS[notice.channel].send(contact_of(notice.account_id), notice.subject, notice.body)
    except NotDelivered:
        _try_later(notice)
        return
    waiting.update(state=Notice.State.SENT, sent_at=clock.now())


def _try_later(notice: Notice) -> None:
    log.warning("notice not delivered", notice=str(notice.id), attempts=notice.attempts + 1)
    given_up = notice.attempts + 1 >= MOST_ATTEMPTS
    Notice.objects.filter(pk=notice.pk, state=Notice.State.WAITING).update(
        attempts=F("attempts") + 1,
        due_at=clock.now() + pause_after(notice.attempts),
        asked_at=None,
        state=Notice.State.GIVEN_UP if given_up else Notice.State.WAITING,
    )


@transaction.atomic
def ask_due(at: datetime) -> int:
    """Ask again for what is due and was not asked for lately."""
    forgotten = Q(asked_at=None) | Q(asked_at__lte=at - ASK_AGAIN_AFTER)
    due = Notice.objects.filter(forgotten, state=Notice.State.WAITING, due_at__lte=at)
    ids = list(due.values_list("pk", flat=True)[:200])
    for notice_id in ids:
        deliver.enqueue(str(notice_id))
    Notice.objects.filter(pk__in=ids).update(asked_at=at)
    return len(ids)
