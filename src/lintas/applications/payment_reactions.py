"""What the news of a bill does to its application."""

from lintas.applications.entries import Lapsed, PaymentAccepted
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.promises import begin_promise
from lintas.applications.review_commands import take_in
from lintas.applications.rules import STEPS, Action
from lintas.journal.public import EntryView
from lintas.kernel.actor import system
from lintas.promises import public as promises

BILLING = system("billing")


def accept_payment(entry: EntryView) -> None:
    """Reaction to `bill:paid`: the visit can be chosen; a withdrawn request stays withdrawn."""
    application = _of(entry)
    if application is None or application.status not in STEPS[Action.ACCEPT_PAYMENT].sources:
        return
    due_on = begin_promise(application, "payment", BILLING, entry.at)
    data = PaymentAccepted(bill=entry.subject, due_on=due_on)
    move(application, Action.ACCEPT_PAYMENT, data, actor=BILLING, at=entry.at, due_on=due_on)
    take_in(application=application, at=entry.at)


def lapse(entry: EntryView) -> None:
    """Reaction to `bill:lapsed`: nothing was paid in time. A payment that came first wins."""
    application = _of(entry)
    if application is None:
        return
    try:
        move(application, Action.LAPSE, Lapsed(bill=entry.subject), actor=BILLING, at=entry.at)
    except ActionNotOpen:
        return
    promises.drop(subject=application.pk, actor=BILLING, at=entry.at)


def _of(entry: EntryView) -> Application | None:
    return Application.objects.filter(pk__in=[entry.case]).first()
