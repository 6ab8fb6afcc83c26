from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lintas.notices.models import Notice

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
class DemoMessage:
    to: str
    channel: str
    subject: str
    body: str
    at: datetime
    state: str


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


def demo_messages(at: datetime, most: int = 40) -> list[DemoMessage]:
    """What a demonstration has sent in the last day, newest first."""
    rows = Notice.objects.filter(made_at__gte=at - SHOWN_IN_A_DEMO).select_related("account")
    return [
        DemoMessage(
            to=row.account.email or row.account.phone or "",
            channel=row.channel,
            subject=row.subject,
            body=row.body,
            at=row.made_at,
            state=row.state,
        )
        for row in rows.order_by("-made_at")[:most]
    ]
