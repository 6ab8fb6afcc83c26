"""What people have uploaded, as it was kept: the sanitised copy and where it lies."""

from django.db import models


class Attachment(models.Model):
    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[("photo", "photo"), ("pdf", "pdf")])
    content_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    preview_sha256 = models.CharField(max_length=64, blank=True)
    byte_count = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=1)
    stored_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="attachment_by_content"),
            models.Index(fields=["preview_sha256"], name="attachment_by_preview"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(byte_count__gt=0), name="attachment_has_content"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"
