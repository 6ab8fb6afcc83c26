"""The front door of casework."""

from lintas.casework.commands import (
    assign,
    declare_conflict,
    draw,
    hand_over_to,
    share_out,
    take_over,
)
from lintas.casework.exclusions import (
    Exclusion,
    conflict,
    declare_exclusions,
    handled_before,
    kin,
)
from lintas.casework.glass_commands import break_glass, mark_sensitive, review_glass
from lintas.casework.glass_reminders import TO_HEAD, tell_head_of_glass, watch_glasses
from lintas.casework.note_commands import add_note, note_opening
from lintas.casework.promise_warnings import warn_of_promise
from lintas.casework.queries import (
    able,
    closed_to,
    glasses_to_review,
    is_sensitive,
    my_work,
    notes_of,
    open_glass,
    saved_filters,
    seats_for,
    services_of,
)
from lintas.casework.rules import Ground, Seat
from lintas.casework.staff_commands import (
    declare_kin,
    drop_filter,
    keep_filter,
    note_absence,
    set_services,
)

__all__ = [
    "TO_HEAD",
    "Exclusion",
    "Ground",
    "Seat",
    "able",
    "add_note",
    "assign",
    "break_glass",
    "closed_to",
    "conflict",
    "declare_conflict",
    "declare_exclusions",
    "declare_kin",
    "draw",
    "drop_filter",
    "glasses_to_review",
    "hand_over_to",
    "handled_before",
    "is_sensitive",
    "keep_filter",
    "kin",
    "mark_sensitive",
    "my_work",
    "note_absence",
    "note_opening",
    "notes_of",
    "open_glass",
    "review_glass",
    "saved_filters",
    "seats_for",
    "services_of",
    "set_services",
    "share_out",
    "take_over",
    "tell_head_of_glass",
    "warn_of_promise",
    "watch_glasses",
]
