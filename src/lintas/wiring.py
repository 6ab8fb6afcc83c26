"""What happens when something has happened, and what is done from time to time. Nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lintas.accounts import public as accounts
from lintas.appeals import public as appeals
from lintas.applications import public as applications
from lintas.appointments import public as appointments
from lintas.attachments import public as attachments
from lintas.casework import public as casework
from lintas.casework.public import Exclusion
from lintas.journal import public as journal
from lintas.journal.public import On
from lintas.notices import public as notices
from lintas.payments import public as payments
from lintas.production import public as production
from lintas.promises import public as promises
from lintas.queue import public as queue
from lintas.refunds import public as refunds
from lintas.table_statistics import refresh_statistics


@dataclass(frozen=True)
class Periodic:
    """`run(at)` every so often, in one worker or in several: each is a guarded command."""

    every: timedelta
    run: Callable[[datetime], object]


REACTIONS: tuple[On, ...] = (
    On("code:requested", "send-code", notices.send_requested_code),
    On("bill:paid", "accept-payment", applications.accept_payment),
    On("attachment:stored", "note-paper", applications.note_paper),
    On("attachment:stored", "send-as-wished", applications.send_as_wished),
    On("attachment:refused", "stop-sending", applications.stop_sending),
    On("bill:lapsed", "lapse-application", applications.lapse),
    On("ticket:called", "note-call", queue.note_call),
    On("ticket:called-out-of-order", "note-call", queue.note_call),
    On("ticket:call-undone", "note-call-undone", queue.note_call_undone),
    On("draw:won", "book-drawn-place", applications.book_drawn),
    On("waiver:approved", "renew-draw-entry", applications.renew_draw_entry),
    On("application:visit-booked", "stop-waiting", appointments.stop_waiting),
    On("application:withdrawn", "stop-waiting", appointments.stop_waiting),
    On("application:interview-finished", "assign-case", casework.assign),
    On("application:resubmitted", "assign-case", casework.assign),
    *(On(kind, "tell-applicant", applications.tell_applicant) for kind in applications.NOTICES),
    On("application:arrived", "tell-wait", applications.tell_wait),
    On("booking:reminder-due", "remind", applications.remind),
    *(
        On(kind, "call-off-reminders", applications.call_off_reminders)
        for kind in applications.CALLED_OFF
    ),
    On("application:visit-missed", "tell-missed", applications.tell_missed),
    On("application:visit-cancelled", "tell-cancelled", applications.tell_cancelled),
    On("word:heard", "say-late", applications.say_late_by_word),
    On("application:confirmation-asked", "send-confirmation", applications.send_confirmation),
    On("application:guarantor-invited", "send-invitation", applications.send_invitation),
    On("application:applicant-invited", "send-invitation", applications.send_invitation),
    *(On(kind, "tell-beside", applications.tell_beside) for kind in applications.TO_BESIDE),
    *(On(kind, "tell-of-promise", applications.tell_of_promise) for kind in applications.TO_PEOPLE),
    *(On(kind, "tell-of-day", applications.tell_of_day) for kind in applications.OF_DAYS),
    *(On(kind, "tell-of-draw", applications.tell_of_draw) for kind in applications.OF_DRAWS),
    *(
        On(kind, "tell-of-village", applications.tell_of_village)
        for kind in applications.OF_VILLAGES
    ),
    *(On(kind, "tell-of-appeal", appeals.tell_of_appeal) for kind in appeals.TO_PERSON),
    *(On(kind, "tell-of-refund", refunds.tell_of_refund) for kind in refunds.TO_PERSON),
    *(On(kind, "nag-staff", casework.warn_of_promise) for kind in applications.TO_STAFF),
    *(On(kind, "tell-head-of-glass", casework.tell_head_of_glass) for kind in casework.TO_HEAD),
)

EXCLUSIONS: tuple[Exclusion, ...] = (
    casework.kin,
    casework.conflict,
    casework.handled_before,
)
"""Who is passed over when cases are given to people."""

PERIODIC: tuple[Periodic, ...] = (
    Periodic(timedelta(seconds=1), journal.ask_due),
    Periodic(timedelta(seconds=5), notices.ask_due),
    Periodic(timedelta(seconds=20), notices.watch_receipts),
    Periodic(timedelta(seconds=2), payments.poll_bills),
    Periodic(timedelta(seconds=5), payments.close_codes),
    Periodic(timedelta(minutes=10), payments.reconcile_days),
    Periodic(timedelta(seconds=5), production.watch_batches),
    Periodic(timedelta(seconds=2), queue.watch_printouts),
    Periodic(timedelta(minutes=10), appointments.prepare_slots),
    Periodic(timedelta(minutes=1), appointments.settle_calendar),
    Periodic(timedelta(seconds=30), appointments.flow_places),
    Periodic(timedelta(seconds=30), appointments.note_due_reminders),
    Periodic(timedelta(hours=6), appointments.villages.forget_asks),
    Periodic(timedelta(hours=1), applications.forget_keys),
    Periodic(timedelta(hours=1), notices.forget_words),
    Periodic(timedelta(minutes=10), queue.learn_pace),
    Periodic(timedelta(seconds=30), appointments.announce_draws),
    Periodic(timedelta(seconds=5), appointments.settle_draws),
    Periodic(timedelta(seconds=5), appointments.offer_places),
    Periodic(timedelta(seconds=1), appointments.watch_lobbies),
    Periodic(timedelta(seconds=20), appointments.free_returned),
    Periodic(timedelta(seconds=2), applications.carry_people),
    Periodic(timedelta(minutes=1), casework.share_out),
    Periodic(timedelta(minutes=10), casework.watch_glasses),
    Periodic(timedelta(hours=1), applications.watch_collection),
    Periodic(timedelta(hours=1), applications.watch_drafts),
    Periodic(timedelta(hours=6), refunds.forget_accounts),
    Periodic(timedelta(minutes=10), promises.watch_promises),
    Periodic(timedelta(hours=1), accounts.forget_tries),
    Periodic(timedelta(hours=1), accounts.forget_codes),
    Periodic(timedelta(hours=1), accounts.forget_sessions),
    Periodic(timedelta(seconds=5), attachments.ask_waiting),
    Periodic(timedelta(hours=6), attachments.ask_sweep),
    Periodic(timedelta(hours=6), refresh_statistics),
)
