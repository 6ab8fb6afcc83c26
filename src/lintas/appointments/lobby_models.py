"""The lobby of a service that more people want at once than the machine can serve."""

from django.db import models
from django.db.models import Q


class Lobby(models.Model):
    """One rush; on until it has ended. Its row is held while turns are given or called."""

    class Why(models.TextChoices):
        WEEKLY = "weekly"
        RUSH = "rush"
        STAFF = "staff"

    class Mode(models.TextChoices):
        OPEN = "open"
        SLOW = "slow"
        STOPPED = "stopped"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    why = models.CharField(max_length=10, choices=Why)
    began_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    """From when people are let in; who comes before has no turn yet."""
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=64)
    """Secret until it has opened, then in the record."""
    commitment = models.CharField(max_length=64)
    record = models.JSONField(null=True)
    """The order of those who were there at the opening, as it was published."""
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.OPEN)
    said = models.CharField(max_length=200, blank=True, default="")
    """What staff tell those who wait, with the mode they chose."""
    arrived = models.PositiveIntegerField(default=0)
    last_turn = models.PositiveIntegerField(default=0)
    called = models.PositiveIntegerField(default=0)
    """Through which turn people have been called."""
    bound = models.PositiveIntegerField()
    bound_at = models.DateTimeField()
    """When the bound was last looked at; it moves once a second, whoever looks."""
    inside = models.PositiveIntegerField(default=0)
    coming = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    """As they were at the last look: inside; called just now; called, not come, and still may."""
    calls = models.JSONField(default=list)
    """How many were called in each stretch of ten seconds."""
    answer_ms = models.PositiveIntegerField(null=True)
    usual_ms = models.PositiveIntegerField(null=True)
    """How quick the site's slowest tenth of answers is, and was before the rush."""
    answered_at = models.DateTimeField(null=True)
    busy_at = models.DateTimeField()
    """When somebody was last inside, coming or waiting."""
    full_at = models.DateTimeField(null=True)
    """Since when all places are taken."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service"],
                condition=Q(ended_at=None),
                name="lobby_one_a_service",
            ),
            models.CheckConstraint(
                condition=Q(called__lte=models.F("last_turn")), name="lobby_calls_who_is_there"
            ),
            models.CheckConstraint(
                condition=Q(record=None) | Q(opened_at__isnull=False),
                name="lobby_publishes_when_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.opens_at}"


class LobbyPlace(models.Model):
    """One person's place; `identity` is a keyed hash of their number, `ticket` is published."""

    class State(models.TextChoices):
        WAITING = "waiting"
        INSIDE = "inside"
        BOOKED = "booked"
        LAPSED = "lapsed"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, editable=False)
    lobby = models.ForeignKey(Lobby, on_delete=models.PROTECT, related_name="places")
    case = models.UUIDField()
    person_id = models.UUIDField()
    identity = models.CharField(max_length=64)
    ticket = models.CharField(max_length=12)
    arrived_at = models.DateTimeField()
    turn = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    called_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    """When somebody who was called and did not come showed up after all."""
    until = models.DateTimeField(null=True)
    """Inside: until when a time can be chosen."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lobby", "case"], name="lobby_once_a_case"),
            models.UniqueConstraint(fields=["lobby", "identity"], name="lobby_once_a_person"),
            models.UniqueConstraint(fields=["lobby", "turn"], name="lobby_turn_once"),
            models.CheckConstraint(
                condition=~Q(state="inside") | Q(until__isnull=False, turn__isnull=False),
                name="lobby_inside_until",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lobby", "until"], condition=Q(state="inside"), name="lobby_inside"
            ),
            models.Index(
                fields=["lobby", "called_at"],
                condition=Q(state="waiting", called_at__isnull=False),
                name="lobby_coming",
            ),
            models.Index(fields=["lobby"], condition=Q(state="left"), name="lobby_left"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.turn}"
