"""The front door of appointments."""

from lintas.appointments.commands import (
    book_slot,
    cancel_booking,
    mark_kept,
    mark_missed,
    move_booking,
    prepare_slots,
)
from lintas.appointments.errors import (
    AlreadyBooked,
    BookingOver,
    ChangedOnce,
    SlotFull,
    SlotGone,
    TooLateToChange,
)
from lintas.appointments.queries import (
    BookingView,
    DayView,
    SlotView,
    booking_of,
    days_with_room,
    open_slots,
)

__all__ = [
    "AlreadyBooked",
    "BookingOver",
    "BookingView",
    "ChangedOnce",
    "DayView",
    "SlotFull",
    "SlotGone",
    "SlotView",
    "TooLateToChange",
    "book_slot",
    "booking_of",
    "cancel_booking",
    "days_with_room",
    "mark_kept",
    "mark_missed",
    "move_booking",
    "open_slots",
    "prepare_slots",
]
