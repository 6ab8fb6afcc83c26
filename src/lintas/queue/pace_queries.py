"""An office's own days, read for what they say about its pace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, ServiceVisit
from lintas.queue.estimate_models import LearnedPace
from lintas.queue.models import Ticket
from lintas.queue.pace import Pace, Turn, laws_of
from lintas.queue.pace_text import from_json

LOOK_BACK = timedelta(days=60)
LONGEST_GAP = 10.0
"""Between two numbers; longer is a break. Unit: minutes."""
EARLY_POINTS = 20
FEWEST_DUE = 20
UNKNOWN = Pace()


@dataclass(frozen=True)
class Past:
    """One number of a day that has been."""

    on: date
    service: str
    counter: str
    status: str
    priority: bool
    calls: int
    due_at: datetime | None
    arrived_at: datetime | None
    called_at: datetime | None
    finished_at: datetime | None
    started_at: datetime | None = None
    away_seconds: int = 0
    letter: str = ""
    line: str = ""
    wanted_counter: str = ""

    @property
    def sent_on(self) -> bool:
        """Two visits under one number: which counter took how long is not in the ticket."""
        return self.line != self.letter or bool(self.wanted_counter)


def pace_of(office: str) -> Pace:
    """What was learned last; an office that has learned nothing has its services' own minutes.

    Cost: one row.
    """
    found = LearnedPace.objects.filter(pk=office).first()
    return from_json(found.pace) if found else UNKNOWN


def usual_minutes(office: Office, service: str) -> float:
    """What the service's own data says a visit takes; an office's slot where it says nothing."""
    visit = _visit(service)
    return float(visit.minutes if visit else office.slot_minutes)


def usual_letter(office: Office, service: str) -> str:
    """The queue of a service; an office's first where it says nothing."""
    visit = _visit(service)
    return visit.queue if visit else office.counters[0].queues[0]


def _visit(service: str) -> ServiceVisit | None:
    try:
        return catalogue.service(service).visit
    except catalogue.ServiceUnknown:
        return None


def learned(office: Office, at: datetime) -> Pace:
    """Learn the pace from the last days. Cost: one index read of LOOK_BACK days."""
    rows = Ticket.objects.filter(office=office.id, on__gte=office.today(at) - LOOK_BACK)
    rows = rows.exclude(status=Ticket.Status.CANCELLED).order_by("on", "counter", "called_at")
    past = [Past(*values) for values in rows.values_list(*Past.__dataclass_fields__)]
    turns = list(turns_of(office, past))
    services = {turn.service for turn in turns}
    laws, hours, service_hours = laws_of(turns, {s: usual_minutes(office, s) for s in services})
    before = [one for one in past if one.on < office.today(at)]
    early = early_minutes(before)
    return Pace(
        measured={s: sum(turn.service == s for turn in turns) for s in sorted(services)},
        laws=laws,
        hours=hours,
        service_hours=service_hours,
        absent_share=absent_share(past),
        coming_share=coming_share(before),
        early_minutes=early or UNKNOWN.early_minutes,
        priority_an_hour=priority_an_hour(office, before),
    )


def turns_of(office: Office, past: Sequence[Past]) -> Iterable[Turn]:
    """Each served number with the moment its counter took to call again; `past` in that order."""
    gaps = [found for one, after in _pairs(past) if (found := _gap(one, after)) is not None]
    usual = fmean(gaps) if gaps else 0.0
    for one, after in _pairs(past):
        if one.status != Ticket.Status.DONE or not one.called_at or not one.finished_at:
            continue
        if one.sent_on:
            continue
        gap = _gap(one, after)
        begins = min(one.called_at, one.started_at or one.called_at)
        taken = _minutes(begins, one.finished_at) - one.away_seconds / 60
        minutes = taken + (usual if gap is None else gap)
        yield Turn(one.service, office.local(one.called_at).hour, minutes)


def _pairs(past: Sequence[Past]) -> Iterable[tuple[Past, Past | None]]:
    for one, after in zip(past, [*past[1:], None], strict=True):
        same = after and (after.on, after.counter) == (one.on, one.counter)
        yield one, after if same else None


def _gap(one: Past, after: Past | None) -> float | None:
    """How long a counter took to call the next, who was there already; None where nobody was."""
    if after is None or not (one.finished_at and after.arrived_at and after.called_at):
        return None
    minutes = _minutes(one.finished_at, after.called_at)
    return minutes if after.arrived_at <= one.finished_at and 0 <= minutes <= LONGEST_GAP else None


def _minutes(begins: datetime, ends: datetime) -> float:
    return (ends - begins).total_seconds() / 60


def absent_share(past: Sequence[Past]) -> float:
    """How many calls nobody answered; a little is believed of every office."""
    unanswered = sum(one.calls for one in past)
    answered = sum(one.status == Ticket.Status.DONE for one in past)
    return (unanswered + 1) / (unanswered + answered + 50)


def coming_share(before: Sequence[Past]) -> float:
    due = [one for one in before if one.due_at]
    if len(due) < FEWEST_DUE:
        return UNKNOWN.coming_share
    return sum(one.arrived_at is not None for one in due) / len(due)


def early_minutes(before: Sequence[Past]) -> tuple[float, ...]:
    """Arrival less appointment, as equally likely minutes; empty when too few are known."""
    known = sorted(
        _minutes(one.due_at, one.arrived_at) for one in before if one.due_at and one.arrived_at
    )
    if len(known) < FEWEST_DUE:
        return ()
    return tuple(known[int((n + 0.5) / EARLY_POINTS * len(known))] for n in range(EARLY_POINTS))


def priority_an_hour(office: Office, before: Sequence[Past]) -> float:
    """How many come without an appointment and go first, by the hour that is open."""
    came = sum(one.priority and one.due_at is None for one in before)
    minutes = sum(
        _minutes(office.moment(day, span.opens), office.moment(day, span.closes))
        for day in {one.on for one in before}
        for span in office.spans_on(day)
    )
    return came / (minutes / 60) if minutes else 0.0
