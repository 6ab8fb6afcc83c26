"""What an office has learned of its own pace, and what it told people about their wait."""

from django.db import models


class LearnedPace(models.Model):
    """The newest of each office; `pace` as `pace_text.py` writes it. No personal data."""

    office = models.CharField(max_length=60, primary_key=True)
    learned_at = models.DateTimeField()
    pace = models.JSONField()

    def __str__(self) -> str:
        return self.office


class StatedWait(models.Model):
    """What a person was told when they came, and when they were first called."""

    ticket_id = models.UUIDField(primary_key=True)
    office = models.CharField(max_length=60)
    on = models.DateField()
    stated_at = models.DateTimeField()
    ahead = models.PositiveIntegerField()
    expected_at = models.DateTimeField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "on"], name="stated_wait_of_day")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.from_at}-{self.until_at}"
