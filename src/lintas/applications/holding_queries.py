"""Whose hands cases are in; for the capability that shares them out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from lintas.applications.list_indexes import OPEN
from lintas.applications.models import Application
from lintas.applications.queries import answers_of, held_by, service_of
from lintas.applications.rules import Status
from lintas.kernel.numbers import read_number


@dataclass(frozen=True)
class Held:
    """What is to be known of a case in order to give it to somebody."""

    id: UUID
    number: str
    office: str
    service: str
    status: str
    reviewed_by: UUID | None
    decider: UUID | None
    marks: frozenset[str]
    """Numbers on its papers and contacts, as marks.py writes them."""
    names: tuple[str, ...]


def held(case: UUID) -> Held | None:
    """Cost: three queries."""
    row = Application.objects.select_related("answers").filter(pk=case).first()
    if row is None:
        return None
    answers = answers_of(row)
    named = (answers.get(q.id, "") for q in service_of(row).questions if q.kind == "name")
    return Held(
        id=row.pk,
        number=row.number,
        office=row.office,
        service=row.service,
        status=row.status,
        reviewed_by=row.reviewed_by,
        decider=row.decider,
        marks=frozenset(row.answers.marks.values_list("value", flat=True)),
        names=tuple(name for name in named if name),
    )


def held_by_number(number: str) -> Held | None:
    """Cost: four queries."""
    read = read_number(number)
    row = Application.objects.filter(number=read).first() if read else None
    return held(row.pk) if row else None


def undecided(most: int) -> Sequence[UUID]:
    """Cases under review that nobody has to decide, oldest first. Cost: one index read."""
    rows = Application.objects.filter(status=Status.UNDER_REVIEW, decider=None)
    return list(rows.order_by("status_since").values_list("pk", flat=True)[:most])


def in_hands_of(staff: UUID) -> Sequence[UUID]:
    """Cases that somebody still reviews or has to decide. Cost: two index reads."""
    waiting = Q(status__in=[Status.UNDER_REVIEW, Status.RETURNED])
    rows = Application.objects.filter(OPEN, held_by(staff), waiting)
    return list(rows.values_list("pk", flat=True))


def loads(staff: Iterable[UUID]) -> dict[UUID, int]:
    """How many cases each has to decide or reviews now. Cost: two index reads."""
    found = dict.fromkeys(staff, 0)
    waiting = Application.objects.filter(OPEN, status=Status.UNDER_REVIEW)
    for field in ("decider", "reviewed_by"):
        rows = waiting.filter(**{f"{field}__in": list(found)}).values_list(field)
        for who, count in rows.annotate(count=Count("id")):
            found[who] += count
    return found
