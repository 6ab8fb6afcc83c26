"""What must always hold of applications, whatever was killed in between."""

from collections.abc import Iterator

from lintas.applications.models import Application, Decision
from lintas.applications.rules import STEPS, Action, Status
from lintas.appointments import public as appointments
from lintas.journal import public as journal
from lintas.payments import public as payments
from lintas.promises import public as promises
from lintas.queue import public as queue

ENTRY_OF: dict[Action, str] = {
    Action.SUBMIT: "application:submitted",
    Action.ASK_PAYMENT: "application:payment-asked",
    Action.NOTHING_DUE: "application:nothing-due",
    Action.ACCEPT_PAYMENT: "application:payment-accepted",
    Action.LAPSE: "application:lapsed",
    Action.RENEW_HOLD: "application:hold-renewed",
    Action.BOOK_VISIT: "application:visit-booked",
    Action.ARRIVE: "application:arrived",
    Action.MISS_VISIT: "application:visit-missed",
    Action.CONTINUE_VISIT: "application:visit-continued-later",
    Action.START_INTERVIEW: "application:interview-started",
    Action.FINISH_INTERVIEW: "application:interview-finished",
    Action.TAKE_IN: "application:taken-in",
    Action.FINISH_REVIEW: "application:reviewed",
    Action.RETURN: "application:returned",
    Action.RESUBMIT: "application:resubmitted",
    Action.APPROVE: "application:approved",
    Action.REFUSE: "application:refused",
    Action.REOPEN: "application:reopened",
    Action.START_PRODUCTION: "application:production-started",
    Action.FAIL_PRODUCTION: "application:production-failed",
    Action.MARK_READY: "application:made-ready",
    Action.HAND_OVER: "application:collected",
    Action.HAND_TO_POST: "application:posted",
    Action.TAKE_BACK_POST: "application:post-returned",
    Action.RECEIVE_POST: "application:post-received",
    Action.SEND_OUT: "application:sent-out",
    Action.CANCEL_UNCOLLECTED: "application:uncollected",
    Action.WITHDRAW: "application:withdrawn",
    Action.EXPIRE_DRAFT: "application:draft-expired",
}
ACTION_OF = {kind: action for action, kind in ENTRY_OF.items()}
DECIDED = {
    Status.APPROVED,
    Status.REFUSED,
    Status.IN_PRODUCTION,
    Status.READY,
    Status.IN_POST,
    Status.COLLECTED,
    Status.UNCOLLECTED,
}


def check_applications() -> Iterator[str]:
    """Gives a sentence for each application whose status, entries and belongings disagree."""
    for application in Application.objects.all():
        yield from _entries_lead_to_the_status(application)
        yield from _belongings(application)
        yield from _parties(application)


def _entries_lead_to_the_status(application: Application) -> Iterator[str]:
    """The steps in the journal, walked from the draft, end at the row's status."""
    status = Status.DRAFT
    entries = journal.entries_about(application.pk)
    for entry in entries:
        action = ACTION_OF.get(entry.kind)
        if action is None:
            continue
        if status not in STEPS[action].sources:
            yield f"{application.number}: {action} was taken from {status}."
        status = STEPS[action].target
    if status != application.status:
        yield f"{application.number} is {application.status}; its entries lead to {status}."


def _belongings(application: Application) -> Iterator[str]:
    number, status = application.number, application.status
    bill = payments.bill_of(application.pk)
    if status == Status.AWAITING_PAYMENT and bill is None:
        yield f"{number} awaits a payment and has no bill."
    booking, ticket = appointments.booking_of(application.pk), queue.ticket_of(application.pk)
    if status == Status.VISIT_BOOKED and (
        booking is None or booking.status != "live" or ticket is None or ticket.status != "issued"
    ):
        yield f"{number} has a visit without a live booking and a number."
    promise = promises.promise_of(application.pk)
    if promise is not None and promise.running and promise.expected_on != application.due_on:
        yield f"{number} says {application.due_on}; its promise says {promise.expected_on}."
    decided = Decision.objects.filter(application=application, set_aside_at=None).exists()
    if decided != (status in DECIDED):
        yield f"{number} is {status}; decision: {decided}."


def _parties(application: Application) -> Iterator[str]:
    """Nobody stands beside themselves, and who sent for another had been told to."""
    beside = application.parties.filter(ended_at=None)
    if application.account_id and beside.filter(account=application.account_id).exists():
        yield f"{application.number}: its applicant stands beside themselves."
    entries = journal.entries_about(application.pk)
    sent = next((e for e in entries if e.kind == "application:submitted"), None)
    if sent is None or not application.parties.filter(account=sent.actor_id).exists():
        return
    confirmed = [e for e in entries if e.kind == "application:confirmed" and e.at <= sent.at]
    if not confirmed:
        yield f"{application.number} was sent by another without the applicant's word."
