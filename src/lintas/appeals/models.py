"""Objections against a refusal."""

from django.db import models
from django.db.models import F, Q


class Appeal(models.Model):
    """One for a refusal; whoever answers it neither reviewed nor decided before."""

    class State(models.TextChoices):
        OPEN = "open"
        GRANTED = "granted"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.UUIDField(db_index=True)
    decision = models.BigIntegerField(unique=True)
    office = models.CharField(max_length=60)
    reviewed_by = models.UUIDField()
    refused_by = models.UUIDField()
    grounds = models.TextField()
    rule = models.CharField(max_length=80)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("reviewed_by")) & ~Q(decided_by=F("refused_by"))),
                name="appeal_decided_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_by=None, decided_at=None)
                | (
                    ~Q(state="open")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(text="")
                ),
                name="appeal_answered_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.state}"
