"""The front door of the journal."""

from lintas.journal.ahead import asked_ahead
from lintas.journal.commands import beat, change_and_record, record
from lintas.journal.kinds import KindUnknown, kind, known_kinds
from lintas.journal.manners import let_others_first
from lintas.journal.many import Line, add_or_change, add_rows, record_all, recorded_together
from lintas.journal.prepared import Prepared, look_up_by_index
from lintas.journal.queries import (
    EntryView,
    FailingReaction,
    counts_of,
    entries_about,
    entries_about_any,
    entries_after,
    entries_of_case,
    entries_of_kind,
    failing_reactions,
    waiting_counts,
    worker_seen_at,
)
from lintas.journal.reactions import On, ask_due, declare, retry_now
from lintas.journal.sending import Asked, without_waiting
from lintas.journal.sequencer import order_entries

__all__ = [
    "Asked",
    "EntryView",
    "FailingReaction",
    "KindUnknown",
    "Line",
    "On",
    "Prepared",
    "add_or_change",
    "add_rows",
    "ask_due",
    "asked_ahead",
    "beat",
    "change_and_record",
    "counts_of",
    "declare",
    "entries_about",
    "entries_about_any",
    "entries_after",
    "entries_of_case",
    "entries_of_kind",
    "failing_reactions",
    "kind",
    "known_kinds",
    "let_others_first",
    "look_up_by_index",
    "order_entries",
    "record",
    "record_all",
    "recorded_together",
    "retry_now",
    "waiting_counts",
    "without_waiting",
    "worker_seen_at",
]
