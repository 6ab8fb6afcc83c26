"""What was said to whom, by which ways it went out, and how people want to be reached."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One message to one account about one event: in the web inbox, and sent by one way or more."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    template = models.CharField(max_length=40)
    case = models.UUIDField(null=True)
    office = models.CharField(max_length=60, default="")
    language = models.CharField(max_length=5, default="id")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    short = models.TextField(default="")
    facts = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    in_inbox = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")

    class Meta:
        indexes = [
            models.Index(fields=["account", "-made_at"], name="notice_inbox"),
            models.Index(fields=["case", "made_at"], name="notice_case"),
            models.Index(fields=["-made_at"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"


class Sending(models.Model):
    """A notice on its way by one channel."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        DELIVERED = "delivered"
        READ = "read"
        UNCONFIRMED = "unconfirmed"
        FAILED = "failed"
        GIVEN_UP = "given-up"

    id = models.UUIDField(primary_key=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="sendings")
    channel = models.CharField(max_length=20)
    address = models.TextField()
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=60, default="")
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ref = models.CharField(max_length=200, default="")
    segments = models.PositiveIntegerField(default=0)
    cost_rupiah = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"], name="sending_goes_once_by_each_channel"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="queued"), name="sending_due"),
            models.Index(fields=["sent_at"], condition=Q(state="sent"), name="sending_unheard"),
            models.Index(fields=["sent_at", "channel"], name="sending_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class Way(models.Model):
    """A channel by which somebody can be reached; the lowest place is tried first."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ways"
    )
    channel = models.CharField(max_length=20)
    address = models.TextField(default="")
    place = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    proof = models.CharField(max_length=64, default="")
    """The hash of the code or link that proves the address, until `proof_until`."""
    proof_until = models.DateTimeField(null=True)
    slips = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "channel"], name="way_once_each_channel")
        ]
        indexes = [models.Index(fields=["channel", "address"], name="way_of_address")]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class QuietHours(models.Model):
    """A person's own night, instead of the office's; both times empty for none at all."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True
    )
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)

    def __str__(self) -> str:
        return f"{self.quiet_from} {self.quiet_until}"


class HeardWord(models.Model):
    """What somebody wrote to us that others answer; personal, gone once it is answered."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.CharField(max_length=160)
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
