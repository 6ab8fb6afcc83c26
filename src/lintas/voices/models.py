"""What people report to the office about itself."""

from django.db import models
from django.db.models import Q


class ExtraFeeReport(models.Model):
    """Somebody was asked for more than the law takes. The table only grows."""

    class Whom(models.TextChoices):
        OFFICER = "officer"
        HEAD = "head"
        MIDDLEMAN = "middleman"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    office = models.CharField(max_length=60)
    happened_on = models.DateField()
    place = models.CharField(max_length=200)
    asked = models.CharField(max_length=500)
    whom = models.CharField(max_length=10, choices=Whom)
    described = models.CharField(max_length=500)
    contact = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="extra_fee_report_has_a_number")
        ]
        indexes = [models.Index(fields=["office", "-made_at"], name="extra_fee_reports")]

    def __str__(self) -> str:
        return self.number
