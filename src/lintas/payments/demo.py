"""Payments of a demonstration: what the bank's news would have done."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from lintas.payments.models import Bill
from lintas.payments.ports import Payment
from lintas.payments.settling import settle


class NotADemonstration(Exception):
    """Money that nobody paid exists in a demonstration only (LINTAS_DEMO=1)."""


def pay(case: UUID, at: datetime) -> None:
    """Pay whatever this request owes. Raises: NotADemonstration."""
    if not settings.DEMO:
        raise NotADemonstration
    for bill in Bill.objects.filter(case=case, ntpn=""):
        paid = Payment(
            billing_code=bill.billing_code,
            amount_rupiah=bill.total_rupiah,
            ntb=bill.pk.hex[:12].upper(),
            ntpn=bill.pk.hex[-16:].upper(),
            paid_at=at,
        )
        settle(payment=paid, at=at)
