"""Beginning, pausing and ending a promise; saying that it will be late."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, Role
from lintas.kernel.ids import new_id
from lintas.promises import entries
from lintas.promises.errors import (
    DayNotLater,
    NoExtension,
    NoLawfulGround,
    NoPromiseRuns,
    NotPaused,
    PausedAlready,
)
from lintas.promises.models import Delay, Pause, Promise
from lintas.promises.queries import PromiseView, calendar_of, view_of
from lintas.promises.rules import Stage, State, moved_by_pause, outcome, stage_of


@transaction.atomic
def begin(
    *,
    subject: UUID,
    case: UUID,
    office: str,
    service: str,
    kind: str,
    days: int,
    rule: str,
    every_day: bool = False,
    extendable_days: int = 0,
    actor: Actor,
    at: datetime,
) -> PromiseView:
    """Start the clock today; while one runs for this subject, that one is given.

    Race: of two at once the second breaks the constraint promise_running_once.
    """
    found = Promise.objects.filter(subject=subject, state=State.RUNNING).first()
    if found is not None:
        return view_of(found)
    today = catalogue.office(office).today(at)
    made = Promise(
        id=new_id(), subject=subject, case=case, office=office, service=service, kind=kind,
        rule=rule, every_day=every_day, days=days, extendable_days=extendable_days,
        started_on=today, state=State.RUNNING,
    )  # fmt: skip
    made.due_on = calendar_of(made).add(today, days)
    made.save(force_insert=True)
    data = entries.PromiseBegun(promise=made.id, days=days, due_on=made.due_on)
    _say(made, data, actor, at, rule)
    return view_of(made)


@transaction.atomic
def pause(*, subject: UUID, reason: str, actor: Actor, at: datetime) -> PromiseView:
    """Stop counting, on a ground of the table and by whom the table lets.

    Raises: NoPromiseRuns, NoLawfulGround, PausedAlready.
    """
    promise = _running(subject)
    ground = next((g for g in catalogue.promise_table().pauses if g.id == reason), None)
    if ground is None or not _may_pause(actor, ground.by):
        raise NoLawfulGround
    if promise.pauses.filter(ended_on=None).exists():
        raise PausedAlready
    today = catalogue.office(promise.office).today(at)
    Pause.objects.create(
        id=new_id(), promise=promise, reason=reason, rule=ground.rule, started_on=today,
        started_by=actor.id,
    )  # fmt: skip
    data = entries.PromisePaused(promise=promise.id, reason=reason, started_on=today)
    _say(promise, data, actor, at, ground.rule)
    return view_of(promise)


def _may_pause(actor: Actor, by: str) -> bool:
    """A return stops the clock by itself; the rest is said by an officer or the head."""
    if by == "head":
        return actor.has(Role.HEAD)
    return actor.has(Role.OFFICER, Role.APPROVER, Role.HEAD)


@transaction.atomic
def resume(*, subject: UUID, actor: Actor, at: datetime) -> PromiseView:
    """Count on; the promised day moves by exactly the days paused. Raises: NotPaused.

    Race: the promise's row is locked, so a pause ends once.
    """
    promise = _running(subject)
    found = promise.pauses.filter(ended_on=None).first()
    if found is None:
        raise NotPaused
    today = max(catalogue.office(promise.office).today(at), found.started_on)
    _end_pause(promise, found, today, actor.id)
    data = entries.PromiseResumed(
        promise=promise.id, reason=found.reason, ended_on=today, due_on=promise.due_on
    )
    _say(promise, data, actor, at, found.rule)
    return view_of(promise)


def _end_pause(promise: Promise, found: Pause, today: date, by: UUID | None) -> None:
    calendar = calendar_of(promise)
    promise.due_on = moved_by_pause(calendar, promise.due_on, found.started_on, today)
    if promise.announced_on is not None:
        promise.announced_on = moved_by_pause(
            calendar, promise.announced_on, found.started_on, today
        )
    target = promise.announced_on or promise.due_on
    now = stage_of(calendar, promise.started_on, promise.days, target, today)
    promise.stage = min(promise.stage, now)
    promise.save(update_fields=["due_on", "announced_on", "stage"])
    Pause.objects.filter(pk=found.pk).update(ended_on=today, ended_by=by)


@transaction.atomic
def extend(*, subject: UUID, reason: str, actor: Actor, at: datetime) -> PromiseView:
    """Take the extension the service's rule gives: once, in time, by the head, with a reason.

    Raises: NoPromiseRuns, NoLawfulGround, NoExtension.
    """
    promise = _running(subject)
    ground = next((g for g in catalogue.promise_table().delays if g.id == reason), None)
    if ground is None or not actor.has(Role.HEAD):
        raise NoLawfulGround
    today = catalogue.office(promise.office).today(at)
    if promise.extended_days or not promise.extendable_days or today > promise.due_on:
        raise NoExtension
    promise.extended_days = promise.extendable_days
    promise.due_on = calendar_of(promise).add(promise.due_on, promise.extendable_days)
    promise.stage = Stage.QUIET
    promise.save(update_fields=["extended_days", "due_on", "stage"])
    data = entries.PromiseExtended(
        promise=promise.id, reason=reason, days=promise.extended_days, due_on=promise.due_on
    )
    _say(promise, data, actor, at, promise.rule)
    return view_of(promise)


@transaction.atomic
def declare_delay(
    *, subject: UUID, reason: str, announced_on: date, actor: Actor, at: datetime
) -> PromiseView:
    """Say that it will be late, why, and until when: the head of office alone may.

    Raises: NoPromiseRuns, NoLawfulGround, DayNotLater.
    """
    promise = _running(subject)
    ground = next((g for g in catalogue.promise_table().delays if g.id == reason), None)
    if ground is None or not actor.has(Role.HEAD) or actor.id is None:
        raise NoLawfulGround
    before = promise.announced_on or promise.due_on
    today = catalogue.office(promise.office).today(at)
    if announced_on <= max(before, today) or not calendar_of(promise).is_working(announced_on):
        raise DayNotLater
    Delay.objects.create(
        id=new_id(), promise=promise, reason=reason, from_on=before, announced_on=announced_on,
        by=actor.id, at=at,
    )  # fmt: skip
    Promise.objects.filter(pk=promise.pk).update(announced_on=announced_on, stage=Stage.QUIET)
    promise.refresh_from_db()
    data = entries.PromiseDelayed(promise=promise.id, reason=reason, announced_on=announced_on)
    _say(promise, data, actor, at, ground.rule)
    return view_of(promise)


@transaction.atomic
def end(*, subject: UUID, actor: Actor, at: datetime) -> None:
    """What was promised is done; where no promise runs, nothing happens."""
    _end(subject, actor, at, dropped=False)


@transaction.atomic
def drop(*, subject: UUID, actor: Actor, at: datetime) -> None:
    """What was promised is wanted no longer; it counts neither as kept nor as missed."""
    _end(subject, actor, at, dropped=True)


def _end(subject: UUID, actor: Actor, at: datetime, *, dropped: bool) -> None:
    promise = _locked(subject)
    if promise is None:
        return
    today = catalogue.office(promise.office).today(at)
    still = promise.pauses.filter(ended_on=None).first()
    if still is not None:
        _end_pause(promise, still, max(today, still.started_on), actor.id)
    state = State.DROPPED if dropped else outcome(promise.due_on, today)
    Promise.objects.filter(pk=promise.pk).update(state=state, ended_on=today)
    data = entries.PromiseEnded(
        promise=promise.id, outcome=state, due_on=promise.due_on, ended_on=today
    )
    _say(promise, data, actor, at, promise.rule)


def _locked(subject: UUID) -> Promise | None:
    rows = Promise.objects.select_for_update()
    return rows.filter(subject=subject, state=State.RUNNING).first()


def _running(subject: UUID) -> Promise:
    promise = _locked(subject)
    if promise is None:
        raise NoPromiseRuns
    return promise


def _say(promise: Promise, data: object, actor: Actor, at: datetime, rule: str) -> None:
    journal.record(
        data,
        subject=promise.subject,
        case=promise.case,
        actor=actor,
        office=promise.office,
        at=at,
        rule=rule,
    )
