"""The journal: entries, their one order, and what is still to be done about them."""

from typing import Any, NoReturn

from django.db import models

from lintas.journal import any_of  # noqa: F401 - the lookup is there once models are
from lintas.kernel.actor import ActorKind


class OnlyGrows(Exception):
    """The journal is written once: nothing in it is changed or removed."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise OnlyGrows

    def delete(self) -> NoReturn:
        raise OnlyGrows


class Entry(models.Model):
    """One line: what happened to what, by whom, where, when, under which rule."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    case = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ActorKind])
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    data = models.JSONField()
    rule = models.CharField(max_length=80, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="journal_entry_subject"),
            models.Index(
                fields=["case", "at"],
                condition=models.Q(case__isnull=False),
                name="journal_entry_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyGrows
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyGrows


class Unordered(models.Model):
    """Entries that have no place in the order yet; the database adds one with each entry.

    Its own id grows in the order of the inserts: two entries about one subject, the second
    written after the first had committed, always come in that order.
    """

    entry_id = models.UUIDField()

    def __str__(self) -> str:
        return str(self.entry_id)


class Head(models.Model):
    """One row: the last number given. Whoever holds it is the only sequencer."""

    last_seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head")]

    def __str__(self) -> str:
        return str(self.last_seq)


class Order(models.Model):
    """The total order without gaps that every reader follows."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="place")

    def __str__(self) -> str:
        return str(self.seq)


class Reaction(models.Model):
    """One thing to do about one entry; waits until it is done, however often it fails."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"

    handler = models.CharField(max_length=80)
    stream = models.UUIDField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handler", "order"], name="journal_reaction_once"),
        ]
        indexes = [
            models.Index(
                fields=["handler", "stream", "order"],
                condition=models.Q(state="waiting"),
                name="journal_reaction_stream",
            ),
            models.Index(
                fields=["due_at"], condition=models.Q(state="waiting"), name="journal_reaction_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} #{self.order_id}"


class WorkerBeat(models.Model):
    """When each worker was last alive."""

    name = models.CharField(primary_key=True, max_length=80)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
