"""Bills: made, asked about, lapsed. Paying is in settling.py; no cash function is anywhere."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.payments.chosen_rails import rail_names
from lintas.payments.entries import BillCancelled, BillDoubted, BillIssued, BillLapsed
from lintas.payments.errors import NotRenewable
from lintas.payments.models import Bill, Line, Registration, Serial
from lintas.payments.queries import BillLine, BillView, view_of
from lintas.payments.rules import (
    GRACE,
    LONGEST_PAUSE,
    POLL_EVERY,
    WAITING,
    Doubt,
    billing_code,
    renewable_until,
)
from lintas.payments.tasks import ask_rail, close_code, register_bill

BILLING = system("billing")


@transaction.atomic
def issue_bill(
    *,
    bill_id: UUID,
    case: UUID,
    office: str,
    lines: Sequence[BillLine],
    hold_until: datetime,
    actor: Actor,
    at: datetime,
    renews: UUID | None = None,
) -> BillView:
    """Make a bill with its billing code; the price is frozen now. The same id again is a no-op.

    Race: the serial of the day moves under its own row lock, so codes are never twice.
    """
    found = Bill.objects.filter(pk=bill_id).first()
    if found is not None:
        return view_of(found)
    today = catalogue.office(office).today(at)
    bill = Bill.objects.create(
        id=bill_id,
        case=case,
        office=office,
        billing_code=billing_code(today, _next_serial(today)),
        total_rupiah=sum(line.amount_rupiah for line in lines),
        issued_at=at,
        hold_until=hold_until,
        renews_id=renews,
        ask_at=at + POLL_EVERY,
    )
    Line.objects.bulk_create(
        Line(
            bill=bill,
            code=line.code,
            title_id=line.title_id,
            title_en=line.title_en,
            amount_rupiah=line.amount_rupiah,
            rule=line.rule,
        )
        for line in lines
    )
    Registration.objects.bulk_create(Registration(bill=bill, rail=name) for name in rail_names())
    register_bill.enqueue(str(bill_id))
    journal.record(
        BillIssued(
            billing_code=bill.billing_code, total_rupiah=bill.total_rupiah, hold_until=hold_until
        ),
        subject=bill_id,
        case=case,
        actor=actor,
        office=office,
        at=at,
    )
    return view_of(bill)


@transaction.atomic
def renew_bill(
    *, bill_id: UUID, renewal_id: UUID, hold_until: datetime, actor: Actor, at: datetime
) -> BillView:
    """The same lines at the same price with a new code, once, within a day of the hold's end.

    Raises: NotRenewable.  Rule: perpanjang-tahan-sekali.
    Race: the old bill's row is locked; a payment of its old code that comes first leaves nothing
    to renew, one that comes later pays it and closes the renewal (settling.py).
    """
    bill = Bill.objects.select_for_update().get(pk=bill_id)
    until = renewable_until(
        status=bill.status,
        hold_until=bill.hold_until,
        is_renewal=bill.renews_id is not None,
        was_renewed=Bill.objects.filter(renews=bill).exists(),
    )
    if until is None or at > until:
        raise NotRenewable
    return issue_bill(
        bill_id=renewal_id,
        case=bill.case,
        office=bill.office,
        lines=view_of(bill).lines,
        hold_until=hold_until,
        actor=actor,
        at=at,
        renews=bill_id,
    )


def _next_serial(day: date) -> int:
    Serial.objects.get_or_create(on=day)
    Serial.objects.filter(on=day).update(last=F("last") + 1)
    return Serial.objects.get(on=day).last


@transaction.atomic
def lapse_bill(*, bill_id: UUID, at: datetime, actor: Actor = BILLING) -> bool:
    """End a bill that nobody has paid within its hold; called after the rails were asked.

    Race: the update moves an unpaid bill only, so a payment that came first wins.
    """
    bill = Bill.objects.filter(pk=bill_id).first()
    if bill is None:
        return False
    due = Bill.objects.filter(pk=bill_id, status__in=WAITING, hold_until__lt=at - GRACE)
    lapsed = journal.change_and_record(
        due,
        {"status": Bill.Status.LAPSED},
        BillLapsed(billing_code=bill.billing_code),
        subject=bill_id,
        case=bill.case,
        actor=actor,
        office=bill.office,
        at=at,
    )
    if lapsed:
        Registration.objects.filter(bill=bill, closed_at=None).update(close_at=at)
    return lapsed


@transaction.atomic
def cancel_bill(*, case: UUID, actor: Actor, at: datetime) -> bool:
    """What the bill was for is wanted no longer: its code is closed at every rail at once.

    Race: the update moves an unpaid bill only, so a payment that came first stays one, and its
    fee can be claimed back; one that comes later is kept for whoever paid it (settling.py).
    """
    bill = Bill.objects.filter(case=case, status__in=WAITING).first()
    if bill is None:
        return False
    cancelled = journal.change_and_record(
        Bill.objects.filter(pk=bill.pk, status__in=WAITING),
        {"status": Bill.Status.CANCELLED},
        BillCancelled(billing_code=bill.billing_code),
        subject=bill.pk,
        case=case,
        actor=actor,
        office=bill.office,
        at=at,
    )
    if cancelled:
        for pk in Registration.objects.filter(bill=bill, closed_at=None).values_list(
            "pk", flat=True
        ):
            Registration.objects.filter(pk=pk).update(close_at=at + LONGEST_PAUSE)
            close_code.enqueue(pk)
    return cancelled


def doubt_bill(*, bill_id: UUID, why: Doubt, at: datetime) -> bool:
    """Nobody can say whether this bill was paid: it neither lapses nor waits for ever.

    Race: the update moves an open bill only, so a payment that came first wins.
    """
    bill = Bill.objects.get(pk=bill_id)
    return journal.change_and_record(
        Bill.objects.filter(pk=bill_id, status=Bill.Status.OPEN),
        {"status": Bill.Status.DOUBTFUL},
        BillDoubted(billing_code=bill.billing_code, why=why),
        subject=bill_id,
        case=bill.case,
        actor=BILLING,
        office=bill.office,
        at=at,
    )


@transaction.atomic
def poll_bills(at: datetime) -> int:
    """Line up questions to the rails about unpaid bills whose turn it is; asking is a task."""
    due = Bill.objects.filter(status__in=WAITING, ask_at__lte=at).order_by("ask_at")[:100]
    asked = 0
    for bill_id, status in list(due.values_list("pk", "status")):
        pause = POLL_EVERY if status == Bill.Status.OPEN else LONGEST_PAUSE
        if Bill.objects.filter(pk=bill_id, ask_at__lte=at).update(ask_at=at + pause) == 1:
            ask_rail.enqueue(str(bill_id))
            asked += 1
    return asked


@transaction.atomic
def close_codes(at: datetime) -> int:
    """Line up the closing of codes that nobody should pay any more; each again until it is."""
    due = Registration.objects.filter(closed_at=None, close_at__lte=at).order_by("close_at")
    asked = 0
    for pk in list(due.values_list("pk", flat=True)[:100]):
        rows = Registration.objects.filter(pk=pk, closed_at=None, close_at__lte=at)
        if rows.update(close_at=at + LONGEST_PAUSE) == 1:
            close_code.enqueue(pk)
            asked += 1
    return asked
