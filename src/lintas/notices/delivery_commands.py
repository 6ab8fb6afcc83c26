"""A notice on its way: which way it takes, what became of it, and the next way when it failed."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lintas.accounts.public import contact_of
from lintas.journal import public as journal
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.notices.channels.register import channel, ready_channels
from lintas.notices.entries import NoticeGivenUp, NoticeMovedOn
from lintas.notices.models import Notice, Sending, Way
from lintas.notices.options import price_rupiah
from lintas.notices.ports import Heard, Join, Status, Taken
from lintas.notices.rules import (
    CLAIM_HOLDS,
    COMES_AFTER,
    MOST_ATTEMPTS,
    Quiet,
    awake_at,
    most_attempts,
    pause_after,
)
from lintas.notices.tasks import deliver

State = Sending.State
WE = system("notices")


def own_channel(account_id: UUID) -> str:
    """The channel of the address somebody signs in with."""
    return "email" if contact_of(account_id).email else "sms"


def ways_for(notice: Notice) -> list[Way]:
    """In the order they are tried: the person's own, or for a code first where it was asked for.

    What was asked for at this moment goes also where other messages were stopped.
    """
    ready = {one.name for one in ready_channels()}
    rows = Way.objects.filter(account_id=notice.account_id, channel__in=ready)
    found = rows.exclude(verified_at=None).order_by("place")
    if notice.in_inbox:
        return list(found.filter(stopped_at=None))
    own = own_channel(notice.account_id)
    return sorted(found, key=lambda way: (way.channel != own, way.place))


def quiet_of(notice: Notice) -> Quiet | None:
    if notice.urgent or notice.quiet_from is None or notice.quiet_until is None:
        return None
    return Quiet(notice.quiet_from, notice.quiet_until, notice.time_zone)


def start(notice: Notice, way: Way, at: datetime) -> None:
    """Queue a notice on one way. Race: a constraint lets it go once by each channel."""
    due_at = awake_at(at, quiet_of(notice))
    sending, new = Sending.objects.get_or_create(
        notice=notice,
        channel=way.channel,
        defaults={
            "id": new_id(),
            "address": way.address,
            "made_at": at,
            "due_at": due_at,
            "asked_at": at if due_at <= at else None,
        },
    )
    if new and due_at <= at:
        deliver.enqueue(str(sending.pk))


def claim(*, sending_id: UUID, at: datetime) -> Sending | None:
    """Take one sending for this worker alone; None when it is not due or another has it.

    Race: one guarded update; a worker that died holds its claim for a minute and a half.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lte=at - CLAIM_HOLDS)
    rows = Sending.objects.filter(free, pk=sending_id, state=State.QUEUED, due_at__lte=at)
    if rows.update(claimed_at=at, attempts=F("attempts") + 1) != 1:
        return None
    return Sending.objects.select_related("notice").get(pk=sending_id)


def note_taken(*, sending: Sending, taken: Taken, at: datetime) -> None:
    """The other side has it; news of its arrival may have come before this."""
    rows = Sending.objects.filter(pk=sending.pk)
    rows.update(
        sent_at=at,
        ref=taken.ref[:200],
        segments=taken.segments,
        cost_rupiah=taken.segments * price_rupiah(sending.channel),
        asked_at=None,
    )
    rows.filter(state__in=COMES_AFTER[State.SENT]).update(state=State.SENT, reason="")


@transaction.atomic
def note_trouble(*, sending: Sending, reason: str, at: datetime) -> None:
    """Nobody took it now: again later, or another way, or nothing more after two days."""
    another = next_way(sending.notice) is not None
    if sending.attempts >= min(most_attempts(another), MOST_ATTEMPTS):
        end(sending=sending, state=State.GIVEN_UP, reason=reason, at=at)
        return
    again_at = at + pause_after(sending.attempts - 1)
    Sending.objects.filter(pk=sending.pk, state=State.QUEUED).update(
        due_at=awake_at(again_at, quiet_of(sending.notice)),
        asked_at=None,
        claimed_at=None,
        reason=reason[:60],
    )


@transaction.atomic
def end(*, sending: Sending, state: str, reason: str, at: datetime) -> None:
    """This way has failed or stays silent; the next one is taken.

    Race: guarded by the states it may come from, so news told twice moves on once.
    """
    rows = Sending.objects.filter(pk=sending.pk, state__in=COMES_AFTER[state])
    if rows.update(state=state, reason=reason[:60], ended_at=at, claimed_at=None) != 1:
        return
    if state == State.FAILED:
        _forget_gone(sending)
    move_on(sending=sending, reason=reason, at=at)


def _forget_gone(sending: Sending) -> None:
    """A device or a chat that is gone must be joined anew; a telephone may be on again tomorrow."""
    via = channel(sending.channel)
    if via is not None and via.join != Join.CODE:
        here = Way.objects.filter(account_id=sending.notice.account_id, channel=sending.channel)
        here.filter(address=sending.address).update(verified_at=None)


def next_way(notice: Notice) -> Way | None:
    tried = set(notice.sendings.values_list("channel", flat=True))
    if notice.template == "confirm":
        return None
    return next((way for way in ways_for(notice) if way.channel not in tried), None)


def move_on(*, sending: Sending, reason: str, at: datetime) -> None:
    """Take the next way; when there is none and nothing is under way, say so in the journal."""
    notice = sending.notice
    way = next_way(notice)
    data: NoticeMovedOn | NoticeGivenUp
    if way is not None:
        start(notice, way, at)
        data = NoticeMovedOn(channel=sending.channel, to=way.channel, reason=reason)
    elif sending.state == State.UNCONFIRMED or _is_under_way(notice):
        return
    else:
        data = NoticeGivenUp(channel=sending.channel, reason=reason)
    journal.record(data, subject=notice.pk, case=notice.case, actor=WE, office=notice.office, at=at)


def _is_under_way(notice: Notice) -> bool:
    lost = (State.FAILED, State.GIVEN_UP)
    return notice.sendings.exclude(state__in=lost).exists()


def note_status(*, channel_name: str, status: Status, at: datetime) -> None:
    """What a channel tells later; told twice or out of order it changes nothing."""
    rows = Sending.objects.filter(pk=status.message, channel=channel_name)
    if status.state == Heard.FAILED:
        sending = rows.select_related("notice").first()
        if sending is not None:
            end(sending=sending, state=State.FAILED, reason=status.reason, at=at)
        return
    arrived = {"delivered_at": Coalesce("delivered_at", at), "reason": "", "ended_at": None}
    read = {"read_at": at} if status.state == Heard.READ else {}
    rows.filter(state__in=COMES_AFTER[status.state]).update(state=status.state, **arrived, **read)


def call_off(*, case: UUID, templates: Collection[str], at: datetime) -> int:
    """What waits for the morning, or for another try, and is true no more: it is not sent.

    Gives how many.  Race: what a worker has claimed already is on its way.
    """
    rows = Sending.objects.filter(
        notice__case=case, notice__template__in=templates, state=State.QUEUED
    )
    return rows.update(state=State.GIVEN_UP, reason="called-off", ended_at=at)
