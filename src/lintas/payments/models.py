"""Bills, their lines, and payments that need a human look."""

from django.db import models
from django.db.models import Q


class Bill(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    office = models.CharField(max_length=60)
    billing_code = models.CharField(max_length=15, unique=True)
    total_rupiah = models.PositiveBigIntegerField()
    issued_at = models.DateTimeField()
    hold_until = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    paid_at = models.DateTimeField(null=True)
    ntb = models.CharField(max_length=20, blank=True)
    ntpn = models.CharField(max_length=16, blank=True)
    registered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    ask_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(status="paid", paid_at__isnull=False) & ~Q(ntpn="")
                    | ~Q(status="paid") & Q(paid_at=None, ntpn="")
                ),
                name="bill_paid_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["ntpn"], condition=~Q(ntpn=""), name="bill_one_for_a_payment"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="open"), name="bill_open_once_a_case"
            ),
        ]
        indexes = [
            models.Index(fields=["ask_at"], condition=Q(status="open"), name="bill_to_ask_about")
        ]

    def __str__(self) -> str:
        return self.billing_code


class Line(models.Model):
    """One fee as it stood when the bill was made: the price is frozen here."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=20)
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    amount_rupiah = models.PositiveBigIntegerField()
    rule = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.code


class Serial(models.Model):
    """The last serial of a day; whoever adds one holds the row."""

    on = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.on} {self.last}"


class DisputedPayment(models.Model):
    """Money that came and does not settle a bill by rule: a human looks at it, none is lost."""

    id = models.UUIDField(primary_key=True, editable=False)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, null=True)
    billing_code = models.CharField(max_length=20)
    amount_rupiah = models.BigIntegerField()
    ntpn = models.CharField(max_length=16)
    ntb = models.CharField(max_length=20)
    paid_at = models.DateTimeField()
    verdict = models.CharField(max_length=20)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["billing_code", "ntpn", "amount_rupiah"], name="disputed_payment_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.billing_code} {self.verdict}"
