"""Claims for money back, and the account it goes to, which is erased on its own."""

from django.db import models
from django.db.models import F, Q

from lintas.refunds.rules import BEFORE_DECISION, LIVE, State


class Refund(models.Model):
    """One payment claimed back. The database sees to it that another decides than proposed."""

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.UUIDField(db_index=True)
    office = models.CharField(max_length=60)
    bill = models.UUIDField()
    money = models.UUIDField()
    """The payment: a bill that was paid, or money kept beside it (payments)."""
    kept = models.BooleanField()
    billing_code = models.CharField(max_length=20)
    ntpn = models.CharField(max_length=16)
    ntb = models.CharField(max_length=20, blank=True)
    paid_at = models.DateTimeField()
    paid_rupiah = models.PositiveBigIntegerField()
    amount_rupiah = models.PositiveBigIntegerField()
    ground = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    story = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.FILED
    )
    filed_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    proposal = models.CharField(max_length=10, blank=True)
    granted_rupiah = models.PositiveBigIntegerField(null=True)
    reason = models.TextField(blank=True)
    reason_rule = models.CharField(max_length=80, blank=True)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    sp2d = models.CharField(max_length=30, blank=True)
    paid_back_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bill"],
                condition=Q(state__in=sorted(LIVE)),
                name="refund_one_live_claim_a_bill",
            ),
            models.UniqueConstraint(
                fields=["money"], condition=~Q(state="refused"), name="refund_once_for_a_payment"
            ),
            models.CheckConstraint(
                condition=Q(amount_rupiah__gt=0, amount_rupiah__lte=F("paid_rupiah"))
                & (
                    Q(granted_rupiah=None)
                    | Q(granted_rupiah__gt=0, granted_rupiah__lte=F("amount_rupiah"))
                ),
                name="refund_never_more_than_was_paid",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="refund_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(BEFORE_DECISION), decided_by=None)
                | ~Q(state__in=sorted(BEFORE_DECISION))
                & Q(decided_by__isnull=False, proposed_by__isnull=False),
                name="refund_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason="") & ~Q(reason_rule=""),
                name="refund_refused_with_reason_and_rule",
            ),
            models.CheckConstraint(
                condition=Q(state="paid-back", paid_back_on__isnull=False) & ~Q(sp2d="")
                | ~Q(state="paid-back") & Q(paid_back_on=None, sp2d=""),
                name="refund_paid_back_with_its_number",
            ),
        ]
        indexes = [models.Index(fields=["office", "state"], name="refund_by_office")]

    def __str__(self) -> str:
        return f"{self.ntpn} {self.state}"


class Account(models.Model):
    """Where the money goes. Personal: erased on its own once the money is there or refused."""

    refund = models.OneToOneField(Refund, on_delete=models.CASCADE, primary_key=True)
    bank = models.CharField(max_length=80)
    number = models.CharField(max_length=20)
    holder = models.CharField(max_length=150)

    def __str__(self) -> str:
        return str(self.refund_id)
