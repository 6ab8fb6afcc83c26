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


class AttachmentKey(models.Model):
    """The key of one file, wrapped by the office's: without this row nobody opens it again."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, primary_key=True)
    office_key = models.CharField(max_length=40, db_index=True)
    wrapped = models.BinaryField(max_length=80)

    def __str__(self) -> str:
        return f"{self.attachment_id} by {self.office_key}"


class Incoming(models.Model):
    """An upload in quarantine: its pieces as they come, then its wait for the scanner and cleaner.

    It becomes the attachment of the same id, or is refused; its bytes and key are gone then.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving"
        WAITING = "waiting"
        STORED = "stored"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=40)
    account_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVING)
    refusal = models.CharField(max_length=40, blank=True)
    length = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    office_key = models.CharField(max_length=40, db_index=True)
    wrapped = models.BinaryField(max_length=80)
    expires_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="incoming_due"),
            models.Index(fields=["expires_at"], name="incoming_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("length"), length__gt=0),
                name="incoming_never_longer_than_said",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.received}/{self.length} {self.state}"


class IncomingPiece(models.Model):
    incoming = models.ForeignKey(Incoming, models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incoming", "start"], name="one_piece_for_each_place")
        ]

    def __str__(self) -> str:
        return f"{self.start}+{self.size}"
