"""A living day's queue for the demonstration: some done, some at the counters, some waiting."""

import random
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from lintas.catalogue import public as catalogue
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.queue import commands, counter_commands
from lintas.queue.models import Ticket
from lintas.queue.moves import CALLS, next_number

DONE, SERVING, WAITING, EXPECTED = 14, 2, 5, 6
APART = 5
"""Minutes between two appointments: the demonstration begins when the office has been open for an
hour and a half."""
ACTOR = system("demo")
PRIORITY_REASON = "lansia (contoh)"


class NotADemonstration(Exception):
    """Made-up visitors exist in a demonstration only (LINTAS_DEMO=1)."""


def seed_day(office_slug: str, at: datetime) -> None:
    """Fill today's queue up to now, once a day. Raises: NotADemonstration."""
    if not settings.DEMO:
        raise NotADemonstration
    office = catalogue.office(office_slug)
    today = office.today(at)
    if Ticket.objects.filter(office=office_slug, on=today, case=None).exists():
        return
    booked = Ticket.objects.filter(office=office_slug, on=today, booking_id__isnull=False)
    here = booked.exclude(status=Ticket.Status.ISSUED).count()
    waiting, expected = (WAITING, EXPECTED) if not booked.exists() else (WAITING - here, 0)
    chance = random.Random(today.toordinal())  # noqa: S311 - the same day looks the same
    started = at - timedelta(minutes=APART * (DONE + SERVING))
    for nth in range(DONE + SERVING + waiting + expected):
        due_at = started + timedelta(minutes=APART * nth)
        _visitor(office_slug, nth, due_at, at, chance, booked=booked.exists())


def _visitor(
    office: str, nth: int, due_at: datetime, at: datetime, chance: random.Random, *, booked: bool
) -> None:
    """Without an appointment where others of the day have booked theirs (lintas.demo_visits)."""
    letter = "P" if nth in {5, 18} else chance.choice("AAAB")
    service = "perpanjangan-itk" if letter == "B" else "paspor-penggantian"
    made = commands.issue_ticket(
        ticket_id=new_id(),
        office=office,
        on=catalogue.office(office).today(at),
        letter=letter,
        service=service,
        case=None,
        booking_id=None,
        due_at=None if booked or letter == "P" else due_at,
        priority_reason=PRIORITY_REASON if letter == "P" else "",
        actor=ACTOR,
        at=due_at - timedelta(days=1),
    )
    if nth >= DONE + SERVING + WAITING:
        return
    commands.arrive(ticket_id=made.id, actor=ACTOR, at=min(due_at, at) - timedelta(minutes=6))
    if nth >= DONE + SERVING:
        return
    counter = f"loket-{nth % 2 + 1 if nth < DONE else nth - DONE + 1}"
    _serve(made.id, counter, due_at, finished=nth < DONE, chance=chance)


def _serve(
    ticket_id: UUID, counter: str, due_at: datetime, *, finished: bool, chance: random.Random
) -> None:
    """The made-up past of a ticket, written as its steps would have written it."""
    called_at = due_at + timedelta(minutes=chance.uniform(0, 4))
    rows = Ticket.objects.filter(pk=ticket_id)
    row = rows.get()
    rows.update(
        status=Ticket.Status.CALLED,
        counter=counter,
        called_at=called_at,
        called_nth=next_number(row.office, row.on, CALLS),
        officer_id=None,
    )
    started_at = called_at + timedelta(minutes=1)
    found = rows.get()
    counter_commands.start(ticket_id=found.pk, actor=ACTOR, at=started_at)
    if finished:
        done_at = started_at + timedelta(minutes=chance.uniform(5, 11))
        counter_commands.finish(ticket_id=found.pk, actor=ACTOR, at=done_at)
