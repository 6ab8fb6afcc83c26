"""Somebody sets the clock, or midnight comes while people are still there: nobody is lost."""

from datetime import date, datetime, timedelta

import pytest

from lintas.appointments import public as appointments
from lintas.appointments.draw_models import Draw, DrawEntry
from lintas.appointments.invariants import check_draws, check_ledger, check_places
from lintas.catalogue import public as catalogue
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.invariants import check_queue
from lintas.queue.tasks import code_of
from tests.appointments.cast import announced, enter, settled
from tests.appointments.cast import slot as calendar_slot
from tests.queue.cast import OFFICER, arrived, call, issued, serving

A_DAY = timedelta(days=1)


@pytest.mark.django_db
def test_midnight_comes_while_somebody_is_served(at: datetime) -> None:
    """Whoever sits there is served to the end; the new day begins with its own numbers."""
    late = catalogue.office("mentawai").moment(date(2026, 11, 25), datetime.max.time())
    next_day = late + timedelta(minutes=10)
    arrived(at)
    here = serving("loket-1", late)
    assert queue.at_counter("mentawai", "loket-1").id == here.id
    done = queue.finish(ticket_id=here.id, actor=OFFICER, at=next_day)
    assert (done.status, done.label) == ("done", "A-001")
    fresh = issued(next_day, on=date(2026, 11, 26))
    assert fresh.label == "A-001", "numbers begin anew each day"
    queue.arrive(ticket_id=fresh.id, actor=OFFICER, at=next_day)
    called = call("loket-1", next_day)
    assert called is not None
    assert (called.id, called.called_nth) == (fresh.id, 1)
    assert list(check_queue()) == []


@pytest.mark.django_db
def test_set_a_day_ahead_nobody_of_today_is_called_and_set_right_all_stand_as_they_stood(
    at: datetime,
) -> None:
    waiting = [arrived(at, minutes).label for minutes in range(3)]
    coming = issued(at, 3)
    wrong = at + A_DAY
    assert queue.waiting_list("mentawai", wrong) == []
    assert call("loket-1", wrong) is None
    with pytest.raises(queue.NotToday) as refusal:
        queue.shown_ticket("mentawai", code_of(coming.id), wrong)
    assert "25 November 2026" in str(refusal.value), "the sentence says which day it is for"
    right = at + timedelta(minutes=5)
    assert [one.label for one in queue.waiting_list("mentawai", right)] == waiting
    assert queue.arrive(ticket_id=coming.id, actor=OFFICER, at=right).status == "waiting"
    assert [serving(f"loket-{n}", right).label for n in (1, 2)] == waiting[:2]
    assert list(check_queue()) == []


@pytest.mark.django_db
def test_set_back_while_numbers_are_given_none_is_given_twice(at: datetime) -> None:
    labels = [issued(at + timedelta(hours=h)).label for h in (0, 1, -2, 0, 3)]
    assert labels == [f"A-{n:03d}" for n in range(1, 6)]


@pytest.mark.django_db
def test_a_draw_that_the_clock_reached_too_early_is_drawn_once_and_stays_closed(
    at: datetime,
) -> None:
    """A seed that was published cannot be taken back: the clock set right changes nothing."""
    draw = announced(at)
    for _ in range(4):
        enter(draw, at)
    draw = settled(draw)
    before = list(DrawEntry.objects.order_by("pk").values_list("pk", "rank", "state"))
    with pytest.raises(appointments.DrawNotOpen):
        enter(draw, at + timedelta(minutes=1))
    assert appointments.settle_draws(draw.closes_at + timedelta(hours=1)) == 0
    appointments.announce_draws(at)
    assert Draw.objects.filter(first_day=draw.first_day).count() == 1
    assert list(DrawEntry.objects.order_by("pk").values_list("pk", "rank", "state")) == before
    assert [*check_draws(), *check_places(), *check_ledger()] == []


@pytest.mark.django_db
def test_a_place_given_back_under_a_wrong_clock_is_lost_to_nobody(at: datetime) -> None:
    """Ahead: its moment comes later by the right clock, but it comes. Back: the same."""
    for shift in (A_DAY * 2, -A_DAY * 2):
        where = calendar_slot("paspor-penggantian", at + A_DAY * 7 + shift)
        one = new_id()
        appointments.book_slot(
            booking_id=one, slot_id=where.pk, case=one, person_id=one, actor=OFFICER, at=at
        )
        appointments.cancel_booking(booking_id=one, actor=OFFICER, at=at + shift)
        assert appointments.free_returned(where.starts_at - timedelta(minutes=1)) == 1
        where.refresh_from_db()
        assert (where.taken, where.held) == (0, 0)
    assert [*check_places(), *check_ledger()] == []
