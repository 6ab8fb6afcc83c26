"""Questions about promises: one subject's, those in danger, and how many were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.working_days import EVERY_DAY, WorkingCalendar
from lintas.promises.models import Delay, Pause, Promise
from lintas.promises.rules import Stage, State, moved_by_pause

ENOUGH = 10
"""Fewer ended promises than this say nothing about a service."""


@dataclass(frozen=True)
class PauseView:
    reason: str
    rule: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class DelayView:
    reason: str
    from_on: date
    announced_on: date


@dataclass(frozen=True)
class PromiseView:
    """`expected_on` is the day people are told: the announced one, else the promised one."""

    id: UUID
    subject: UUID
    kind: str
    case: UUID
    rule: str
    started_on: date
    due_on: date
    announced_on: date | None
    extendable_days: int
    extended_days: int
    state: str
    stage: Stage
    ended_on: date | None
    pauses: Sequence[PauseView]
    delays: Sequence[DelayView]

    @property
    def expected_on(self) -> date:
        return max(self.due_on, self.announced_on or self.due_on)

    @property
    def running(self) -> bool:
        return self.state == State.RUNNING

    @property
    def open_pause(self) -> PauseView | None:
        return next((pause for pause in self.pauses if pause.ended_on is None), None)

    @property
    def broken(self) -> bool:
        """Its day has passed and nothing was said since."""
        return self.running and self.stage == Stage.BROKEN


@dataclass(frozen=True)
class Figures:
    """How many promises about a service were kept and missed, over so many days."""

    kept: int
    missed: int
    days: int

    @property
    def ended(self) -> int:
        return self.kept + self.missed

    @property
    def percent(self) -> int:
        """Rounded down: 100 only when none was missed."""
        return self.kept * 100 // self.ended if self.ended else 0

    @property
    def enough(self) -> bool:
        return self.ended >= ENOUGH


def calendar_of(promise: Promise) -> WorkingCalendar:
    return EVERY_DAY if promise.every_day else catalogue.office(promise.office).calendar


_OF_SUBJECT = journal.Prepared(
    lambda subject: Promise.objects.filter(subject=subject).order_by("-started_on", "-id"),
    of_case=True,
)


def promise_of(subject: UUID) -> PromiseView | None:
    """The running promise, else the last one. Cost: three queries."""
    rows = _OF_SUBJECT.found(subject)
    found = sorted(rows, key=lambda promise: promise.state != State.RUNNING)
    return view_of(found[0]) if found else None


def view_of(promise: Promise) -> PromiseView:
    pauses = Pause.objects.filter(promise=promise).order_by("started_on", "id")
    delays = Delay.objects.filter(promise=promise).order_by("at")
    return PromiseView(
        id=promise.id,
        subject=promise.subject,
        kind=promise.kind,
        case=promise.case,
        rule=promise.rule,
        started_on=promise.started_on,
        due_on=promise.due_on,
        announced_on=promise.announced_on,
        extendable_days=promise.extendable_days,
        extended_days=promise.extended_days,
        state=promise.state,
        stage=Stage(promise.stage),
        ended_on=promise.ended_on,
        pauses=[PauseView(p.reason, p.rule, p.started_on, p.ended_on) for p in pauses],
        delays=[DelayView(d.reason, d.from_on, d.announced_on) for d in delays],
    )


def day_if_resumed(subject: UUID, at: datetime) -> date | None:
    """While paused: the promised day if the clock went on today. Cost: two queries."""
    promise = Promise.objects.filter(subject=subject, state=State.RUNNING).first()
    pause = Pause.objects.filter(promise=promise, ended_on=None).first() if promise else None
    if promise is None or pause is None:
        return None
    today = catalogue.office(promise.office).today(at)
    return moved_by_pause(calendar_of(promise), promise.due_on, pause.started_on, today)


def endangered(office: str, most: int = 100) -> list[PromiseView]:
    """Running promises whose alarm was raised, soonest first. Cost: 1 + 2 a promise."""
    rows = Promise.objects.filter(office=office, state=State.RUNNING, stage__gt=Stage.QUIET)
    return [view_of(row) for row in rows.order_by("due_on", "id")[:most]]


def paused_now(office: str, most: int = 100) -> list[PromiseView]:
    """Whose clock stands still, longest first. Cost: 1 + 2 a promise."""
    still = Exists(Pause.objects.filter(promise=OuterRef("pk"), ended_on=None))
    rows = Promise.objects.filter(still, office=office, state=State.RUNNING)
    return [view_of(row) for row in rows.order_by("pauses__started_on", "id").distinct()[:most]]


def figures(office: str, on: date, *, days: int = 365) -> dict[str, Figures]:
    """Promises to people that ended lately, by service. Cost: one index read."""
    rows = (
        Promise.objects.filter(
            office=office, kind="application", ended_on__gt=on - timedelta(days=days)
        )
        .values_list("service")
        .annotate(
            kept=Count("id", filter=Q(state=State.KEPT)),
            missed=Count("id", filter=Q(state=State.MISSED)),
        )
    )
    return {service: Figures(kept, missed, days) for service, kept, missed in rows}
