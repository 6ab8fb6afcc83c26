"""Talking to the rail, in the background."""

from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django_tasks import task

from lintas.kernel import clock
from lintas.payments.models import Bill
from lintas.payments.ports import BillingRail, Charge, RailAway
from lintas.payments.rails.billing import HttpBillingRail
from lintas.payments.rules import GRACE, pause_after

log = structlog.get_logger(__name__)


def rail() -> BillingRail:
    """The rail of this installation; another one is one file in rails/ and this line."""
    return HttpBillingRail(settings.BILLING_RAIL_URL)


@task()
def register_bill(bill_id: str) -> None:
    register(UUID(bill_id), rail())


@task()
def ask_rail(bill_id: str) -> None:
    ask(UUID(bill_id), rail())


def register(bill_id: UUID, through: BillingRail) -> None:
    """Make the billing code payable; a rail that is away is asked again by `ask`."""
    bill = Bill.objects.filter(pk=bill_id, registered_at=None).first()
    if bill is None:
        return
    lines = tuple(bill.lines.values_list("title_id", "amount_rupiah"))
    charge = Charge(bill.billing_code, bill.total_rupiah, bill.hold_until, lines)
    try:
        through.register(charge)
    except RailAway as trouble:
        _later(bill, trouble)
        return
    Bill.objects.filter(pk=bill_id).update(registered_at=clock.now(), attempts=0)


def ask(bill_id: UUID, through: BillingRail) -> None:
    """Ask whether a bill was paid; past its hold it lapses, but only on the rail's own word."""
    from lintas.payments.commands import lapse_bill, settle

    register(bill_id, through)
    bill = Bill.objects.filter(pk=bill_id, status=Bill.Status.OPEN).first()
    if bill is None or bill.registered_at is None:
        return
    try:
        payment = through.payment_of(bill.billing_code)
    except RailAway as trouble:
        _later(bill, trouble)
        return
    at = clock.now()
    if payment is not None:
        settle(payment=payment, at=at)
    if at > bill.hold_until + GRACE:
        lapse_bill(bill_id=bill_id, at=at)  # moves an open bill only: a paid one stays paid


def _later(bill: Bill, trouble: RailAway) -> None:
    log.warning("rail away", bill=str(bill.pk), trouble=str(trouble))
    Bill.objects.filter(pk=bill.pk).update(
        attempts=F("attempts") + 1, ask_at=clock.now() + pause_after(bill.attempts)
    )
