"""Draws, who waits for a place, and places on their way to somebody."""

from django.db import models
from django.db.models import Q


class Draw(models.Model):
    """One draw of a service's places; `seed` is secret until it is drawn, then in `record`."""

    class State(models.TextChoices):
        ANNOUNCED = "announced"
        DRAWN = "drawn"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.ANNOUNCED)
    announced_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    entered = models.PositiveIntegerField(default=0)
    """How often somebody entered; moving it holds the draw still while an entry is written."""
    record = models.JSONField(null=True)
    """What was published, as it was published."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service", "first_day"], name="draw_once_for_days"
            ),
            models.CheckConstraint(
                condition=Q(announced_at__lte=models.F("opens_at")),
                name="draw_committed_before_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__lt=models.F("closes_at")), name="draw_opens_before_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(state="announced", record__isnull=True)
                | Q(state="drawn", drawn_at__isnull=False),
                name="draw_publishes_when_drawn",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "closes_at"], name="draw_due"),
            models.Index(fields=["office", "service", "-first_day"], name="draw_of_service"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.first_day}"


class DrawEntry(models.Model):
    """One person's entry; `identity` is a keyed hash of their number, `ticket` is published."""

    class State(models.TextChoices):
        ENTERED = "entered"
        WITHDRAWN = "withdrawn"
        WON = "won"
        BOOKED = "booked"
        FORFEITED = "forfeited"
        MISSED_OUT = "missed-out"

    id = models.UUIDField(primary_key=True, editable=False)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entries")
    case = models.UUIDField()
    person_id = models.UUIDField()
    identity = models.CharField(max_length=64)
    ticket = models.CharField(max_length=12)
    can = models.CharField(max_length=120)
    shares = models.CharField(max_length=250, blank=True, default="")
    """The shares it may use before all others, published with the ticket."""
    state = models.CharField(max_length=10, choices=State, default=State.ENTERED)
    entered_at = models.DateTimeField()
    rank = models.PositiveIntegerField(null=True)
    slot = models.ForeignKey("appointments.Slot", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "case"], name="draw_entered_once_a_case"),
            models.UniqueConstraint(
                fields=["draw", "identity"],
                condition=~Q(state="withdrawn"),
                name="draw_entered_once_a_person",
            ),
            models.UniqueConstraint(fields=["draw", "ticket"], name="draw_ticket_once"),
            models.CheckConstraint(
                condition=Q(state__in=["won", "booked", "forfeited"], slot__isnull=False)
                | Q(state__in=["entered", "withdrawn", "missed-out"], slot=None),
                name="draw_winner_has_one_place",
            ),
        ]
        indexes = [models.Index(fields=["case"], name="draw_entry_of_case")]

    def __str__(self) -> str:
        return self.ticket


class Waiting(models.Model):
    """Somebody on the waiting list of a service: by `since`, then by rank in the draw."""

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        LEFT = "left"
        SILENT = "silent"

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    case = models.UUIDField()
    person_id = models.UUIDField()
    identity = models.CharField(max_length=64)
    can = models.CharField(max_length=120)
    since = models.DateTimeField()
    rank = models.PositiveIntegerField(default=0)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    unanswered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="waiting"), name="waiting_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["office", "service", "identity"],
                condition=Q(state="waiting"),
                name="waiting_once_a_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "service", "since", "rank", "id"],
                condition=Q(state="waiting"),
                name="waiting_list",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.since}"


class Offer(models.Model):
    """One place asked of one person, until a time: somebody of a waiting list, or (then without
    `waiting`) somebody whose day was cancelled.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, editable=False)
    waiting = models.ForeignKey(Waiting, on_delete=models.PROTECT, related_name="offers", null=True)
    case = models.UUIDField()
    person_id = models.UUIDField()
    slot = models.ForeignKey("appointments.Slot", on_delete=models.PROTECT, related_name="offers")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="open"), name="offer_one_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(state="open"), name="offer_open"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class ReturnedPlace(models.Model):
    """A place that came back and is open to all only at a moment that nobody knows."""

    class State(models.TextChoices):
        KEPT = "kept"
        OFFERED = "offered"
        FREED = "freed"

    id = models.UUIDField(primary_key=True, editable=False)
    slot = models.ForeignKey("appointments.Slot", on_delete=models.PROTECT, related_name="returned")
    came_at = models.DateTimeField()
    free_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.KEPT)

    class Meta:
        indexes = [
            models.Index(fields=["free_at"], condition=Q(state="kept"), name="returned_due"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
