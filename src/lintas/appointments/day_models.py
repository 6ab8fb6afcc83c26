"""The days of a calendar that are not like the others: boat days, and days that were changed."""

from django.db import models
from django.db.models import Q


class CalendarDay(models.Model):
    """One day at one place. The office's own days ("" as place) have a row only once changed."""

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        MOVED = "moved"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True, default="")
    on = models.DateField()
    journey = models.CharField(max_length=60, blank=True, default="")
    """The route that planned it; empty for a single trip."""
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    quota = models.JSONField(default=dict)
    """Shape: service to places."""
    box = models.CharField(max_length=60, blank=True, default="")
    """The field box that serves there."""
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=40, blank=True, default="")
    decide_at = models.DateTimeField(null=True)
    """While held: when it is decided whether the day is kept."""
    moved_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "place", "on"], name="calendar_day_once_a_place"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(decide_at__isnull=False),
                name="calendar_day_held_until_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="moved") | Q(moved_to__isnull=False),
                name="calendar_day_moved_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place or self.office} {self.on}"


class DayChange(models.Model):
    """One decision about a day; what it means for each person is carried out one by one."""

    class Action(models.TextChoices):
        HOLD = "hold"
        GO_AHEAD = "go-ahead"
        MOVE = "move"
        CANCEL = "cancel"
        REOPEN = "reopen"

    id = models.UUIDField(primary_key=True, editable=False)
    day = models.ForeignKey(CalendarDay, on_delete=models.PROTECT, related_name="changes")
    action = models.CharField(max_length=10, choices=Action)
    reason = models.CharField(max_length=40, blank=True)
    to_on = models.DateField(null=True)
    decide_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    """When the last person had been moved and told."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(action="move") | Q(to_on__isnull=False),
                name="day_change_moves_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(done_at=None), name="day_change_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.day_id}"


class Affected(models.Model):
    """What one decision means for one booking; the place it goes to is reserved with it."""

    class Fate(models.TextChoices):
        MOVED = "moved"
        OFFERED = "offered"
        TOLD = "told"

    class State(models.TextChoices):
        PENDING = "pending"
        DONE = "done"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, editable=False)
    change = models.ForeignKey(DayChange, on_delete=models.PROTECT, related_name="affected")
    booking = models.ForeignKey(
        "appointments.Booking", on_delete=models.PROTECT, related_name="affected"
    )
    case = models.UUIDField()
    nth = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    fate = models.CharField(max_length=10, choices=Fate)
    slot = models.ForeignKey(
        "appointments.Slot", on_delete=models.PROTECT, null=True, related_name="affected"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "booking"], name="affected_once_a_change"),
            models.CheckConstraint(
                condition=~Q(fate="moved") | Q(slot__isnull=False), name="affected_moves_to_a_place"
            ),
        ]
        indexes = [
            models.Index(
                fields=["change", "nth"], condition=Q(state="pending"), name="affected_to_do"
            ),
            models.Index(fields=["case"], name="affected_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.fate} {self.case}"
