"""What the desk's list of cases is narrowed to, and by which index it is then read.

Whatever is asked together costs a range of one index (models.py). What only open cases can answer
(a scope, a due day, a holder, the order by due day) is read among the open ones, a few thousand
however many have ended. All else is by status, service or both, in the order of the last change or
of arrival; with days of sending the order is that of arrival, which is where they are a range.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet

from lintas.applications.list_indexes import OPEN, OPEN_ARRIVED, OPEN_SERVICE
from lintas.applications.models import Application
from lintas.applications.queries import held_by, visible_to
from lintas.applications.rules import AT_THE_DESK, Status
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor

WEEK = timedelta(days=7)
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)


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

    @property
    def among_open(self) -> bool:
        """Whether only cases the office has in hand can be meant."""
        return bool(self.scope or self.due or self.holder) or self.sort == Sort.DUE

    @property
    def order(self) -> Sort:
        """Days of sending are a range of the order of arrival, and of no other."""
        by_day = self.since or self.until
        return Sort.ARRIVED if by_day and self.sort == Sort.CHANGED else self.sort

    @property
    def sent_from(self) -> datetime:
        return _midnight(self.since or EARLIEST)

    @property
    def sent_before(self) -> datetime:
        last = min(self.until or LATEST, LATEST)
        return _midnight(last + timedelta(days=1))


def narrowed(actor: Actor, filters: CaseFilters, today: date) -> QuerySet[Application]:
    """The cases that fit everything but what was typed, with when they `arrived`."""
    rows = Application.objects.filter(visible_to(actor)).exclude(status=Status.DRAFT)
    if filters.among_open:
        rows = rows.annotate(arrived=OPEN_ARRIVED).alias(asked_for=OPEN_SERVICE)
        rows = rows.filter(OPEN, _of_scope(filters.scope, actor), _due(filters.due, today))
        if filters.status and filters.status not in AT_THE_DESK:
            return rows.none()
    else:
        rows = rows.annotate(arrived=F("submitted_at")).alias(asked_for=F("service"))
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.service:
        rows = rows.filter(asked_for=filters.service)
    if filters.holder:
        rows = rows.filter(held_by(filters.holder))
    return rows.filter(_sent(filters))


def _of_scope(scope: Scope, actor: Actor) -> Q:
    if scope == Scope.MINE:
        return held_by(actor.id) if actor.id else Q(pk__in=[])
    if scope == Scope.UNASSIGNED:
        return Q(status=Status.UNDER_REVIEW, decider=None)
    return Q()


def _due(due: Due, today: date) -> Q:
    if due == Due.LATE:
        return Q(due_on__lt=today)
    if due == Due.TODAY:
        return Q(due_on=today)
    return Q(due_on__gte=today, due_on__lt=today + WEEK) if due == Due.WEEK else Q()


def _sent(filters: CaseFilters) -> Q:
    sent = Q(arrived__gte=filters.sent_from) if filters.since else Q()
    return sent & Q(arrived__lt=filters.sent_before) if filters.until else sent


def _midnight(day: date) -> datetime:
    """When a day begins at the office; a year that no database can count from is brought nearer."""
    day = max(EARLIEST, min(day, LATEST))
    return datetime.combine(day, time(), catalogue.office(settings.OFFICE).zone)
