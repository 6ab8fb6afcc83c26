"""The front door of notices."""

from lintas.notices.commands import mark_read, notify, send_requested_code
from lintas.notices.queries import NoticeView, inbox_of, unread_count
from lintas.notices.tasks import ask_due

__all__ = [
    "NoticeView",
    "ask_due",
    "inbox_of",
    "mark_read",
    "notify",
    "send_requested_code",
    "unread_count",
]
