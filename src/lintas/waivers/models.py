"""What departs from the rule for one person: a fee set aside, a place at the front."""

from django.db import models
from django.db.models import F, Q


class Waiver(models.Model):
    """Proposed by one with its evidence, answered by another: the database keeps them apart."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    office = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    ground = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    evidence = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "ground"],
                condition=Q(state__in=["proposed", "approved"]),
                name="waiver_once_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("proposed_by")),
                name="waiver_answered_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", answered_by=None)
                | (~Q(state="proposed") & Q(answered_by__isnull=False)),
                name="waiver_answered_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="waiver_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.state}"
