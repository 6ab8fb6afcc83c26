"""Who may have which case, notes about it, and what was opened outside one's remit."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q


class Handling(models.Model):
    """A service somebody may handle; whoever has no row handles all."""

    staff = models.UUIDField()
    service = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "service"], name="handling_once_a_service")
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.service}"


class Kin(models.Model):
    """A relation somebody declared: a number as its keyed hash, or a folded name."""

    class By(models.TextChoices):
        MARK = "mark"
        NAME = "name"

    id = models.UUIDField(primary_key=True, editable=False)
    staff = models.UUIDField(db_index=True)
    by = models.CharField(max_length=4, choices=By)
    value = models.CharField(max_length=200)
    shown = models.CharField(max_length=60)
    """Enough to know the row by: the name, or the last signs of the number."""
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "value"], name="kin_declared_once")]
        indexes = [models.Index(fields=["value"], name="kin_value")]

    def __str__(self) -> str:
        return str(self.id)


class Conflict(models.Model):
    """Somebody said on opening a case that they should not have it."""

    case = models.UUIDField()
    staff = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "staff"], name="conflict_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.staff}"


class Absence(models.Model):
    """Days somebody is not there, both included; a deputy has their cases meanwhile."""

    id = models.UUIDField(primary_key=True, editable=False)
    staff = models.UUIDField(db_index=True)
    deputy = models.UUIDField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    noted_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("staff")), name="absence_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.starts_on}"


class Note(models.Model):
    """An internal remark: part of the file and of what its subject may ask to see; never changed,
    never shown on the applicant's own pages."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField(db_index=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A note stays in the file.")


class Sensitive(models.Model):
    """A case only for those who have it in hand, and the head."""

    case = models.UUIDField(primary_key=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.case)


class Glass(models.Model):
    """A case opened outside one's remit: allowed, marked, reviewed the next working day."""

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.UUIDField()
    number = models.CharField(max_length=20)
    office = models.CharField(max_length=60)
    """Whose staff broke it; its head reviews."""
    staff = models.UUIDField()
    ground = models.CharField(max_length=20)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    review_due_on = models.DateField()
    reminded_on = models.DateField(null=True)
    """The last day on which the head was told that this is overdue."""
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    justified = models.BooleanField(null=True)
    review_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("staff")),
                name="glass_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, justified=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False),
                name="glass_reviewed_wholly",
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "case", "until"], name="glass_of_staff"),
            models.Index(
                fields=["office", "review_due_on"],
                condition=Q(reviewed_at=None),
                name="glass_to_review",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SavedFilter(models.Model):
    """A list of cases somebody wants again; `query` is the address behind the question mark."""

    staff = models.UUIDField()
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "name"], name="saved_filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name
