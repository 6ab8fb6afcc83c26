"""Taking the news of a payment, however often and in whatever order it comes."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id
from lintas.payments.accounts_at_rails import office_of_account
from lintas.payments.entries import BillClosed, BillPaid, PaymentDisputed
from lintas.payments.models import Bill, DisputedPayment, Registration
from lintas.payments.ports import Payment
from lintas.payments.rules import WAITING, Verdict, verdict


@transaction.atomic
def settle(*, payment: Payment, at: datetime) -> Verdict:
    """What this payment does: pays its bill, is known already, or waits for a human.

    Race: the bill's row is locked, and that of the bill it renews before it, so of two callbacks
    at once one finds it paid, and of a payment and a withdrawal one finds the other's word; a
    payment that already settled another bill breaks a constraint and is kept for a human.
    """
    bill = Bill.objects.filter(billing_code=payment.billing_code).first()
    if bill is None:
        _dispute(payment, None, Verdict.UNKNOWN_CODE, at)
        return Verdict.UNKNOWN_CODE
    family = lock_family(bill)
    bill = next(one for one in family if one.pk == bill.pk)
    found = verdict(
        due_rupiah=bill.total_rupiah,
        hold_until=max(one.hold_until for one in family),
        paid_before=next((one.ntpn for one in family if one.ntpn), ""),
        amount_rupiah=payment.amount_rupiah,
        paid_at=payment.paid_at,
        ntpn=payment.ntpn,
        cancelled=any(one.status == Bill.Status.CANCELLED for one in family),
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


def lock_family(bill: Bill) -> list[Bill]:
    """A bill and the one that renews it or that it renews, locked: they are paid once together.

    Race: the first of the two is locked before the second is looked for, as a renewal does.
    """
    first = Bill.objects.select_for_update().get(pk=bill.renews_id or bill.pk)
    return [first, *Bill.objects.select_for_update().filter(renews=first)]


def mark_paid(bill: Bill, payment: Payment, at: datetime, actor: Actor | None = None) -> None:
    """The bill is paid by this payment; its code is to be closed at every rail.

    A renewal, or the bill it renews, that still waits is closed: nobody pays twice.
    """
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
        actor=actor or system(f"{payment.rail}-rail"),
        office=bill.office,
        at=at,
    )
    for other in Bill.objects.filter(Q(renews=bill) | Q(renewal=bill), status__in=WAITING):
        _close(other, at)


def _close(bill: Bill, at: datetime) -> None:
    Bill.objects.filter(pk=bill.pk, status__in=WAITING).update(status=Bill.Status.CLOSED)
    Registration.objects.filter(bill=bill, closed_at=None).update(close_at=at)
    journal.record(
        BillClosed(billing_code=bill.billing_code),
        subject=bill.pk,
        case=bill.case,
        actor=system("billing"),
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
            "office": bill.office if bill else office_of_account(payment.rail),
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
        office=row.office,
        at=at,
    )
