"""Tickets of the day and the counter rows that number them."""

from django.db import models
from django.db.models import Q

from lintas.queue import counter_models, estimate_models  # noqa: F401 - the app's other tables
from lintas.queue.rules import label_of


class Ticket(models.Model):
    """`letter` and `number` never change; `line` is the queue it stands in now (it may be sent on
    to another). `called_nth` counts the calls of an office's day: the order of calls, also when
    the clock is set back. `left_at`: away from the counter unfinished, `away_seconds` in all.
    """

    class Status(models.TextChoices):
        ISSUED = "issued"
        WAITING = "waiting"
        CALLED = "called"
        SERVING = "serving"
        PARKED = "parked"
        DONE = "done"
        MISSED = "missed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    on = models.DateField()
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    line = models.CharField(max_length=1)
    wanted_counter = models.CharField(max_length=40, blank=True)
    case = models.UUIDField(null=True)
    booking_id = models.UUIDField(null=True)
    service = models.CharField(max_length=60)
    priority = models.BooleanField(default=False)
    priority_reason = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ISSUED)
    issued_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    counter = models.CharField(max_length=40, blank=True)
    officer_id = models.UUIDField(null=True)
    calls = models.PositiveIntegerField(default=0)
    called_nth = models.PositiveIntegerField(null=True)
    left_at = models.DateTimeField(null=True)
    away_seconds = models.PositiveIntegerField(default=0)
    parked_for = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    held_until = models.DateTimeField(null=True)
    """Until when the turn is kept for somebody who said beforehand that they come late."""
    late_reason = models.CharField(max_length=40, blank=True, default="")
    family = models.UUIDField(null=True)
    family_first = models.CharField(max_length=12, blank=True, default="")
    """The first number of those who come together; with the same hour they stand beside it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "on", "letter", "number"], name="ticket_number_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["office", "counter"],
                condition=Q(status__in=["called", "serving"]),
                name="ticket_one_at_a_counter",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called", "serving"]) | ~Q(counter=""),
                name="ticket_called_to_a_counter",
            ),
            models.CheckConstraint(
                condition=Q(priority=False) | ~Q(priority_reason=""),
                name="ticket_priority_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="parked") | ~Q(parked_for=""),
                name="ticket_parked_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "on", "status"], name="ticket_of_day"),
            models.Index(fields=["case"], condition=Q(case__isnull=False), name="ticket_of_case"),
            models.Index(
                fields=["family", "on"], condition=Q(family__isnull=False), name="ticket_of_family"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return label_of(self.letter, self.number)


class LastNumber(models.Model):
    """The last number of one letter on one day; whoever adds one holds the row."""

    office = models.CharField(max_length=60)
    on = models.DateField()
    letter = models.CharField(max_length=1)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "letter"], name="last_number_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.number}"
