"""Bills, their lines, and payments that need a human look."""

from django.db import models
from django.db.models import F, Q

from lintas.payments.reconciliation_models import MatchedLine, Reconciliation

__all__ = [
    "Bill",
    "DisputedPayment",
    "Line",
    "MatchedLine",
    "Reconciliation",
    "Registration",
    "Ruling",
    "Serial",
]


class Bill(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        DOUBTFUL = "doubtful"
        PAID = "paid"
        LAPSED = "lapsed"
        CLOSED = "closed"
        CANCELLED = "cancelled"

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
    paid_by = models.CharField(max_length=10, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=60, blank=True)
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="renewal"
    )
    """The lapsed bill in whose place this one stands; a bill is renewed once."""
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
                fields=["case"],
                condition=Q(status__in=["open", "doubtful"]),
                name="bill_open_once_a_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ask_at"],
                condition=Q(status__in=["open", "doubtful"]),
                name="bill_to_ask_about",
            ),
            models.Index(fields=["paid_at"], condition=Q(status="paid"), name="bill_by_day_paid"),
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


class Registration(models.Model):
    """A bill at one rail: since when it can be paid there, and until when.

    `forgotten_at` stays once it is set: a rail that has forgotten a code once is not believed
    when it says that nobody has paid.
    """

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="registrations")
    rail = models.CharField(max_length=10)
    scan = models.CharField(max_length=512, blank=True)
    registered_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "rail"], name="registration_once_a_rail")
        ]
        indexes = [
            models.Index(
                fields=["close_at"],
                condition=Q(closed_at=None, close_at__isnull=False),
                name="registration_to_close",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.rail}"


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
    office = models.CharField(max_length=60)
    """The bill's office; of a code nobody knows, the one whose account the rail's is."""
    billing_code = models.CharField(max_length=20)
    amount_rupiah = models.BigIntegerField()
    ntpn = models.CharField(max_length=16)
    ntb = models.CharField(max_length=20)
    paid_at = models.DateTimeField()
    rail = models.CharField(max_length=10, default="billing")
    verdict = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)
    """What two people decided about it; "" while nobody has."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["billing_code", "ntpn", "amount_rupiah"], name="disputed_payment_kept_once"
            )
        ]
        indexes = [models.Index(fields=["paid_at"], name="disputed_by_day_paid")]

    def __str__(self) -> str:
        return f"{self.billing_code} {self.verdict}"


class Ruling(models.Model):
    """What one proposes and another decides about money that no rule can place."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, editable=False)
    disputed = models.ForeignKey(
        DisputedPayment, on_delete=models.PROTECT, null=True, related_name="rulings"
    )
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, null=True, related_name="rulings")
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    ntpn = models.CharField(max_length=16, blank=True)
    ntb = models.CharField(max_length=20, blank=True)
    paid_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(disputed=None) ^ Q(bill=None), name="ruling_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="ruling_by_another_than_proposed",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None)
                | ~Q(state="proposed") & Q(decided_by__isnull=False),
                name="ruling_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["disputed"],
                condition=Q(state="proposed"),
                name="ruling_open_once_a_payment",
            ),
            models.UniqueConstraint(
                fields=["bill"], condition=Q(state="proposed"), name="ruling_open_once_a_bill"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome
