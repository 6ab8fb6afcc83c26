"""Times for many at once: each gets the answer it would have got alone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lintas.accounts.models import Account
from lintas.applications.booking_commands import Booked
from lintas.applications.booking_requests import (
    LookCloser,
    SessionWants,
    answer_all,
    wanted_by,
)
from lintas.applications.errors import ActionNotOpen, NotSignedIn
from lintas.applications.models import Answers, Application
from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_places
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.journal.models import Entry, Unordered
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from lintas.queue.models import Ticket
from tests.appointments.cast import slot
from tests.threads import at_once

SERVICE = "paspor-penggantian"


def person() -> Account:
    return Account.objects.create(phone=f"+62{new_id().int % 10**12}", opened_at=clock.now())


def paid(owner: Account, service: str = SERVICE, status: str = "paid") -> Application:
    at = clock.now()
    made = Application.objects.create(
        id=new_id(),
        number=str(new_id().int)[-20:],
        office="mentawai",
        service=service,
        service_version=catalogue.service(service).version,
        account=owner,
        status=status,
        status_since=at,
        created_at=at,
        submitted_at=at,
    )
    Answers.objects.create(application=made)
    return made


def tomorrow(places: int, service: str = SERVICE, minutes: int = 0) -> Slot:
    return slot(service, clock.now() + timedelta(days=1, minutes=minutes), places)


def actor_of(application: Application) -> Actor:
    return Actor(ActorKind.PERSON, application.account_id)


def want(application: Application, place: Slot, key: str = "k") -> Any:
    return wanted_by(actor_of(application), application, place.pk, key)


def kinds(answers: Sequence[object]) -> list[type]:
    return [type(one) for one in answers]


@pytest.mark.django_db
def test_each_of_a_lot_gets_its_own_true_answer() -> None:
    few, past, other = tomorrow(2), tomorrow(5, minutes=9), tomorrow(5, "paspor-hilang")
    Slot.objects.filter(pk=past.pk).update(starts_at=clock.now() - timedelta(hours=1))
    a, b, c, d, e, f = (paid(person()) for _ in range(6))
    done = paid(person(), status="visit-booked")
    lot = [
        want(a, few),
        want(done, few),
        want(b, past),
        want(c, other),
        want(a, few, "another key"),
        want(a, few),
        want(d, few),
        want(e, few),
        wanted_by(actor_of(f), f, new_id(), "no such time"),
    ]
    answers = answer_all(lot)
    assert kinds(answers) == [
        Booked,
        ActionNotOpen,
        appointments.SlotGone,
        appointments.SlotGone,
        appointments.AlreadyBooked,
        Booked,
        Booked,
        appointments.SlotFull,
        appointments.SlotGone,
    ]
    assert answers[0] == answers[5]
    assert Booking.objects.count() == Ticket.objects.count() == 2
    assert sorted(t.label for t in Ticket.objects.all()) == ["A-001", "A-002"]
    assert [*check_appointments(), *check_places()] == []


@pytest.mark.django_db
def test_what_a_lot_writes_is_what_one_alone_writes() -> None:
    place = tomorrow(9)
    alone, *others = (paid(person()) for _ in range(4))
    answer_all([want(alone, place)])
    answer_all([want(one, place) for one in others])

    def written(one: Application) -> list[tuple[object, ...]]:
        rows = Entry.objects.filter(case=one.pk).order_by("pk")
        return [(e.kind, sorted(e.data), e.actor_kind, e.office, e.rule) for e in rows]

    assert [kind for kind, *_ in written(alone)] == [
        "booking:made",
        "ticket:issued",
        "application:visit-booked",
    ]
    assert all(sorted(written(one)) == sorted(written(alone)) for one in others)
    entries = Entry.objects.exclude(case=None).values("pk")
    assert Unordered.objects.filter(entry_id__in=entries).count() == entries.count() == 12
    for one in [alone, *others]:
        one.refresh_from_db()
        ticket = Ticket.objects.get(case=one.pk)
        assert (one.status, ticket.booking_id) == (
            "visit-booked",
            Booking.objects.get(case=one.pk).pk,
        )
        assert Entry.objects.get(subject=one.pk).actor_id == one.account_id


@pytest.mark.django_db
def test_the_same_key_is_the_same_booking_whatever_came_after() -> None:
    first, second, one = tomorrow(3), tomorrow(3, minutes=30), paid(person())
    (answer,) = answer_all([want(one, first)])
    assert isinstance(answer, Booked)
    one.refresh_from_db()
    assert answer_all([want(one, first)]) == [answer]
    Booking.objects.update(slot=second, status="missed")
    Application.objects.update(status="paid")
    one.refresh_from_db()
    assert answer_all([want(one, first)]) == [answer], "nothing is booked anew"
    assert kinds(answer_all([want(one, second)])) == [appointments.KeyUsedOtherwise]
    assert kinds(answer_all([want(paid(one.account), first)])) == [appointments.KeyUsedOtherwise]
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_one_that_changed_meanwhile_spoils_it_for_nobody() -> None:
    place, good, stale = tomorrow(3), paid(person()), paid(person())
    wanted = [want(stale, place), want(good, place)]
    Application.objects.filter(pk=stale.pk).update(status="withdrawn")
    answers = answer_all(wanted)
    assert kinds(answers) == [ActionNotOpen, Booked]
    place.refresh_from_db()
    assert place.taken == 1
    assert [*check_appointments(), *check_places()] == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_lots_of_two_processes_never_sell_a_place_twice() -> None:
    places = [tomorrow(5, minutes=n) for n in range(4)]
    people = [paid(person()) for _ in range(48)]

    def lot(nth: int) -> list[object]:
        mine = people[nth * 8 : nth * 8 + 16] if nth < 5 else people[:16]
        order = places if nth % 2 else places[::-1]
        return [*answer_all([want(one, order[n % 4], f"{nth}") for n, one in enumerate(mine)])]

    said = [answer for answers in at_once(6, lot) for answer in answers]  # type: ignore[union-attr]
    booked = [one for one in said if isinstance(one, Booked)]
    assert len(booked) == len({one.case for one in booked}) == Booking.objects.count() == 20
    numbers = sorted(t.number for t in Ticket.objects.all())
    assert numbers == list(range(1, 21))
    assert [*check_appointments(), *check_places()] == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_lot_and_one_alone_meet_at_the_last_place() -> None:
    for _ in range(5):
        place, people = (
            tomorrow(3, minutes=Slot.objects.count()),
            [paid(person()) for _ in "abcdef"],
        )

        def act(nth: int, people: list[Application] = people, place: Slot = place) -> list[object]:
            if nth:
                return [*answer_all([want(people[nth], place)])]
            return [*answer_all([want(one, place, "lot") for one in people])]

        said = [one for answers in at_once(4, act) for one in answers]  # type: ignore[union-attr]
        assert sum(isinstance(one, Booked) for one in said) == 3
    assert [*check_appointments(), *check_places()] == []


@pytest.mark.django_db
def test_a_session_says_whose_it_is_and_strangers_are_looked_at_more_closely() -> None:
    owner, stranger, place = person(), person(), tomorrow(5)
    mine = paid(owner)

    def ask(client: Client) -> object:
        return answer_all([SessionWants(key_of(client), mine.pk, place.pk, "k")])[0]

    assert isinstance(ask(signed_in(stranger)), LookCloser)
    assert isinstance(answer_all([SessionWants("0" * 32, mine.pk, place.pk, "k")])[0], NotSignedIn)
    with_secret = Client()
    session = with_secret.session
    session["cases"] = [str(mine.door)]
    session.save()
    gone = signed_in(owner)
    Account.objects.filter(pk=owner.pk).update(is_active=False)
    assert isinstance(ask(gone), LookCloser)
    Account.objects.filter(pk=owner.pk).update(is_active=True)
    assert isinstance(ask(with_secret), Booked)
    assert isinstance(ask(signed_in(owner)), appointments.KeyUsedOtherwise | ActionNotOpen)


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def key_of(client: Client) -> str:
    return str(client.session.session_key)
