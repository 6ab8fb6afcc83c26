"""Villages that ask for places at a stop of the boat."""

from django.db import models
from django.db.models import F, Q


class VillageAsk(models.Model):
    class State(models.TextChoices):
        ASKED = "asked"
        WITHDRAWN = "withdrawn"
        GRANTED = "granted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, editable=False)
    day = models.ForeignKey(
        "appointments.CalendarDay", on_delete=models.PROTECT, related_name="asks"
    )
    village = models.CharField(max_length=20)
    people = models.PositiveIntegerField()
    contact = models.CharField(max_length=120, blank=True)
    """Who answers for the village and how to reach them; emptied some time after the day."""
    note = models.CharField(max_length=400, blank=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=120, blank=True, default="")
    """Why it was declined; the asker reads it."""
    places = models.PositiveIntegerField(default=0)
    """How many were granted."""
    from_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    """Between which hours the granted places are."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "asked_by"],
                condition=Q(state="asked"),
                name="village_ask_open_once_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="village_ask_declined_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(places__gt=0, until_at__gt=F("from_at")),
                name="village_ask_granted_places",
            ),
        ]
        indexes = [models.Index(fields=["day", "asked_at"], name="village_ask_of_day")]

    def __str__(self) -> str:
        return f"{self.state} {self.village}"
