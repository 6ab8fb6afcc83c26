"""Paid requests of one account, with times in the calendar, for the tests of visits."""

from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client

from lintas.applications.models import Application
from lintas.applications.rules import Status
from lintas.appointments.models import Slot
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests import make
from tests.applications import cast

SERVICE, OFFICE = "paspor-penggantian", "mentawai"


def person(contact: str = cast.PERSON) -> tuple[Client, Actor]:
    client = cast.signed_in(contact)
    return client, Actor(ActorKind.PERSON, cast.account(contact).pk)


def paid(actor: Actor, count: int = 1) -> list[Application]:
    assert actor.id is not None
    made = make.applications(count, clock.now(), of=actor.id, status=Status.PAID)
    return [fresh(one.pk) for one in made]


def fresh(application_id: UUID) -> Application:
    return Application.objects.select_related("answers").get(pk=application_id)


def slot(starts_at: datetime, places: int = 1, service: str = SERVICE) -> Slot:
    return Slot.objects.create(
        id=new_id(),
        office=OFFICE,
        service=service,
        on=catalogue.office(OFFICE).today(starts_at),
        starts_at=starts_at,
        minutes=30,
        places=places,
    )


def here(clock_text: str, days: int = 1) -> datetime:
    """A time on the office's clock, so many days from today: "08:30"."""
    today = catalogue.office(OFFICE).today(clock.now()) + timedelta(days=days)
    return datetime.fromisoformat(f"{today}T{clock_text}+07:00")
