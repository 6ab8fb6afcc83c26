"""A ticket opens the door once, on its day, at its office."""

from datetime import date, datetime, timedelta

import pytest

from lintas.appointments import public as appointments
from lintas.journal.models import Entry
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.tasks import code_of
from tests.queue.cast import OFFICER, arrived, call, issued, serving
from tests.threads import at_once


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["A-001", "a1", " A 01 ", "code"])
def test_a_number_or_its_code_is_found_however_it_is_typed(at: datetime, typed: str) -> None:
    made = issued(at)
    shown = code_of(made.id) if typed == "code" else typed
    assert queue.shown_ticket("mentawai", shown, at).id == made.id


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["", "A", "47", "Z-1", "LINTAS:T:no", "A-1; DROP", "A-9999999999"]
)
def test_what_is_no_number_of_today_is_refused_in_words(at: datetime, typed: str) -> None:
    issued(at)
    with pytest.raises(queue.NoSuchTicket):
        queue.shown_ticket("mentawai", typed, at)


@pytest.mark.django_db
def test_a_code_cannot_be_shown_twice(at: datetime) -> None:
    made = issued(at)
    queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)
    with pytest.raises(queue.AlreadyHere) as refusal:
        queue.shown_ticket("mentawai", code_of(made.id), at)
    assert "A-001" in str(refusal.value)
    with pytest.raises(queue.AlreadyHere):
        queue.arrive(ticket_id=made.id, actor=OFFICER, at=at + timedelta(hours=1))


@pytest.mark.django_db
def test_a_code_of_another_day_names_its_day(at: datetime) -> None:
    made = issued(at, on=date(2026, 11, 26))
    with pytest.raises(queue.NotToday) as refusal:
        queue.shown_ticket("mentawai", code_of(made.id), at)
    assert "26 November 2026" in str(refusal.value)
    with pytest.raises(queue.NotToday):
        queue.arrive(ticket_id=made.id, actor=OFFICER, at=at)


@pytest.mark.django_db
@pytest.mark.usefixtures("two_offices")
def test_a_code_of_another_office_names_its_office(at: datetime) -> None:
    made = issued(at, office="padang")
    with pytest.raises(queue.OtherOffice) as refusal:
        queue.shown_ticket("mentawai", code_of(made.id), at)
    assert "Padang" in str(refusal.value)


@pytest.mark.django_db
def test_a_cancelled_number_says_so(at: datetime) -> None:
    made = issued(at)
    queue.cancel_ticket(ticket_id=made.id, actor=OFFICER, at=at)
    with pytest.raises(queue.TicketVoid):
        queue.shown_ticket("mentawai", code_of(made.id), at)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_receptionists_check_one_person_in_once(at: datetime) -> None:
    made = issued(at)
    found = at_once(4, lambda _n: queue.arrive(ticket_id=made.id, actor=OFFICER, at=at))
    assert sum(isinstance(one, queue.TicketView) for one in found) == 1
    assert sum(isinstance(one, queue.AlreadyHere) for one in found) == 3
    assert Entry.objects.filter(kind="ticket:arrived", subject=made.id).count() == 1


def closed_until(at: datetime, until: datetime, counter: str = "") -> None:
    appointments.close_time(
        change_id=new_id(),
        office="mentawai",
        counter=counter,
        starts_at=at,
        ends_at=until,
        why="repair",
        text="Contoh",
        actor=Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai"),
        at=at,
    )


def walk_in(at: datetime) -> queue.TicketView:
    return queue.walk_in_by_share(
        ticket_id=new_id(),
        office="mentawai",
        service="perpanjangan-itk",
        actor=OFFICER,
        at=at,
    )


@pytest.mark.django_db
def test_walk_ins_end_with_the_share_and_outside_office_hours(at: datetime) -> None:
    labels = [walk_in(at).label for _ in range(4)]
    assert labels == ["B-001", "B-002", "B-003", "B-004"]
    with pytest.raises(queue.WalkInsGone):
        walk_in(at)
    assert {p.service.id: p.left for p in queue.walk_in_places("mentawai", at)} == {
        "paspor-penggantian": 6,
        "perpanjangan-itk": 0,
    }
    for hours in (-3, 10):
        with pytest.raises(queue.WalkInsClosed):
            walk_in(at + timedelta(hours=hours, days=1))


@pytest.mark.django_db
def test_places_that_nobody_booked_give_more_numbers_the_same_day(at: datetime) -> None:
    appointments.prepare_slots(at)
    before = {p.service.id: p.left for p in queue.walk_in_places("mentawai", at)}
    appointments.flow_places(at)
    extra = appointments.walk_in_extra("mentawai", at.date())
    assert extra["perpanjangan-itk"] > 0
    after = {p.service.id: p.left for p in queue.walk_in_places("mentawai", at)}
    assert after == {service: left + extra[service] for service, left in before.items()}
    for _ in range(after["perpanjangan-itk"]):
        walk_in(at)
    with pytest.raises(queue.WalkInsGone):
        walk_in(at)


@pytest.mark.django_db
def test_while_the_office_is_closed_there_are_no_numbers(at: datetime) -> None:
    closed_until(at, at + timedelta(hours=12))
    with pytest.raises(queue.WalkInsClosed):
        walk_in(at)


@pytest.mark.django_db
def test_a_service_without_a_share_gives_no_walk_in(at: datetime) -> None:
    with pytest.raises(queue.WalkInsGone):
        queue.walk_in_by_share(
            ticket_id=new_id(), office="mentawai", service="splp", actor=OFFICER, at=at
        )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_kiosks_never_give_more_than_the_share_and_one_touch_twice_is_one(
    at: datetime,
) -> None:
    found = at_once(8, lambda _n: walk_in(at))
    assert sum(isinstance(one, queue.TicketView) for one in found) == 4
    assert sum(isinstance(one, queue.WalkInsGone) for one in found) == 4
    turn = new_id()
    service = "paspor-penggantian"
    twice = at_once(
        3,
        lambda _n: queue.walk_in_by_share(
            ticket_id=turn, office="mentawai", service=service, actor=OFFICER, at=at
        ),
    )
    assert {one.id for one in twice if isinstance(one, queue.TicketView)} == {turn}
    left = {p.service.id: p.left for p in queue.walk_in_places("mentawai", at)}
    assert left[service] == 5


@pytest.mark.django_db
def test_whoever_was_called_already_is_not_told_to_sit_down_and_wait(at: datetime) -> None:
    """Shown again later, the number says what is so by now."""
    one, told = arrived(at), {}

    def shown(status: str) -> None:
        with pytest.raises(queue.AlreadyHere) as refusal:
            queue.shown_ticket("mentawai", code_of(one.id), at)
        told[status] = str(refusal.value)

    shown("waiting")
    serving("loket-1", at)
    shown("serving")
    queue.park(ticket_id=one.id, reason="mengisi", actor=OFFICER, at=at)
    shown("parked")
    queue.resume(ticket_id=one.id, actor=OFFICER, at=at)
    shown("called")
    queue.start(ticket_id=one.id, actor=OFFICER, at=at)
    queue.finish(ticket_id=one.id, actor=OFFICER, at=at)
    shown("done")
    missed = arrived(at)
    for _call in range(2):
        call("loket-1", at)
        queue.no_show(ticket_id=missed.id, actor=OFFICER, at=at)
    one = missed
    shown("missed")
    assert [status for status, words in told.items() if "Duduklah" in words] == ["waiting"]
    assert len(set(told.values())) == len(told)
