"""The inbox, the ways of a person, what was sent in a case, what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum, prefetch_related_objects
from django.db.models.functions import TruncMonth

from lintas.accounts.public import contact_of
from lintas.journal import public as journal
from lintas.notices.channels.register import CHANNELS, channel
from lintas.notices.models import Notice, QuietHours, Sending, Way
from lintas.notices.tasks import message_of
from lintas.notices.words import reason_words, state_words

SHOWN_IN_A_DEMO = timedelta(days=1)


@dataclass(frozen=True)
class NoticeView:
    id: UUID
    template: str
    subject: str
    body: str
    at: datetime
    read_at: datetime | None
    case: UUID | None


@dataclass(frozen=True)
class SentView:
    """One way a notice took; `at` is when it came to this state."""

    channel: object
    to: str
    state: str
    state_text: object
    at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None
    read_at: datetime | None
    reason: object
    attempts: int
    segments: int
    cost_rupiah: int


@dataclass(frozen=True)
class ToldView:
    """A notice of a case with the ways it took."""

    subject: str
    at: datetime
    read_at: datetime | None
    ways: Sequence[SentView]


@dataclass(frozen=True)
class DemoMessage:
    to: str
    channel: object
    subject: str
    body: str
    at: datetime
    state: object


@dataclass(frozen=True)
class WayView:
    channel: str
    title: object
    address: str
    own: bool
    verified: bool
    stopped: bool
    waiting: bool


@dataclass(frozen=True)
class MonthCost:
    month: date
    channel: object
    sent: int
    arrived: int
    failed: int
    segments: int
    cost_rupiah: int


def inbox_of(account_id: UUID, most: int = 30) -> list[NoticeView]:
    """Newest first. Cost: one index read."""
    rows = Notice.objects.filter(account_id=account_id, in_inbox=True).order_by("-made_at")[:most]
    return [
        NoticeView(
            id=row.id,
            template=row.template,
            subject=row.subject,
            body=row.body,
            at=row.made_at,
            read_at=row.read_at,
            case=row.case,
        )
        for row in rows
    ]


def unread_count(account_id: UUID) -> int:
    return Notice.objects.filter(account_id=account_id, in_inbox=True, read_at=None).count()


_TOLD = journal.Prepared(
    lambda case: Notice.objects.filter(case=case).order_by("made_at"), of_case=True
)


def told_in_case(case: UUID) -> list[ToldView]:
    """What was said in a case and whether it arrived, oldest first, addresses masked.

    For those who may see the case: they come here with it in hand. Cost: two queries.
    """
    rows = _TOLD.found(case)
    prefetch_related_objects(rows, "sendings")
    return [
        ToldView(
            subject=row.subject,
            at=row.made_at,
            read_at=row.read_at,
            ways=[_sent(s) for s in sorted(row.sendings.all(), key=lambda s: s.made_at)],
        )
        for row in rows
    ]


def _sent(sending: Sending) -> SentView:
    via = channel(sending.channel)
    moments = (
        sending.ended_at,
        sending.read_at,
        sending.delivered_at,
        sending.sent_at,
        sending.due_at,
    )
    return SentView(
        channel=via.title if via else sending.channel,
        to=via.masked(sending.address) if via else "",
        state=sending.state,
        state_text=state_words(sending.state),
        at=next(moment for moment in moments if moment is not None),
        sent_at=sending.sent_at,
        delivered_at=sending.delivered_at,
        read_at=sending.read_at,
        reason=reason_words(sending.reason),
        attempts=sending.attempts,
        segments=sending.segments,
        cost_rupiah=sending.cost_rupiah,
    )


def ways_of(account_id: UUID) -> list[WayView]:
    """In their order. Cost: two queries."""
    contact = contact_of(account_id)
    own = "email" if contact.email else "sms"
    found = []
    for row in Way.objects.filter(account_id=account_id).order_by("place"):
        via = channel(row.channel)
        if via is None or not via.ready():
            continue
        found.append(
            WayView(
                channel=row.channel,
                title=via.title,
                address=via.masked(row.address) if row.address else "",
                own=row.channel == own,
                verified=row.verified_at is not None,
                stopped=row.stopped_at is not None,
                waiting=row.verified_at is None and bool(row.address and row.proof),
            )
        )
    return found


def usual_way(account_id: UUID) -> object:
    """How a message would go out now, in words; "" where only the inbox holds it.

    Cost: two queries.
    """
    for way in ways_of(account_id):
        if way.verified and not way.stopped:
            return way.title
    contact = contact_of(account_id)
    own = channel("email" if contact.email else "sms") if contact.email or contact.phone else None
    known = Way.objects.filter(account_id=account_id).exists()
    return own.title if own is not None and own.ready() and not known else ""


def night_of(account_id: UUID) -> tuple[time | None, time | None] | None:
    """A person's own quiet hours; None where the office's hold."""
    row = QuietHours.objects.filter(pk=account_id).first()
    return (row.quiet_from, row.quiet_until) if row else None


def costs(zone: ZoneInfo, most: int = 40) -> list[MonthCost]:
    """What went out by month and channel, newest month first.

    Cost: one read of what was ever sent, by its index on the day.
    """
    arrived = Q(state__in=[Sending.State.DELIVERED, Sending.State.READ])
    rows: Any = (
        Sending.objects.exclude(sent_at=None)
        .annotate(month=TruncMonth("sent_at", tzinfo=zone))
        .values("month", "channel")
        .annotate(
            sent=Count("id"),
            arrived=Count("id", filter=arrived),
            failed=Count("id", filter=Q(state=Sending.State.FAILED)),
            pieces=Sum("segments"),
            cost=Sum("cost_rupiah"),
        )
        .order_by("-month", "channel")
    )
    titles = {one.name: one.title for one in CHANNELS}
    return [
        MonthCost(
            month=row["month"].date(),
            channel=titles.get(row["channel"], row["channel"]),
            sent=row["sent"],
            arrived=row["arrived"],
            failed=row["failed"],
            segments=row["pieces"],
            cost_rupiah=row["cost"],
        )
        for row in rows[:most]
    ]


def demo_messages(at: datetime, most: int = 40) -> list[DemoMessage]:
    """What a demonstration has sent in the last day as it arrives, newest first."""
    rows = Sending.objects.filter(made_at__gte=at - SHOWN_IN_A_DEMO).select_related("notice")
    return [_demo_message(row) for row in rows.order_by("-made_at")[:most]]


def _demo_message(row: Sending) -> DemoMessage:
    via = channel(row.channel)
    return DemoMessage(
        to=_shown_address(row),
        channel=via.title if via else row.channel,
        subject=row.notice.subject,
        body=via.text_of(message_of(row)) if via else row.notice.body,
        at=row.made_at,
        state=state_words(row.state),
    )


def _shown_address(row: Sending) -> str:
    via = channel(row.channel)
    return (
        row.address
        if row.channel in {"sms", "email", "whatsapp"} or via is None
        else (via.masked(row.address))
    )
