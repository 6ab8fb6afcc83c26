"""What was made, who took it, and the parcels on their way."""

from django.db import models
from django.db.models import Q

from lintas.applications.handover_rules import Collector, Identity


class MadeDocument(models.Model):
    """The number of a finished document, for the check at the hand-over; never the document."""

    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="made_document",
    )
    number = models.CharField(max_length=30, blank=True)
    made_at = models.DateTimeField()
    waits_from = models.DateField()
    """The days of waiting are counted from here; a stretch with the post moves it on."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="document_number_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.application_id)


class HandOver(models.Model):
    """Who took a document at the counter, and on what ground; names and numbers masked."""

    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="hand_over",
    )
    collector = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Collector])
    identity = models.CharField(max_length=20, choices=[(i.value, i.value) for i in Identity])
    name_masked = models.CharField(max_length=200)
    number_masked = models.CharField(max_length=40)
    papers = models.JSONField(default=list)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.application_id)


class PostalDelivery(models.Model):
    """A wish to have the document sent; the address is forgotten once it has served."""

    class State(models.TextChoices):
        ASKED = "asked"
        WITHDRAWN = "withdrawn"
        POSTED = "posted"
        RECEIVED = "received"
        RETURNED = "returned"

    id = models.UUIDField(primary_key=True, editable=False)
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="deliveries"
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    recipient = models.CharField(max_length=150, blank=True)
    street = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    carrier = models.CharField(max_length=80, blank=True)
    tracking = models.CharField(max_length=40, blank=True)
    posted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["asked", "posted"]),
                name="delivery_open_once_an_application",
            ),
            models.CheckConstraint(
                condition=~Q(state="posted") | ~Q(tracking=""),
                name="delivery_posted_has_its_tracking_number",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
