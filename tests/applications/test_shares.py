"""Whose request may take a priority place: by the age answered, or by the office's word."""

import pytest
from django.test import Client

from lintas.applications import visit_commands
from lintas.applications.models import Answers, Application
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from lintas.waivers.models import Waiver
from tests import make

SERVICE, DAY = "paspor-penggantian", "2026-11-26"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def priority() -> Slot:
    appointments.prepare_slots(clock.now())
    return Slot.objects.filter(service=SERVICE, on=DAY, share="priority").earliest("starts_at")


def paid(born_on: str) -> tuple[Client, Application]:
    account = make.account(f"lahir {born_on}", clock.now())
    (made,) = make.applications(1, clock.now(), of=account.pk, status=Status.PAID)
    Answers.objects.filter(application=made).update(data={"tanggal-lahir": born_on})
    person = Client()
    person.force_login(account)
    return person, Application.objects.select_related("answers").get(pk=made.pk)


def take(application: Application, slot: Slot) -> None:
    visit_commands.book_visit(
        application=application,
        slot_id=slot.pk,
        booking_id=new_id(),
        ticket_id=new_id(),
        actor=Actor(ActorKind.PERSON, application.account_id),
        at=clock.now(),
    )


def granted(application: Application) -> None:
    at = clock.now()
    ground = next(g for g in catalogue.waiver_grounds(SERVICE) if g.id == "hamil")
    Waiver.objects.create(
        id=new_id(),
        case=application.pk,
        office="mentawai",
        kind=ground.kind,
        ground=ground.id,
        rule=ground.rule,
        evidence="Contoh surat",
        state="approved",
        proposed_by=new_id(),
        proposed_at=at,
        answered_by=new_id(),
        answered_at=at,
    )


@pytest.mark.parametrize(
    ("born_on", "may"),
    [("1966-11-25", True), ("1966-11-26", False), ("1990-03-05", False), ("2022-01-01", True)],
)
def test_by_age_the_page_shows_it_and_the_command_takes_it(
    priority: Slot, born_on: str, may: bool
) -> None:
    person, application = paid(born_on)
    page = person.get(f"/permohonan/{application.pk}/jadwal/?hari={DAY}").content.decode()
    assert (str(priority.pk) in page) == may
    assert ("tempat prioritas. Di kantor, tunjukkan bukti" in page) == may
    assert "dibuka untuk semua pukul 15.00 sehari sebelumnya" in page
    if may:
        take(application, priority)
        assert Booking.objects.get().slot_id == priority.pk
        return
    with pytest.raises(appointments.NotYourShare):
        take(application, priority)
    posted = person.post(
        f"/permohonan/{application.pk}/jadwal/?hari={DAY}", {"slot": str(priority.pk)}
    )
    assert posted.status_code == 422
    assert not Booking.objects.exists()


def test_by_the_words_of_the_office(priority: Slot) -> None:
    _person, application = paid("1990-03-05")
    granted(application)
    take(application, priority)
    assert Booking.objects.get().slot_id == priority.pk


def test_who_is_entitled_takes_general_places_too(priority: Slot) -> None:
    person, application = paid("1950-01-01")
    general = Slot.objects.filter(service=SERVICE, on=DAY, share="general").earliest("starts_at")
    page = person.get(f"/permohonan/{application.pk}/jadwal/?hari={DAY}").content.decode()
    assert str(general.pk) in page
    take(application, general)
    assert Booking.objects.get().slot_id == general.pk
