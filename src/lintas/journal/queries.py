"""Reading the journal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet
from django.db.models.fields.json import KeyTextTransform

from lintas.journal import kinds
from lintas.journal.models import Entry, Order, Reaction, Unordered, WorkerBeat
from lintas.journal.prepared import Prepared


@dataclass(frozen=True)
class EntryView:
    """An entry as readers get it; `data` is the dataclass of its kind, `seq` its place."""

    id: UUID
    kind: str
    subject: UUID
    case: UUID | None
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    office: str
    at: datetime
    data: Any
    rule: str
    seq: int | None


@dataclass(frozen=True)
class FailingReaction:
    id: int
    handler: str
    kind: str
    case: UUID | None
    attempts: int
    due_at: datetime
    trouble: str


def view_of(entry: Entry, seq: int | None = None) -> EntryView:
    return EntryView(
        id=entry.id,
        kind=entry.kind,
        subject=entry.subject,
        case=entry.case,
        actor_kind=entry.actor_kind,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        office=entry.office,
        at=entry.at,
        data=kinds.from_json(entry.kind, entry.data),
        rule=entry.rule,
        seq=seq,
    )


def _views(entries: QuerySet[Entry]) -> list[EntryView]:
    return [view_of(e, e.place.seq if hasattr(e, "place") else None) for e in _in_order(entries)]


def _in_order(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("place").order_by(
        F("place__seq").asc(nulls_last=True), "at", "id"
    )


def entries_of_case(case: UUID) -> list[EntryView]:
    """Everything that happened about one application, oldest first. Cost: one index read."""
    return [view_of(e, e.place.seq if hasattr(e, "place") else None) for e in _OF_CASE.found(case)]


_OF_CASE = Prepared(lambda case: _in_order(Entry.objects.filter(case=case)), of_case=True)


def entries_about(subject: UUID) -> list[EntryView]:
    """Everything that happened to one thing, oldest first. Cost: one index read."""
    return _views(Entry.objects.filter(subject=subject))


def entries_of_kind(kind: str) -> Iterator[EntryView]:
    """Every entry of one kind, for checks of the whole. Cost: reads the journal."""
    for entry in Entry.objects.filter(kind=kind).iterator():
        yield view_of(entry)


def counts_of(kind: str, by: str) -> dict[UUID, int]:
    """How many entries of a kind tell of each thing: `by` is a field of the data, or "subject".

    Cost: reads the journal, in the database.
    """
    key = F("subject") if by == "subject" else KeyTextTransform(by, "data")
    rows = Entry.objects.filter(kind=kind).values_list(key).annotate(Count("pk")).order_by()
    return {UUID(str(thing)): count for thing, count in rows}


def entries_about_any(subjects: Sequence[UUID], kinds: Sequence[str]) -> list[EntryView]:
    """Those of some kinds about any of these, oldest first. Cost: one index read a subject."""
    rows = Entry.objects.filter(subject__in=subjects, kind__in=kinds).order_by("at", "id")
    return [view_of(entry) for entry in rows]


def entries_after(seq: int, most: int = 500) -> list[EntryView]:
    """The next entries in the one order; keep the last `seq` as the cursor.

    Cost: one index read.
    """
    places = Order.objects.filter(seq__gt=seq).select_related("entry").order_by("seq")[:most]
    return [view_of(place.entry, place.seq) for place in places]


def failing_reactions(most: int = 100) -> Sequence[FailingReaction]:
    """Reactions that failed at least once and still wait, oldest first."""
    rows = (
        Reaction.objects.filter(state=Reaction.State.WAITING, attempts__gt=0)
        .select_related("order__entry")
        .order_by("order_id")[:most]
    )
    return [
        FailingReaction(
            id=row.pk,
            handler=row.handler,
            kind=row.order.entry.kind,
            case=row.order.entry.case,
            attempts=row.attempts,
            due_at=row.due_at,
            trouble=row.trouble,
        )
        for row in rows
    ]


def waiting_counts() -> tuple[int, int]:
    """Entries without a place yet, reactions not done yet."""
    waiting = Reaction.objects.filter(state=Reaction.State.WAITING)
    return Unordered.objects.count(), waiting.count()


def worker_seen_at() -> datetime | None:
    """When any worker was last alive."""
    seen: datetime | None = WorkerBeat.objects.aggregate(last=Max("seen_at"))["last"]
    return seen
