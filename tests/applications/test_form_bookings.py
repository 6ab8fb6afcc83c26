"""Times chosen on the page, settled in one lot: what was ticked is kept with the time."""

import psycopg
import pytest
from django.db import connection

from lintas.applications.booking_commands import Answer, Booked, VisitWanted, chooser_of
from lintas.applications.booking_requests import answer_all
from lintas.applications.choosing_commands import Chosen
from lintas.applications.form_bookings import Form, was_done
from lintas.applications.form_requests import book_by_form
from lintas.applications.key_commands import digest_of
from lintas.applications.models import Application
from lintas.applications.visit_models import FormKey, VisitNeeds
from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_places
from lintas.appointments.models import Booking, Slot
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.applications.test_bookings import paid, person, tomorrow
from tests.threads import at_once

WHEELCHAIR = "kursi-roda"
pytestmark = pytest.mark.django_db


def somebody() -> tuple[Application, Actor]:
    owner = person()
    return paid(owner), Actor(ActorKind.PERSON, owner.pk)


def wants(one: tuple[Application, Actor], chosen: Chosen) -> VisitWanted:
    application, actor = one
    digest = digest_of(application.pk, chosen.said())
    form = Form(chosen.key, application.pk, digest, chosen.needs, chosen.words)
    return VisitWanted(chooser_of(application), chosen.slot_id, chosen.key, new_id(), actor, form)


def ticks(slot: Slot, *needs: str) -> Chosen:
    return Chosen(new_id(), slot.pk, needs)


def kinds_of(one: Application) -> list[str]:
    return [entry.kind for entry in journal.entries_of_case(one.pk)]


def booked(answers: list[Answer]) -> list[bool]:
    return [isinstance(answer, Booked) for answer in answers]


def test_what_was_ticked_is_kept_of_those_who_got_a_time_and_of_nobody_else() -> None:
    people, slot = [somebody() for _ in range(4)], tomorrow(3)
    sent = [ticks(slot, WHEELCHAIR), ticks(slot), ticks(slot, WHEELCHAIR), ticks(slot, WHEELCHAIR)]
    lot = [wants(one, chosen) for one, chosen in zip(people, sent, strict=True)]
    assert booked(answer_all(lot)) == [True, True, True, False]
    needs = {row.pk: row.ids for row in VisitNeeds.objects.all()}
    assert needs == {people[0][0].pk: [WHEELCHAIR], people[2][0].pk: [WHEELCHAIR]}
    assert {row.key for row in FormKey.objects.all()} == {one.key for one in sent[:3]}
    assert "application:needs-said" in kinds_of(people[0][0])
    assert "application:needs-said" not in kinds_of(people[1][0])
    assert not list(check_appointments())
    assert not list(check_places())


def test_the_same_form_again_in_the_lot_and_later_is_one_booking() -> None:
    one, slot = somebody(), tomorrow(9)
    chosen = ticks(slot, WHEELCHAIR)
    assert booked(answer_all([wants(one, chosen), wants(one, chosen)])) == [True, True]
    book_by_form(*reread(one, chosen))
    assert Booking.objects.get().pk == chosen.key
    assert kinds_of(one[0]).count("application:needs-said") == 1


def reread(one: tuple[Application, Actor], chosen: Chosen) -> tuple[Application, Chosen, Actor]:
    return Application.objects.get(pk=one[0].pk), chosen, one[1]


def test_the_same_key_with_something_else_ticked_is_refused() -> None:
    one, slot = somebody(), tomorrow(9)
    chosen = ticks(slot, WHEELCHAIR)
    book_by_form(one[0], chosen, one[1])
    with pytest.raises(appointments.KeyUsedOtherwise):
        book_by_form(*reread(one, Chosen(chosen.key, slot.pk)))


def test_two_forms_with_one_key_in_one_lot_are_told_apart() -> None:
    """The second is answered with the first's time; its own page is told that it was another."""
    one, slot = somebody(), tomorrow(9)
    chosen = ticks(slot, WHEELCHAIR)
    other = wants(one, Chosen(chosen.key, slot.pk))
    answer_all([wants(one, chosen), other])
    assert VisitNeeds.objects.get().ids == [WHEELCHAIR]
    assert other.form is not None
    with pytest.raises(appointments.KeyUsedOtherwise):
        was_done(other.form)


def test_a_form_that_is_refused_gives_its_key_back() -> None:
    one, full, free = somebody(), tomorrow(0), tomorrow(1, minutes=30)
    key = new_id()
    with pytest.raises(appointments.SlotFull):
        book_by_form(one[0], Chosen(key, full.pk, (WHEELCHAIR,)), one[1])
    assert not FormKey.objects.exists()
    assert not VisitNeeds.objects.exists()
    book_by_form(one[0], Chosen(key, free.pk), one[1])
    assert Booking.objects.get().slot_id == free.pk


def test_needs_that_were_kept_before_are_unsaid_by_a_form_without_them() -> None:
    one, slot = somebody(), tomorrow(9)
    answer_all([wants(one, ticks(slot, WHEELCHAIR))])
    other = somebody()
    VisitNeeds.objects.create(answers=other[0].answers, ids=[WHEELCHAIR])
    book_by_form(other[0], ticks(slot), other[1])
    assert VisitNeeds.objects.get(pk=other[0].pk).ids == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_forms_of_many_at_one_moment_each_keep_their_own() -> None:
    people, slot = [somebody() for _ in range(6)], tomorrow(4)

    def send(n: int) -> object:
        book_by_form(people[n][0], ticks(slot, WHEELCHAIR), people[n][1])
        return "booked"

    found = at_once(6, send)
    assert found.count("booked") == 4
    assert {row.pk for row in VisitNeeds.objects.all()} == set(
        Booking.objects.values_list("case", flat=True)
    )
    assert FormKey.objects.count() == 4
    assert not list(check_places())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_lot_whose_connection_broke_is_asked_once_more() -> None:
    (application, actor), slot = somebody(), tomorrow(4)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    chosen = ticks(slot, WHEELCHAIR)
    assert booked(answer_all([wants((application, actor), chosen)])) == [True]
    assert booked(answer_all([wants((application, actor), chosen)])) == [True]
    assert (Booking.objects.count(), FormKey.objects.count()) == (1, 1)
    assert not list(check_places())
