"""What happens when something has happened: once each, in order per stream, never lost.

A stream is the application an entry belongs to, or else its subject. A reaction and the mark
that it is done commit together; it may only change the database (sending is a task of its own).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from lintas.journal.kinds import KindUnknown, known_kinds
from lintas.journal.models import Reaction
from lintas.journal.queries import EntryView, view_of
from lintas.kernel import clock

log = structlog.get_logger(__name__)

Handler = Callable[[EntryView], None]

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)
ASK_AGAIN_AFTER = timedelta(seconds=30)
TOGETHER = 50
"""At most in one transaction."""


@dataclass(frozen=True)
class On:
    """One line of wiring: when an entry of this kind is placed, do this, known by this name."""

    kind: str
    name: str
    handler: Handler


_by_kind: dict[str, list[str]] = {}
_handlers: dict[str, Handler] = {}


def declare(lines: Iterable[On]) -> None:
    """Take the wiring, once, at start. Raises: KindUnknown."""
    _by_kind.clear()
    _handlers.clear()
    for line in lines:
        if line.kind not in known_kinds():
            raise KindUnknown(line.kind)
        if _handlers.setdefault(line.name, line.handler) is not line.handler:
            raise ValueError(f"The reaction name {line.name} stands for two handlers.")
        _by_kind.setdefault(line.kind, []).append(line.name)


def handlers_of(kind: str) -> list[str]:
    return _by_kind.get(kind, [])


def pause_after(attempts: int) -> timedelta:
    """Doubling from two seconds to an hour."""
    factor: int = 2 ** min(attempts, 12)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def ask(handler: str, stream: UUID) -> None:
    """Ask a worker to go on with a stream; part of the caller's transaction."""
    react.enqueue(handler, str(stream))


def ask_all(handler: str, streams: Collection[UUID]) -> None:
    """The same for many, with one task."""
    if len(streams) == 1:
        ask(handler, *streams)
    elif streams:
        react_to_all.enqueue(handler, [str(one) for one in streams])


@task()
def react(handler: str, stream: str) -> None:
    run_stream(handler, UUID(stream))


@task()
def react_to_all(handler: str, streams: list[str]) -> None:
    run_together(handler)
    mine = Reaction.objects.filter(
        handler=handler, stream__in=streams, state=Reaction.State.WAITING, due_at__lte=clock.now()
    )
    for stream in list(mine.order_by("stream").values_list("stream", flat=True).distinct()):
        run_stream(handler, stream)


def run_together(handler: str, most: int = TOGETHER) -> int:
    """Do what waits for one handler, of all streams, in one transaction. Gives how many were done.

    Each in its order. When one fails, or another worker had one of them, none is done here: each
    stream is then asked by itself, and what fails waits alone. Behind one that failed before
    nothing of its stream is taken.
    """
    waiting = Reaction.objects.filter(handler=handler, state=Reaction.State.WAITING)
    due = waiting.filter(due_at__lte=clock.now()).select_related("order__entry")
    found = list(due.order_by("order_id")[:most])
    streams = {one.stream for one in found}
    later = waiting.filter(stream__in=streams, due_at__gt=clock.now())
    held = set(later.values_list("stream", flat=True)) if len(streams) > 1 else streams
    lot = [one for one in found if one.stream not in held]
    try:
        return _do_together(lot) if lot else 0
    except Exception:  # whose fault it is, is seen when each is done alone
        log.info("reactions apart", reaction=handler, count=len(lot))
        return 0


class _TakenMeanwhile(Exception):
    pass


@transaction.atomic
def _do_together(lot: Sequence[Reaction]) -> int:
    waiting = Reaction.objects.filter(pk__in=[one.pk for one in lot], state=Reaction.State.WAITING)
    if waiting.update(state=Reaction.State.DONE, done_at=clock.now(), trouble="") != len(lot):
        raise _TakenMeanwhile
    for one in lot:
        _handlers[one.handler](view_of(one.order.entry, one.order_id))
    return len(lot)


def run_stream(handler: str, stream: UUID) -> int:
    """Do what waits in this stream, oldest first, until one fails. Gives how many were done."""
    done = 0
    while (reaction := _next(handler, stream)) is not None:
        if not _do(reaction):
            break
        done += 1
    return done


def _next(handler: str, stream: UUID) -> Reaction | None:
    first = (
        Reaction.objects.filter(handler=handler, stream=stream, state=Reaction.State.WAITING)
        .select_related("order__entry")
        .order_by("order_id")
        .first()
    )
    return first if first is not None and first.due_at <= clock.now() else None


def _do(reaction: Reaction) -> bool:
    """Race: the mark is taken before the work, so a second worker waits and finds it done."""
    waiting = Reaction.objects.filter(pk=reaction.pk, state=Reaction.State.WAITING)
    try:
        with transaction.atomic():
            moved = waiting.update(state=Reaction.State.DONE, done_at=clock.now(), trouble="")
            if moved == 1:
                _handlers[reaction.handler](view_of(reaction.order.entry, reaction.order_id))
    except Exception as trouble:  # whatever fails, the reaction waits, is shown and tried again
        due_at = clock.now() + pause_after(reaction.attempts)
        waiting.update(
            attempts=F("attempts") + 1,
            due_at=due_at,
            asked_at=None,
            trouble=type(trouble).__name__,
        )
        log.exception("reaction failed", reaction=reaction.handler, seq=reaction.order_id)
        return False
    return True


@transaction.atomic
def ask_due(at: datetime) -> int:
    """Ask again for whatever is due and was not asked for lately: a killed worker loses nothing."""
    forgotten = Q(asked_at__isnull=True) | Q(asked_at__lte=at - ASK_AGAIN_AFTER)
    due = Reaction.objects.filter(forgotten, state=Reaction.State.WAITING, due_at__lte=at)
    streams = set(due.values_list("handler", "stream"))
    for handler, stream in streams:
        ask(handler, stream)
        Reaction.objects.filter(
            handler=handler, stream=stream, state=Reaction.State.WAITING
        ).update(asked_at=at)
    return len(streams)


def retry_now(reaction_id: int, at: datetime) -> None:
    """Staff ask for another try without waiting for the pause to end."""
    Reaction.objects.filter(pk=reaction_id, state=Reaction.State.WAITING).update(
        due_at=at, asked_at=None
    )
