"""What appointments change: the same people, the same counters, played."""

from datetime import date

import pytest

from lintas.catalogue import public as catalogue
from lintas.planning.advice import Goal, most_people, played
from lintas.planning.office_days import office_day
from lintas.planning.shapes import equal_spacing

DAYS, EVERY = 60, 10.0


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
