"""Taking the news of a payment, however often and in whatever order it comes."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lintas.journal import public as journal
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.payments.entries import BillPaid, PaymentDisputed
from lintas.payments.models import Bill, DisputedPayment, Registration
from lintas.payments.ports import Payment
from lintas.payments.rules import Verdict, verdict


@transaction.atomic
def settle(*, payment: Payment, at: datetime) -> Verdict:
    """What this payment does: pays its bill, is known already, or waits for a human.

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
                mark_paid(bill, payment, at)
        except IntegrityError:
            found = Verdict.USED_PAYMENT
    if found not in {Verdict.PAID, Verdict.AGAIN}:
        _dispute(payment, bill, found, at)
    return found


def mark_paid(bill: Bill, payment: Payment, at: datetime) -> None:
    """The bill is paid by this payment; its code is to be closed at every rail."""
    Bill.objects.filter(pk=bill.pk, ntpn="").update(
        status=Bill.Status.PAID,
        paid_at=payment.paid_at,
        ntb=payment.ntb,
        ntpn=payment.ntpn,
        paid_by=payment.rail,
        bank=payment.bank,
        channel=payment.channel,
    )
    Registration.objects.filter(bill=bill, closed_at=None).update(close_at=at)
    journal.record(
        BillPaid(
            billing_code=bill.billing_code,
            total_rupiah=bill.total_rupiah,
            ntpn=payment.ntpn,
            paid_at=payment.paid_at,
        ),
        subject=bill.pk,
        case=bill.case,
        actor=system(f"{payment.rail}-rail"),
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
            "rail": payment.rail,
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
        actor=system(f"{payment.rail}-rail"),
        office=bill.office if bill else "",
        at=at,
    )
