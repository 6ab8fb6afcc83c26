"""What departs from an office's weekly hours, and how many places each time has in all."""

from django.db import models
from django.db.models import F, Q


class CalendarChange(models.Model):
    """A part of a day, or days, when the office or one counter is closed, or open as an extra."""

    class Kind(models.TextChoices):
        CLOSED = "closed"
        EXTRA = "extra"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    counter = models.CharField(max_length=40, blank=True, default="")
    """Empty is the whole office."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=20)
    text = models.CharField(max_length=120)
    """Of the whole office it is public; of a counter it stays with the staff."""
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Ended before its time: from then on everything is as it was before."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="calendar_change_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="calendar_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="closed") | Q(counter=""), name="calendar_extra_is_of_the_office"
            ),
        ]
        indexes = [models.Index(fields=["office", "ends_at"], name="calendar_change_of_office")]

    def __str__(self) -> str:
        return f"{self.kind} {self.counter} {self.starts_at}"


class TimePlaces(models.Model):
    """The places of one service at one time over all its shares: planned + flowed + beyond.

    Whoever moves places from row to row holds this row; whoever takes a place does not need it.
    """

    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    on = models.DateField()
    starts_at = models.DateTimeField()
    planned = models.PositiveIntegerField()
    """By quota, counters and what is changed in the calendar now."""
    flowed = models.IntegerField(default=0)
    """Came from another service (or went to one) that did not use them."""
    beyond = models.PositiveIntegerField(default=0)
    """Taken or promised already, and more than can be served: to be told or moved."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service", "starts_at"], name="time_places_once"
            )
        ]
        indexes = [models.Index(fields=["office", "on"], name="time_places_of_day")]

    def __str__(self) -> str:
        return f"{self.service} {self.starts_at}"
