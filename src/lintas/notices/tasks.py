"""Delivery in the background; a killed worker or a channel that is down loses nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.core.signing import Signer
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from lintas.kernel import clock
from lintas.notices.channels.register import CHANNELS, channel
from lintas.notices.models import Sending, Way
from lintas.notices.ports import Channel, Message, NeverDelivered, NotDelivered
from lintas.notices.rules import PATIENCE_URGENT, patience

log = structlog.get_logger(__name__)

ASK_AGAIN_AFTER = timedelta(minutes=2)
State = Sending.State


@task()
def deliver(sending_id: str) -> None:
    deliver_by(UUID(sending_id), channel)


def deliver_by(sending_id: UUID, find: Callable[[str], Channel | None]) -> None:
    """Send one notice by one channel: once, unless we die in the very moment between."""
    from lintas.notices import delivery_commands as delivery

    sending = delivery.claim(sending_id=sending_id, at=clock.now())
    via = find(sending.channel) if sending is not None else None
    if sending is None or via is None:
        return
    try:
        taken = via.send(message_of(sending))
    except NotDelivered as trouble:
        _log(sending, str(trouble))
        delivery.note_trouble(sending=sending, reason=str(trouble), at=clock.now())
    except NeverDelivered as refusal:
        _log(sending, str(refusal))
        delivery.end(sending=sending, state=State.FAILED, reason=str(refusal), at=clock.now())
    else:
        delivery.note_taken(sending=sending, taken=taken, at=clock.now())


def _log(sending: Sending, reason: str) -> None:
    log.warning(
        "notice not delivered",
        sending=str(sending.pk),
        channel=sending.channel,
        attempts=sending.attempts,
        reason=reason,
    )


def message_of(sending: Sending) -> Message:
    notice = sending.notice
    return Message(
        id=sending.pk,
        kind=notice.template,
        language=notice.language,
        to=sending.address,
        subject=notice.subject,
        body=notice.body,
        short=notice.short,
        facts=notice.facts,
        stop_url=_stop_url(sending) if notice.in_inbox else "",
    )


def _stop_url(sending: Sending) -> str:
    ways = Way.objects.filter(account_id=sending.notice.account_id, channel=sending.channel)
    way_id = ways.values_list("pk", flat=True).first()
    return f"{settings.SITE_URL}/berhenti/{stop_mark(way_id)}/" if way_id else ""


def stop_mark(way_id: UUID) -> str:
    """What the address that ends further messages on one way is signed with."""
    return signer().sign(str(way_id))


def signer() -> Signer:
    return Signer(salt="lintas.notices.stop", sep=".")


@transaction.atomic
def ask_due(at: datetime) -> int:
    """Ask again for what is due and was not asked for lately."""
    forgotten = Q(asked_at=None) | Q(asked_at__lte=at - ASK_AGAIN_AFTER)
    due = Sending.objects.filter(forgotten, state=State.QUEUED, due_at__lte=at)
    ids = list(due.values_list("pk", flat=True)[:200])
    for sending_id in ids:
        deliver.enqueue(str(sending_id))
    Sending.objects.filter(pk__in=ids).update(asked_at=at)
    return len(ids)


def watch_receipts(at: datetime) -> None:
    """Where a channel should have told of the arrival long ago, take another way."""
    from lintas.notices import delivery_commands as delivery

    tellers = [one.name for one in CHANNELS if one.tells]
    silent = Sending.objects.filter(
        state=State.SENT, channel__in=tellers, sent_at__lte=at - PATIENCE_URGENT
    )
    for sending in silent.select_related("notice").order_by("sent_at")[:200]:
        if sending.sent_at and sending.sent_at <= at - patience(sending.notice.urgent):
            delivery.end(sending=sending, state=State.UNCONFIRMED, reason="no-word", at=at)
