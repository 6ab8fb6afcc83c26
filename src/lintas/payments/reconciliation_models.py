"""Daily reports as they were made."""

from django.db import models
from django.db.models import Q


class Reconciliation(models.Model):
    """One version of one day at one rail."""

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    rail = models.CharField(max_length=10)
    day = models.DateField()
    version = models.PositiveSmallIntegerField()
    ours_rupiah = models.PositiveBigIntegerField()
    theirs_rupiah = models.PositiveBigIntegerField()
    differences = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    note = models.TextField(blank=True)
    signed_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rail", "day", "version"], name="reconciliation_version_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="reconciliation_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rail} {self.day} {self.version}"


class MatchedLine(models.Model):
    report = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    ntpn = models.CharField(max_length=16)
    billing_code = models.CharField(max_length=20)
    ours_rupiah = models.PositiveBigIntegerField()
    theirs_rupiah = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "place"], name="matched_line_in_its_place")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ntpn}"
