"""The front door of promises."""

from lintas.promises.alarm_commands import watch_promises
from lintas.promises.commands import begin, declare_delay, drop, end, extend, pause, resume
from lintas.promises.queries import (
    DelayView,
    Figures,
    PauseView,
    PromiseView,
    day_if_resumed,
    endangered,
    figures,
    paused_now,
    promise_of,
)

__all__ = [
    "DelayView",
    "Figures",
    "PauseView",
    "PromiseView",
    "begin",
    "day_if_resumed",
    "declare_delay",
    "drop",
    "end",
    "endangered",
    "extend",
    "figures",
    "pause",
    "paused_now",
    "promise_of",
    "resume",
    "watch_promises",
]
