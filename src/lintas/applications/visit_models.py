"""What belongs to a visit besides its time: needs, forms that were sent, calendars, families."""

from django.conf import settings
from django.db import models


class VisitNeeds(models.Model):
    """What somebody needs at the visit (health, language); personal, erased with Answers."""

    answers = models.OneToOneField(
        "applications.Answers", on_delete=models.CASCADE, primary_key=True, related_name="needs"
    )
    ids = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    """A few words more, by the need they belong to: which language."""

    def __str__(self) -> str:
        return str(self.answers_id)


class FormKey(models.Model):
    """A form that was sent and done, so that the same form again is done no second time."""

    key = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)


class CalendarFeed(models.Model):
    """The secret address at which a person's calendar follows their visits."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    salt = models.CharField(max_length=32)
    """Another salt is another address; the old one stops."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Family(models.Model):
    """Requests that come together; `code` lets another household join."""

    id = models.UUIDField(primary_key=True, editable=False)
    office = models.CharField(max_length=60)
    code = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class FamilyMember(models.Model):
    application = models.OneToOneField(
        "applications.Application",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="family_place",
    )
    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="members")
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.application_id)
