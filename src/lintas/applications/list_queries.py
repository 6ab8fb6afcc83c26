"""The desk's list of cases: filters, orders and pages that cost the same however far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from lintas.applications.list_filters import CaseFilters, Sort, narrowed
from lintas.applications.marks import marks_sought
from lintas.applications.models import Application, Mark
from lintas.applications.name_queries import cases_named, newest_among
from lintas.applications.rules import AT_THE_DESK
from lintas.applications.timeline import status_text
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.kernel.numbers import read_number

PAGE = 25
SHOWN = (
    "number", "service", "service_version", "status", "status_since", "submitted_at", "due_on",
    "decider", "reviewed_by", "answers__name",
)  # fmt: skip


@dataclass(frozen=True)
class CaseRow:
    id: UUID
    number: str
    name: str
    service: str
    title: object
    status: str
    status_text: object
    since: datetime
    submitted_at: datetime | None
    due_on: date | None
    late: bool
    decider: UUID | None
    reviewed_by: UUID | None


@dataclass(frozen=True)
class CasePage:
    rows: Sequence[CaseRow]
    following: str


def cases_page(actor: Actor, filters: CaseFilters, *, after: str = "", at: datetime) -> CasePage:
    """One page of an office's cases; `after` is the last page's `following`.

    Search by number, NIK, passport, telephone or e-mail (exact), or by name, best fit first.
    Cost: one or two index reads with the names, whatever the page.
    """
    today, order = catalogue.office(settings.OFFICE).today(at), filters.order
    place = _place_after(after)
    filters = _up_to(place, filters) if place else filters
    rows = narrowed(actor, filters, today).select_related("answers").only(*SHOWN)
    if filters.text.strip():
        found = _sought(rows, filters.text)
        return CasePage([row_of(row, today) for row in found], "")
    page = _ordered(rows, order, place)
    following = _following(page[PAGE - 1], order) if len(page) > PAGE else ""
    return CasePage([row_of(row, today) for row in page[:PAGE]], following)


def _sought(rows: QuerySet[Application], text: str) -> Sequence[Application]:
    number = read_number(text)
    if number is not None:
        return list(rows.filter(number=number))
    marks = marks_sought(text)
    if marks:
        marked = Mark.objects.filter(value__in=marks).values_list("answers_id", flat=True)
        found = rows.in_bulk(newest_among(rows, marked.order_by("-answers_id"), PAGE))
        return sorted(found.values(), key=lambda row: row.status_since, reverse=True)
    return cases_named(rows, text)


@dataclass(frozen=True)
class Place:
    """Where a page ended: by which field, its value there, and the case."""

    field: str
    value: datetime | date
    pk: UUID


ARRIVED = Q(arrived__isnull=False)
MOMENTS = ("status_since", "arrived")


def _place_after(after: str) -> Place | None:
    """What `following` said; None for the beginning and for anything else."""
    field, _, rest = after.partition("~")
    value, _, pk = rest.partition("~")
    try:
        if field in MOMENTS:
            return Place(field, datetime.fromisoformat(value).astimezone(UTC), UUID(pk))
        return Place("due_on", date.fromisoformat(value), UUID(pk)) if field == "due_on" else None
    except (ValueError, OverflowError):
        return None


def _up_to(place: Place, filters: CaseFilters) -> CaseFilters:
    """Without the last day, where the place lies before it: SQLite takes but one of two ends."""
    within = place.field == "arrived" and place.value < filters.sent_before
    return replace(filters, until=None) if filters.until and within else filters


def _ordered(rows: QuerySet[Application], sort: Sort, place: Place | None) -> list[Application]:
    """The next page and one more; by due day first what has one, then the rest."""
    if sort == Sort.ARRIVED:
        return list(_newest_first(rows.filter(ARRIVED), "arrived", place)[: PAGE + 1])
    if sort == Sort.CHANGED:
        return list(_newest_first(rows, "status_since", place)[: PAGE + 1])
    found: list[Application] = []
    if place is None or place.field == "due_on":
        due = rows.filter(due_on__isnull=False).order_by("due_on", "id")
        if place is not None:
            beyond = Q(due_on__gt=place.value) | Q(id__gt=place.pk)
            due = due.filter(beyond, due_on__gte=place.value)
        found = list(due[: PAGE + 1])
    if len(found) <= PAGE:
        rest = _newest_first(rows.filter(due_on=None), "status_since", place)
        found += list(rest[: PAGE + 1 - len(found)])
    return found


def _newest_first(
    rows: QuerySet[Application], field: str, place: Place | None
) -> QuerySet[Application]:
    """From a place on. The first condition alone says where in the index to begin."""
    if place is not None and place.field == field:
        beyond = Q(**{f"{field}__lt": place.value}) | Q(id__lt=place.pk)
        rows = rows.filter(beyond, **{f"{field}__lte": place.value})
    return rows.order_by(f"-{field}", "-id")


def _following(last: Application, sort: Sort) -> str:
    field = "arrived" if sort == Sort.ARRIVED else "status_since"
    if sort == Sort.DUE and last.due_on is not None:
        field = "due_on"
    return f"{field}~{getattr(last, field).isoformat()}~{last.pk}"


def row_of(row: Application, today: date) -> CaseRow:
    return CaseRow(
        id=row.id,
        number=row.number,
        name=row.answers.name,
        service=row.service,
        title=catalogue.service(row.service, row.service_version).title,
        status=row.status,
        status_text=status_text(row.status),
        since=row.status_since,
        submitted_at=row.submitted_at,
        due_on=row.due_on,
        late=row.due_on is not None and row.due_on < today and row.status in AT_THE_DESK,
        decider=row.decider,
        reviewed_by=row.reviewed_by,
    )
