"""Batches, their lines, and the answers that came."""

from django.db import models
from django.db.models import F, Q

from lintas.production.rules import KINDS, BatchState, LineState


class Batch(models.Model):
    """`content` is the file as it was put together, kept until every line is answered."""

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    office = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=[(k, k) for k in KINDS])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in BatchState])
    count = models.PositiveIntegerField()
    sum_rupiah = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.TextField(blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    released_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    answer_sha256 = models.CharField(max_length=64, blank=True)
    ask_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")),
                name="batch_released_by_another_than_made",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(answer_sha256=""))
                | (~Q(state="closed") & Q(answer_sha256="")),
                name="batch_closed_by_an_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-made_at", "-id"], name="batch_list"),
            models.Index(
                fields=["ask_at"],
                condition=Q(state__in=["released", "sent"]),
                name="batch_to_ask_about",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """One case of a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    case = models.UUIDField()
    number = models.CharField(max_length=20)
    paid_rupiah = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in LineState],
        default=LineState.WAITING.value,
    )
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="line_once_a_place"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="waiting"), name="line_open_once_a_case"
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(reason=""), name="line_failed_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["case"], name="line_of_case")]

    def __str__(self) -> str:
        return self.number


class Answer(models.Model):
    """A file that came; what was wrong with it stays readable, its content does not stay."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="answers")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    taken = models.BooleanField()
    faults = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sha256"], name="answer_once_a_content")
        ]

    def __str__(self) -> str:
        return self.sha256


class Serial(models.Model):
    """The last number of an office and year; whoever adds one holds the row."""

    office = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="batch_serial_of_office")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year}: {self.last}"
