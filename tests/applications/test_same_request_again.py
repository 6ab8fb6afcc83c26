"""The answer was lost on the way, and the person presses the button again: one booking."""

import pytest
from django.test import Client

from lintas.applications.models import Application
from lintas.applications.public import Status
from lintas.appointments import public as appointments
from lintas.appointments.models import Booking, Slot
from lintas.kernel import clock
from lintas.queue.models import Ticket
from tests import make
from tests.threads import at_once


def paid() -> tuple[Client, Application]:
    """Somebody signed in and their paid request, without the way there."""
    account = make.account("pemohon", clock.now())
    (made,) = make.applications(1, clock.now(), of=account.pk, status=Status.PAID)
    person = Client()
    person.force_login(account)
    return person, made


def last_places() -> list[Slot]:
    """Two times with one place each, some days away."""
    appointments.prepare_slots(clock.now())
    slots = list(Slot.objects.filter(service="paspor-penggantian").order_by("-starts_at")[:2])
    Slot.objects.filter(pk__in=[s.pk for s in slots]).update(places=1)
    return slots


def choose(person: Client, application: Application, slot: Slot) -> object:
    answer = person.post(f"/permohonan/{application.pk}/jadwal/", {"slot": slot.pk})
    return answer.status_code, getattr(answer, "url", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning")
def test_sent_again_it_is_one_booking_with_one_number_and_the_one_change_is_kept() -> None:
    person, application = paid()
    first, second = last_places()
    ticket = (302, f"/permohonan/{application.pk}/tiket/")
    for _ in range(3):
        assert choose(person, application, first) == ticket
    booking = Booking.objects.get()
    assert (booking.slot_id, booking.changes, booking.status) == (first.pk, 0, "live")
    assert Ticket.objects.count() == 1
    for _ in range(3):
        assert choose(person, application, second) == ticket
    booking.refresh_from_db()
    assert (booking.slot_id, booking.changes) == (second.pk, 1)
    assert Ticket.objects.exclude(status="cancelled").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nine_in_the_morning")
def test_pressed_several_times_at_one_moment_every_answer_leads_to_the_one_ticket() -> None:
    """The last place: whoever is told that it is gone is the one who has it."""
    person, application = paid()
    slot = last_places()[0]
    found = at_once(5, lambda _n: choose(person, application, slot))
    assert found == [(302, f"/permohonan/{application.pk}/tiket/")] * 5
    assert Booking.objects.get().changes == 0
    assert Ticket.objects.count() == 1
