"""The front door of waivers."""

from lintas.waivers.commands import answer_waiver, propose_waiver
from lintas.waivers.queries import (
    PRIORITY,
    WaiverView,
    approved,
    ask_priorities,
    priority_of,
    waivers_of,
)

__all__ = [
    "PRIORITY",
    "WaiverView",
    "answer_waiver",
    "approved",
    "ask_priorities",
    "priority_of",
    "propose_waiver",
    "waivers_of",
]
