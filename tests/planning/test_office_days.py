"""What appointments change: the same people, the same counters, played."""

from datetime import date, datetime, time

import pytest

from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.planning.advice import Goal, most_people, played
from lintas.planning.office_days import ClosedThatDay, office_day
from lintas.planning.shapes import equal_spacing
from lintas.planning.simulating import play

DAYS, EVERY = 60, 10.0


@pytest.mark.on_sqlite
@pytest.mark.django_db
def test_with_appointments_half_wait_under_five_minutes_and_95_of_100_under_fifteen() -> None:
    """As many people as the advice allows, beside the same number who queue for a place."""
    of = office_day(catalogue.office("mentawai"), date(2026, 11, 25))
    clinic = of.clinic(EVERY)
    people, _there = most_people(
        lambda count: of.day(equal_spacing(clinic, count), EVERY), 2 * of.capacity(), Goal(), 30, 1
    )
    with_appointments = played(of.day(equal_spacing(clinic, people), EVERY), DAYS, seed=2)
    first_come = played(of.first_come(people), DAYS, seed=2)
    assert people > of.capacity() / 2, "not by leaving the counters empty"
    assert first_come.people == pytest.approx(with_appointments.people, rel=0.05)
    assert with_appointments.wait_median < 5
    assert with_appointments.wait_p95 < 15
    assert first_come.wait_median > 2 * with_appointments.wait_median
    assert first_come.wait_p95 > 2 * with_appointments.wait_p95


@pytest.mark.django_db
def test_a_counter_that_is_absent_is_absent_in_the_day_that_is_played(at: datetime) -> None:
    office, on = catalogue.office("mentawai"), date(2026, 11, 26)
    before = office_day(office, on)
    appointments.close_time(
        change_id=new_id(),
        office=office.id,
        counter="loket-2",
        starts_at=office.moment(on, time(8)),
        ends_at=office.moment(on, time(16)),
        why="absence",
        text="Contoh",
        actor=Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), office.id),
        at=at,
    )
    after = office_day(office, on)
    assert after.capacity() == pytest.approx(before.capacity() * 2 / 3, abs=2)
    day = after.day(equal_spacing(after.clinic(30.0), 30), 30.0)
    assert {visit.seat for visit in play(day, 1)} <= {"loket-1", "loket-3"}
    assert office_day(office, date(2026, 11, 27)).away == {}


@pytest.mark.django_db
def test_a_saturday_is_played_once_it_is_opened(at: datetime) -> None:
    office, on = catalogue.office("mentawai"), date(2026, 11, 28)
    with pytest.raises(ClosedThatDay):
        office_day(office, on)
    appointments.open_extra(
        change_id=new_id(),
        office=office.id,
        starts_at=office.moment(on, time(8)),
        ends_at=office.moment(on, time(11)),
        why="demand",
        text="Contoh",
        actor=Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), office.id),
        at=at,
    )
    opened = office_day(office, on)
    assert (opened.closes, opened.opens_at.hour) == (180.0, 8), "hours on the office's clock"
