"""The front door of the queue."""

from lintas.queue.check_in_queries import QR_PREFIX, shown_ticket
from lintas.queue.commands import arrive, cancel_ticket, issue_ticket, walk_in
from lintas.queue.counter_commands import (
    call_next,
    call_out_of_order,
    finish,
    no_show,
    park,
    recall,
    resume,
    start,
    undo_call,
)
from lintas.queue.display import day_words, fingerprint, state_of
from lintas.queue.errors import (
    AlreadyHere,
    CounterBusy,
    CounterPaused,
    LateAlready,
    MessageTooLong,
    MessageWrong,
    NoSuchCounter,
    NoSuchTicket,
    NotToday,
    OtherOffice,
    ReasonUnknown,
    TicketNotOpen,
    TicketVoid,
    TooLateToSay,
    TooLateToUndo,
    WalkInsClosed,
    WalkInsGone,
)
from lintas.queue.family_commands import family_of, first_of_family
from lintas.queue.issuing_commands import NumberWanted, issue_tickets
from lintas.queue.kiosk_commands import close_kiosk, open_kiosk
from lintas.queue.kiosk_queries import KioskView, kiosk, open_kiosks
from lintas.queue.late_commands import may_say_late, say_late
from lintas.queue.message_commands import LONGEST_MESSAGE, show_message, take_down_message
from lintas.queue.message_queries import MessageView, wall_messages
from lintas.queue.order_queries import DayOrder, late_words, order_of_day
from lintas.queue.overtaking import Overtaking
from lintas.queue.overtaking_queries import overtaking_today
from lintas.queue.pace import Law, Pace
from lintas.queue.pace_queries import pace_of, usual_letter, usual_minutes
from lintas.queue.pause_commands import pause_counter, resume_counter
from lintas.queue.pause_queries import PauseView, pause_of, paused_counters, pauses
from lintas.queue.printing_commands import ask_print, watch_printouts
from lintas.queue.printing_queries import troubled_printers
from lintas.queue.priority_commands import move_ahead
from lintas.queue.queries import (
    Called,
    DisplayState,
    TicketView,
    at_counter,
    day_list,
    display_state,
    expected_list,
    first_numbers,
    parked_at,
    ticket,
    ticket_of,
    tickets_of,
    waiting_list,
)
from lintas.queue.rules import Waiting, order_key, priority_in_a_row
from lintas.queue.sending_commands import send_on
from lintas.queue.voice import available as voice_available
from lintas.queue.wait_commands import learn_pace, note_call, note_call_undone
from lintas.queue.wait_queries import (
    NowServing,
    Place,
    StatedKept,
    now_serving,
    place_of,
    stated_kept,
    stated_of,
)
from lintas.queue.walk_in_commands import gives_walk_ins, walk_in_by_share
from lintas.queue.walk_in_queries import WalkInPlaces, walk_in_places

__all__ = [
    "LONGEST_MESSAGE",
    "QR_PREFIX",
    "AlreadyHere",
    "Called",
    "CounterBusy",
    "CounterPaused",
    "DayOrder",
    "DisplayState",
    "KioskView",
    "LateAlready",
    "Law",
    "MessageTooLong",
    "MessageView",
    "MessageWrong",
    "NoSuchCounter",
    "NoSuchTicket",
    "NotToday",
    "NowServing",
    "NumberWanted",
    "OtherOffice",
    "Overtaking",
    "Pace",
    "PauseView",
    "Place",
    "ReasonUnknown",
    "StatedKept",
    "TicketNotOpen",
    "TicketView",
    "TicketVoid",
    "TooLateToSay",
    "TooLateToUndo",
    "Waiting",
    "WalkInPlaces",
    "WalkInsClosed",
    "WalkInsGone",
    "arrive",
    "ask_print",
    "at_counter",
    "call_next",
    "call_out_of_order",
    "cancel_ticket",
    "close_kiosk",
    "day_list",
    "day_words",
    "display_state",
    "expected_list",
    "family_of",
    "fingerprint",
    "finish",
    "first_numbers",
    "first_of_family",
    "gives_walk_ins",
    "issue_ticket",
    "issue_tickets",
    "kiosk",
    "late_words",
    "learn_pace",
    "may_say_late",
    "move_ahead",
    "no_show",
    "note_call",
    "note_call_undone",
    "now_serving",
    "open_kiosk",
    "open_kiosks",
    "order_key",
    "order_of_day",
    "overtaking_today",
    "pace_of",
    "park",
    "parked_at",
    "pause_counter",
    "pause_of",
    "paused_counters",
    "pauses",
    "place_of",
    "priority_in_a_row",
    "recall",
    "resume",
    "resume_counter",
    "say_late",
    "send_on",
    "show_message",
    "shown_ticket",
    "start",
    "state_of",
    "stated_kept",
    "stated_of",
    "take_down_message",
    "ticket",
    "ticket_of",
    "tickets_of",
    "troubled_printers",
    "undo_call",
    "usual_letter",
    "usual_minutes",
    "voice_available",
    "waiting_list",
    "walk_in",
    "walk_in_by_share",
    "walk_in_places",
    "wall_messages",
    "watch_printouts",
]
