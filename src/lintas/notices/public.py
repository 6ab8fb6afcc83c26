"""The front door of notices."""

from lintas.notices.commands import mark_read, notify, send_requested_code
from lintas.notices.delivery_commands import call_off
from lintas.notices.heard_commands import forget_words, take_word
from lintas.notices.previews import KindView, Preview, message_kinds, previews_of
from lintas.notices.queries import (
    MonthCost,
    NoticeView,
    ToldView,
    costs,
    inbox_of,
    told_in_case,
    unread_count,
    usual_way,
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
    "call_off",
    "costs",
    "forget_words",
    "inbox_of",
    "mark_read",
    "message_kinds",
    "notify",
    "previews_of",
    "send_requested_code",
    "take_word",
    "told_in_case",
    "unread_count",
    "usual_way",
    "watch_receipts",
]
