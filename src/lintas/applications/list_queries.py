"""The desk's list of cases: filters, orders and pages that cost the same however far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from lintas.applications.marks import marks_sought
from lintas.applications.models import OPEN, Application
from lintas.applications.name_queries import cases_named
from lintas.applications.queries import held_by, visible_to
from lintas.applications.rules import AT_THE_DESK, Status
from lintas.applications.timeline import status_text
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.kernel.numbers import read_number

PAGE = 25
WEEK = timedelta(days=7)
HIDDEN = [Status.DRAFT]


class Scope(StrEnum):
    ALL = ""
    MINE = "saya"
    TEAM = "tim"
    UNASSIGNED = "bebas"


class Due(StrEnum):
    ANY = ""
    LATE = "lewat"
    TODAY = "hari-ini"
    WEEK = "minggu-ini"


class Sort(StrEnum):
    CHANGED = ""
    DUE = "tenggat"
    ARRIVED = "masuk"


@dataclass(frozen=True)
class CaseFilters:
    """What the list is narrowed to; `since` and `until` are days of sending."""

    scope: Scope = Scope.ALL
    status: str = ""
    service: str = ""
    due: Due = Due.ANY
    holder: UUID | None = None
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.CHANGED
    text: str = ""


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
    today = catalogue.office(settings.OFFICE).today(at)
    rows = _narrowed(actor, filters, today)
    if filters.text.strip():
        found = _sought(rows, filters.text)
        return CasePage([row_of(row, today) for row in found], "")
    page = _ordered(rows, filters.sort, after)
    following = _following(page[PAGE - 1], filters.sort) if len(page) > PAGE else ""
    return CasePage([row_of(row, today) for row in page[:PAGE]], following)


def _narrowed(actor: Actor, filters: CaseFilters, today: date) -> QuerySet[Application]:
    rows = Application.objects.filter(visible_to(actor)).exclude(status__in=HIDDEN)
    rows = rows.filter(_of_scope(filters.scope, actor), _due(filters.due, today))
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.service:
        rows = rows.filter(service=filters.service)
    if filters.holder:
        rows = rows.filter(OPEN, held_by(filters.holder))
    zone = catalogue.office(settings.OFFICE).zone
    if filters.since:
        rows = rows.filter(submitted_at__gte=datetime.combine(filters.since, time(), zone))
    if filters.until:
        end = datetime.combine(filters.until + timedelta(days=1), time(), zone)
        rows = rows.filter(submitted_at__lt=end)
    return rows.filter(OPEN) if filters.sort == Sort.DUE else rows


def _of_scope(scope: Scope, actor: Actor) -> Q:
    if scope == Scope.MINE:
        return OPEN & held_by(actor.id) if actor.id else Q(pk__in=[])
    if scope == Scope.TEAM:
        return OPEN
    if scope == Scope.UNASSIGNED:
        return Q(status=Status.UNDER_REVIEW, decider=None)
    return Q()


def _due(due: Due, today: date) -> Q:
    if due == Due.LATE:
        return OPEN & Q(due_on__lt=today)
    if due == Due.TODAY:
        return OPEN & Q(due_on=today)
    return OPEN & Q(due_on__gte=today, due_on__lt=today + WEEK) if due == Due.WEEK else Q()


def _sought(rows: QuerySet[Application], text: str) -> Sequence[Application]:
    number = read_number(text)
    if number is not None:
        return list(rows.filter(number=number).select_related("answers"))
    marks = marks_sought(text)
    if marks:
        marked = rows.filter(answers__marks__value__in=marks).distinct()
        return list(marked.select_related("answers").order_by("-status_since", "-id")[:PAGE])
    return cases_named(rows, text)


@dataclass(frozen=True)
class Place:
    """Where a page ended: by which field, its value there, and the case."""

    field: str
    value: datetime | date
    pk: UUID


MOMENTS = ("status_since", "submitted_at")


def _place_after(after: str) -> Place | None:
    """What `following` said; None for the beginning and for anything else."""
    field, _, rest = after.partition("~")
    value, _, pk = rest.partition("~")
    try:
        if field in MOMENTS:
            return Place(field, datetime.fromisoformat(value), UUID(pk))
        return Place("due_on", date.fromisoformat(value), UUID(pk)) if field == "due_on" else None
    except ValueError:
        return None


def _ordered(rows: QuerySet[Application], sort: Sort, after: str) -> list[Application]:
    """The next page and one more; by due day first what has one, then the rest."""
    rows, place = rows.select_related("answers"), _place_after(after)
    if sort == Sort.ARRIVED:
        rows = rows.filter(submitted_at__isnull=False)
        return list(_newest_first(rows, "submitted_at", place)[: PAGE + 1])
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
    field = "submitted_at" if sort == Sort.ARRIVED else "status_since"
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
