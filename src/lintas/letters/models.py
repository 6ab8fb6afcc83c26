"""Letters as they were sent: what was previewed is what is kept."""

from django.db import models


class Letter(models.Model):
    """One letter in both languages; the database lets nobody change it."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=30)
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"
