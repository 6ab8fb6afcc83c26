"""When the office promises to be done: the clock of a request, from its service's data.

The request's own `due_on` follows the clock, so that lists and letters need not ask it.
"""

from datetime import date, datetime

from django.db import transaction

from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.queries import service_of
from lintas.applications.rules import Status
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.promises import public as promises
from lintas.promises.public import PromiseView

KIND = "application"
RETURNED = "menunggu-perbaikan"


def begin_promise(application: Application, event: str, actor: Actor, at: datetime) -> date | None:
    """Start the clock if this event ("submission", "payment", "visit", "approval") starts it.

    Gives the promised day, or the one that stands already.
    """
    promise = service_of(application).promise
    if promise.counted_from != event:
        found = promises.promise_of(application.pk)
        return found.expected_on if found is not None and found.running else application.due_on
    begun = promises.begin(
        subject=application.pk,
        case=application.pk,
        office=application.office,
        service=application.service,
        kind=KIND,
        days=promise.working_days,
        rule=promise.rule,
        extendable_days=promise.extension_days,
        actor=actor,
        at=at,
    )
    return begun.expected_on


def hold_while_returned(application: Application, actor: Actor, at: datetime) -> None:
    """While the person corrects, the days do not count; nothing to hold before the clock runs.

    A pause for another ground stands as it is.
    """
    found = promises.promise_of(application.pk)
    known = RETURNED in {ground.id for ground in catalogue.promise_table().pauses}
    if known and found is not None and found.running and found.open_pause is None:
        promises.pause(subject=application.pk, reason=RETURNED, actor=actor, at=at)


def count_on(application: Application, actor: Actor, at: datetime) -> None:
    """The corrections are here: the clock goes on, if it stood still for them."""
    found = promises.promise_of(application.pk)
    still = found.open_pause if found is not None and found.running else None
    if still is not None and still.reason == RETURNED:
        follow(promises.resume(subject=application.pk, actor=actor, at=at))


@transaction.atomic
def pause_promise(*, application: Application, reason: str, actor: Actor, at: datetime) -> None:
    """An officer or the head stops the clock on a lawful ground.

    Raises: ActionNotOpen while returned, NoPromiseRuns, NoLawfulGround, PausedAlready.
    """
    if application.status == Status.RETURNED or reason == RETURNED:
        raise ActionNotOpen
    promises.pause(subject=application.pk, reason=reason, actor=actor, at=at)


@transaction.atomic
def resume_promise(*, application: Application, actor: Actor, at: datetime) -> None:
    """Raises: ActionNotOpen while returned or by nobody of the office, NotPaused."""
    if application.status == Status.RETURNED or not actor.is_staff:
        raise ActionNotOpen
    follow(promises.resume(subject=application.pk, actor=actor, at=at))


@transaction.atomic
def extend_promise(*, application: Application, reason: str, actor: Actor, at: datetime) -> None:
    """Raises: NoPromiseRuns, NoLawfulGround, NoExtension."""
    follow(promises.extend(subject=application.pk, reason=reason, actor=actor, at=at))


def follow(promise: PromiseView) -> None:
    Application.objects.filter(pk=promise.subject).update(due_on=promise.expected_on)


def ground_title(reason: str) -> str:
    return str(catalogue.promise_table().title_of(reason) or reason)
