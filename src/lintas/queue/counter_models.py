"""What the counters, the displays and the kiosks of an office keep beside the tickets."""

from django.db import models
from django.db.models import F, Q


class CounterPause(models.Model):
    """A counter that calls nobody for a while; one at a time for each counter."""

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    counter = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    paused_at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    officer_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "counter"],
                condition=Q(resumed_at__isnull=True),
                name="counter_pause_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.counter} {self.reason}"


class WallMessage(models.Model):
    """A sentence of the staff on the displays of an office, or of one of its rooms."""

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    room = models.CharField(max_length=40, blank=True)
    text_id = models.CharField(max_length=100)
    text_en = models.CharField(max_length=100, blank=True)
    shown_at = models.DateTimeField()
    until = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("shown_at")), name="wall_message_ends_after_it_begins"
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "until"],
                condition=Q(taken_down_at__isnull=True),
                name="wall_message_of_office",
            )
        ]

    def __str__(self) -> str:
        return self.text_id


class WalkInDay(models.Model):
    """How many numbers of one service were given without an appointment on a day."""

    office = models.CharField(max_length=60)
    on = models.DateField()
    service = models.CharField(max_length=60)
    given = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "on", "service"], name="walk_in_day_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.on} {self.given}"


class Kiosk(models.Model):
    """A device of the office that may check people in; staff open it and close it."""

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    name = models.CharField(max_length=40)
    printer = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Printout(models.Model):
    """A ticket that is to come out of a printer; tried again until it is out or given up."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PRINTED = "printed"
        GIVEN_UP = "given-up"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    printer = models.CharField(max_length=40)
    ticket_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="printout_due")
        ]

    def __str__(self) -> str:
        return f"{self.printer} {self.state}"
