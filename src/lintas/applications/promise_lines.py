"""The clock of a request as people read it: the day, what stood still, what was announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.applications.models import Application
from lintas.applications.promises import ground_title
from lintas.applications.queries import service_of, visible_to
from lintas.applications.timeline import status_text
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.promises import public as promises
from lintas.promises.public import PromiseView


@dataclass(frozen=True)
class Span:
    reason: str
    confirmed: bool
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class PromiseLines:
    """`if_resumed_on` is the promised day if the clock went on today."""

    promise: PromiseView
    confirmed: bool
    spans: Sequence[Span]
    standing: Span | None
    if_resumed_on: date | None
    delay_reason: str

    @property
    def worth_showing(self) -> bool:
        return self.promise.running or bool(self.spans) or bool(self.promise.delays)


def promise_lines(application: Application, at: datetime) -> PromiseLines | None:
    """Nothing before the clock runs. Cost: up to five queries."""
    found = promises.promise_of(application.pk)
    if found is None:
        return None
    sure = {ground.id for ground in catalogue.promise_table().pauses if ground.confirmed}
    spans = [
        Span(ground_title(p.reason), p.reason in sure, p.started_on, p.ended_on)
        for p in found.pauses
    ]
    return PromiseLines(
        promise=found,
        confirmed=service_of(application).promise.confirmed,
        spans=spans,
        standing=next((span for span in spans if span.ended_on is None), None),
        if_resumed_on=promises.day_if_resumed(application.pk, at),
        delay_reason=ground_title(found.delays[-1].reason) if found.delays else "",
    )


@dataclass(frozen=True)
class PromiseRow:
    """One line of the desk's list of clocks."""

    id: UUID
    number: str
    title: object
    kind: str
    status_text: object
    expected_on: date
    announced: bool
    pause_reason: str
    paused_since: date | None


def promise_rows(actor: Actor, found: Sequence[PromiseView]) -> list[PromiseRow]:
    """Those of cases this actor may see, in the order given. Cost: one query."""
    seen = Application.objects.filter(visible_to(actor))
    cases = seen.in_bulk({promise.case for promise in found})
    return [_row(cases[p.case], p) for p in found if p.case in cases]


def _row(application: Application, promise: PromiseView) -> PromiseRow:
    still = promise.open_pause
    return PromiseRow(
        id=application.pk,
        number=application.number,
        title=service_of(application).title,
        kind=promise.kind,
        status_text=status_text(application.status),
        expected_on=promise.expected_on,
        announced=promise.announced_on is not None,
        pause_reason=ground_title(still.reason) if still else "",
        paused_since=still.started_on if still else None,
    )
