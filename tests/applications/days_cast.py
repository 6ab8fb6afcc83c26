"""People who are booked on a day, at the office or where the boat stops."""

from datetime import date, datetime

from lintas.accounts.models import Account
from lintas.applications.day_commands import carry_people
from lintas.applications.models import Application
from lintas.applications.public import Status
from lintas.applications.visit_commands import book_visit
from lintas.appointments import public as appointments
from lintas.appointments.invariants import (
    check_appointments,
    check_days,
    check_ledger,
    check_places,
    check_shares,
)
from lintas.appointments.models import Booking, Slot
from lintas.appointments.public import Decision
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests import make

BOAT, SIBERUT = date(2026, 12, 3), "muara-siberut"
FRIDAY, NEXT_BOAT = date(2026, 12, 4), date(2026, 12, 17)
SERVICE = "paspor-penggantian"
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai")
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")


def person_of(application: Application) -> Actor:
    return Actor(ActorKind.PERSON, application.account_id)


def paid(count: int, at: datetime, name: str = "orang") -> list[Application]:
    """Each with an account of their own, by e-mail."""
    found = []
    for n in range(count):
        account = make.account(f"{name}-{n}", at)
        Account.objects.filter(pk=account.pk).update(email=f"{name}-{n}@contoh.example")
        found += make.applications(1, at, of=account.pk, status=Status.PAID)
        found[-1].refresh_from_db()
    return found


def times(on: date, place: str = SIBERUT, service: str = SERVICE) -> list[Slot]:
    rows = Slot.objects.filter(place=place, on=on, service=service, share="general")
    return list(rows.order_by("starts_at"))


def book(application: Application, slot: Slot, at: datetime) -> queue.TicketView:
    application.refresh_from_db()  # as each request reads it
    book_visit(
        application=application,
        slot_id=slot.pk,
        booking_id=new_id(),
        ticket_id=new_id(),
        actor=person_of(application),
        at=at,
    )
    ticket = queue.ticket_of(application.pk)
    assert ticket is not None
    return ticket


def all_booked(
    count: int, at: datetime, on: date = BOAT, place: str = SIBERUT
) -> list[Application]:
    """The latest hours are taken first, so that numbers and hours run against each other."""
    appointments.prepare_slots(at)
    people = paid(count, at)
    ahead = [slot for slot in times(on, place) if slot.starts_at > at]
    free = [slot for slot in ahead for _ in range(slot.places - slot.held)]
    for application, slot in zip(people, reversed(free[:count]), strict=True):
        book(application, slot, at)
    return people


def move(at: datetime, to_on: date, on: date = BOAT, place: str = SIBERUT, **more: object) -> None:
    decide(at, "move", on=on, place=place, to_on=to_on, **more)


def decide(
    at: datetime, action: str, *, on: date = BOAT, place: str = SIBERUT, **more: object
) -> None:
    change_id = more.pop("change_id", None) or new_id()
    reason = str(more.pop("reason", "cuaca"))
    decision = Decision("mentawai", place, on, action, reason, **more)
    appointments.decide(change_id=change_id, decision=decision, actor=HEAD, at=at)


def carried(at: datetime) -> int:
    """As the worker does it; afterwards every counter of the calendar is right."""
    done = carry_people(at)
    checks = (check_appointments, check_places, check_days, check_ledger, check_shares)
    assert [sentence for check in checks for sentence in check()] == []
    return done


def booking(application: Application) -> Booking:
    return Booking.objects.select_related("slot").get(case=application.pk, status="live")


def number(application: Application) -> int:
    return Ticket.objects.exclude(status="cancelled").get(case=application.pk).number


def status(application: Application) -> str:
    return Application.objects.get(pk=application.pk).status
