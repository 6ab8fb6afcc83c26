"""Bills: made, paid, lapsed. There is no cash function anywhere."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id
from lintas.payments.entries import BillIssued, BillLapsed, BillPaid, PaymentDisputed
from lintas.payments.models import Bill, DisputedPayment, Line, Serial
from lintas.payments.ports import Payment
from lintas.payments.queries import BillLine, BillView, view_of
from lintas.payments.rules import GRACE, POLL_EVERY, Verdict, billing_code, verdict
from lintas.payments.tasks import ask_rail, register_bill

RAIL = system("billing-rail")


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


def _next_serial(day: date) -> int:
    Serial.objects.get_or_create(on=day)
    Serial.objects.filter(on=day).update(last=F("last") + 1)
    return Serial.objects.get(on=day).last


@transaction.atomic
def settle(*, payment: Payment, at: datetime) -> Verdict:
    """Take the news of a payment, however often and in whatever order it comes.

    Race: the bill's row is locked, so of two callbacks at once one finds it paid; a payment that
    already settled another bill breaks a constraint and is kept for a human.
    """
    bill = Bill.objects.select_for_update().filter(billing_code=payment.billing_code).first()
    if bill is None:
        _dispute(payment, None, Verdict.UNKNOWN_CODE, at)
        return Verdict.UNKNOWN_CODE
    found = verdict(
        due_rupiah=bill.total_rupiah,
        hold_until=bill.hold_until,
        paid_before=bill.ntpn,
        amount_rupiah=payment.amount_rupiah,
        paid_at=payment.paid_at,
        ntpn=payment.ntpn,
    )
    if found == Verdict.PAID:
        try:
            with transaction.atomic():
                _mark_paid(bill, payment, at)
        except IntegrityError:
            found = Verdict.USED_PAYMENT
    if found not in {Verdict.PAID, Verdict.AGAIN}:
        _dispute(payment, bill, found, at)
    return found


def _mark_paid(bill: Bill, payment: Payment, at: datetime) -> None:
    Bill.objects.filter(pk=bill.pk, ntpn="").update(
        status=Bill.Status.PAID, paid_at=payment.paid_at, ntb=payment.ntb, ntpn=payment.ntpn
    )
    journal.record(
        BillPaid(
            billing_code=bill.billing_code,
            total_rupiah=bill.total_rupiah,
            ntpn=payment.ntpn,
            paid_at=payment.paid_at,
        ),
        subject=bill.pk,
        case=bill.case,
        actor=RAIL,
        office=bill.office,
        at=at,
    )


def _dispute(payment: Payment, bill: Bill | None, why: Verdict, at: datetime) -> None:
    row, new = DisputedPayment.objects.get_or_create(
        billing_code=payment.billing_code[:20],
        ntpn=payment.ntpn,
        amount_rupiah=payment.amount_rupiah,
        defaults={
            "id": new_id(),
            "bill": bill,
            "ntb": payment.ntb,
            "paid_at": payment.paid_at,
            "verdict": why,
            "received_at": at,
        },
    )
    if not new:
        return
    journal.record(
        PaymentDisputed(
            billing_code=row.billing_code, amount_rupiah=row.amount_rupiah, verdict=why
        ),
        subject=bill.pk if bill else row.pk,
        case=bill.case if bill else None,
        actor=RAIL,
        office=bill.office if bill else "",
        at=at,
    )


def lapse_bill(*, bill_id: UUID, at: datetime) -> bool:
    """End a bill that nobody has paid within its hold; called after the rail was asked.

    Race: the update moves an open bill only, so a payment that came first wins.
    """
    bill = Bill.objects.filter(pk=bill_id).first()
    if bill is None:
        return False
    return journal.change_and_record(
        Bill.objects.filter(pk=bill_id, status=Bill.Status.OPEN, hold_until__lt=at - GRACE),
        {"status": Bill.Status.LAPSED},
        BillLapsed(billing_code=bill.billing_code),
        subject=bill_id,
        case=bill.case,
        actor=system("billing"),
        office=bill.office,
        at=at,
    )


@transaction.atomic
def poll_bills(at: datetime) -> int:
    """Line up questions to the rail about open bills whose turn it is; asking is a task."""
    due = Bill.objects.filter(status=Bill.Status.OPEN, ask_at__lte=at).order_by("ask_at")[:100]
    asked = 0
    for bill_id in list(due.values_list("pk", flat=True)):
        rows = Bill.objects.filter(pk=bill_id, ask_at__lte=at)
        if rows.update(ask_at=at + POLL_EVERY) == 1:
            ask_rail.enqueue(str(bill_id))
            asked += 1
    return asked
