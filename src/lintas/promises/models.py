"""Promises, their lawful pauses, and the delays that were announced."""

from django.db import models
from django.db.models import F, Q

from lintas.promises.rules import Stage, State


class Promise(models.Model):
    """One undertaking to be done by a day; `due_on` moves by lawful pauses only."""

    id = models.UUIDField(primary_key=True, editable=False)
    subject = models.UUIDField()
    case = models.UUIDField()
    office = models.CharField(max_length=60)
    service = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=80)
    every_day = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    due_on = models.DateField()
    announced_on = models.DateField(null=True)
    extendable_days = models.PositiveSmallIntegerField(default=0)
    extended_days = models.PositiveSmallIntegerField(default=0)
    stage = models.PositiveSmallIntegerField(default=Stage.QUIET)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State])
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state="running"), name="promise_running_once"
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_on=None)
                | ~Q(state="running") & Q(ended_on__isnull=False),
                name="promise_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(extended_days__lte=F("extendable_days")),
                name="promise_extended_by_what_the_rule_gives",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(ended_on__lte=F("due_on")),
                name="promise_kept_in_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "due_on"], condition=Q(state="running"), name="promise_due"
            ),
            models.Index(fields=["subject"], name="promise_of_subject"),
            models.Index(fields=["office", "service", "ended_on"], name="promise_figures"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.due_on}"


class Pause(models.Model):
    """Days that do not count, with the ground in law and who said so."""

    id = models.UUIDField(primary_key=True, editable=False)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    started_on = models.DateField()
    started_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], condition=Q(ended_on=None), name="pause_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="pause_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Delay(models.Model):
    """A new day the person was told, before they had to ask."""

    id = models.UUIDField(primary_key=True, editable=False)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="delays")
    reason = models.CharField(max_length=60)
    from_on = models.DateField()
    announced_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(announced_on__gt=F("from_on")), name="delay_names_a_later_day"
            )
        ]

    def __str__(self) -> str:
        return self.reason
