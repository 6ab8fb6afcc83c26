"""The front door of notices."""

from lintas.notices.commands import mark_read, notify, send_requested_code
from lintas.notices.previews import KindView, Preview, message_kinds, previews_of
from lintas.notices.queries import (
    MonthCost,
    NoticeView,
    ToldView,
    costs,
    inbox_of,
    told_in_case,
    unread_count,
)
from lintas.notices.rules import Quiet
from lintas.notices.tasks import ask_due, watch_receipts

__all__ = [
    "KindView",
    "MonthCost",
    "NoticeView",
    "Preview",
    "Quiet",
    "ToldView",
    "ask_due",
    "costs",
    "inbox_of",
    "mark_read",
    "message_kinds",
    "notify",
    "previews_of",
    "send_requested_code",
    "told_in_case",
    "unread_count",
    "watch_receipts",
]
