"""Interviews: short notes while they go on, and the record that was confirmed (BAP)."""

from django.db import models
from django.db.models import Q


class Interview(models.Model):
    """One a case; its notes are personal and open until the record is confirmed."""

    case = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=60)
    questions = models.CharField(max_length=60)
    consented_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(consented_at__isnull=False),
                name="interview_confirmed_with_consent",
            )
        ]

    def __str__(self) -> str:
        return str(self.case)


class Note(models.Model):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="notes")
    question = models.CharField(max_length=60)
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "question"], name="note_once_a_question")
        ]

    def __str__(self) -> str:
        return self.question


class VideoCall(models.Model):
    """Somebody who could not come was asked by video; which program was used does not matter."""

    id = models.UUIDField(primary_key=True, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="calls")
    who = models.CharField(max_length=150)
    relation = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.UUIDField()

    def __str__(self) -> str:
        return self.relation


class Record(models.Model):
    """The interview as it was read out and confirmed; the database lets nobody change it."""

    class How(models.TextChoices):
        PAPER = "paper"
        SCREEN = "screen"

    id = models.UUIDField(primary_key=True, editable=False)
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="record")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    how = models.CharField(max_length=10, choices=How)
    signed_as = models.CharField(max_length=150)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Addendum(models.Model):
    """A correction to a confirmed record stands beside it, never in it."""

    id = models.UUIDField(primary_key=True, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="addenda")
    text = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
