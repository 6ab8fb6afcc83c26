"""Times to come and who has taken them."""

from django.db import models
from django.db.models import F, Q

from lintas.appointments import (  # noqa: F401 - the app's other tables
    calendar_models,
    day_models,
    draw_models,
    lobby_models,
    village_models,
    visit_models,
)


class Slot(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True, default="")
    """Where the boat goes that day, by its id in the office's file; empty is the office itself."""
    share = models.CharField(max_length=20, default="general")
    """Whom these places are for: one row a share, so that a place is one counter moved."""
    on = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    """Kept back from the open page: for a draw, for the waiting list, or until a random moment."""
    offered = models.PositiveIntegerField(default=0)
    """Given to somebody who has yet to take it: offers, and winners not booked yet."""
    plan = models.CharField(max_length=10, default="rolling")
    """By which plan this time's places are given out; set when its day is prepared."""
    opens_at = models.DateTimeField(null=True)
    """From when the open page has it; empty is at once."""
    closed_places = models.PositiveIntegerField(null=True)
    """How many places it had before its day was moved or cancelled; empty while it is open. A
    closed time has no place more than is taken or offered, so nobody can come to it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service", "place", "share", "starts_at"],
                name="slot_once_a_time",
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="slot_never_oversold"),
            models.CheckConstraint(
                condition=Q(places__gte=F("taken") + F("held") + F("offered")),
                name="slot_never_promised_twice",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "service", "on"], name="slot_of_day"),
            models.Index(
                fields=["office", "on"],
                condition=Q(closed_places__isnull=False),
                name="slot_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.starts_at}"


class Booking(models.Model):
    class Status(models.TextChoices):
        LIVE = "live"
        CANCELLED = "cancelled"
        KEPT = "kept"
        MISSED = "missed"

    id = models.UUIDField(primary_key=True, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    case = models.UUIDField()
    person_id = models.UUIDField()
    status = models.CharField(max_length=10, choices=Status, default=Status.LIVE)
    changes = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    """When its present time was chosen, where that is not the first."""
    moved_by_office = models.BooleanField(default=False, db_default=False)
    """The office moved it: whoever cannot come then chooses again, and that counts as no change."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="live"), name="booking_live_once_a_case"
            )
        ]
        indexes = [models.Index(fields=["case", "-made_at"], name="booking_of_case")]

    def __str__(self) -> str:
        return f"{self.status} {self.id}"
