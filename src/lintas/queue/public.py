"""The front door of the queue."""

from lintas.queue.commands import (
    arrive,
    call_next,
    cancel_ticket,
    finish,
    issue_ticket,
    no_show,
    recall,
    start,
    walk_in,
)
from lintas.queue.display import fingerprint, state_of
from lintas.queue.errors import CounterBusy, NoSuchTicket, NotToday, TicketNotOpen
from lintas.queue.overtaking import Overtaking
from lintas.queue.overtaking_queries import overtaking_today
from lintas.queue.pace import Law, Pace
from lintas.queue.pace_queries import pace_of, usual_letter, usual_minutes
from lintas.queue.priority_commands import move_ahead
from lintas.queue.queries import (
    Called,
    DisplayState,
    TicketView,
    at_counter,
    display_state,
    expected_list,
    find_today,
    ticket,
    ticket_of,
    waiting_list,
)
from lintas.queue.rules import Waiting, order_key
from lintas.queue.wait_commands import learn_pace, note_call
from lintas.queue.wait_queries import (
    NowServing,
    Place,
    StatedKept,
    now_serving,
    place_of,
    stated_kept,
)

__all__ = [
    "Called",
    "CounterBusy",
    "DisplayState",
    "Law",
    "NoSuchTicket",
    "NotToday",
    "NowServing",
    "Overtaking",
    "Pace",
    "Place",
    "StatedKept",
    "TicketNotOpen",
    "TicketView",
    "Waiting",
    "arrive",
    "at_counter",
    "call_next",
    "cancel_ticket",
    "display_state",
    "expected_list",
    "find_today",
    "fingerprint",
    "finish",
    "issue_ticket",
    "learn_pace",
    "move_ahead",
    "no_show",
    "note_call",
    "now_serving",
    "order_key",
    "overtaking_today",
    "pace_of",
    "place_of",
    "recall",
    "start",
    "state_of",
    "stated_kept",
    "ticket",
    "ticket_of",
    "usual_letter",
    "usual_minutes",
    "waiting_list",
    "walk_in",
]
