"""What is kept about a visit besides its place: reminders that were due, and what was excused."""

from django.db import models


class Reminder(models.Model):
    """One reminder of one time; a visit that is moved gets its own for the new time."""

    class Kind(models.TextChoices):
        DAY = "day"
        HOUR = "hour"

    booking = models.ForeignKey(
        "appointments.Booking", on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=4, choices=Kind)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "kind", "starts_at"], name="reminder_once_each_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.booking_id}"


class Excuse(models.Model):
    """The office takes a change or a missed visit upon itself: one more of each is allowed.

    The reason may speak of a person; it stands here and not in the journal.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField()
    reason = models.CharField(max_length=200)
    given_by = models.UUIDField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="excuse_of_case")]

    def __str__(self) -> str:
        return str(self.id)
