"""Places that come back: to the list first, in its order; never to all at that instant."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lintas.appointments import public as appointments
from lintas.appointments.draw_models import Offer, ReturnedPlace, Waiting
from lintas.appointments.invariants import (
    check_appointments,
    check_draws,
    check_ledger,
    check_places,
)
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.catalogue import queries as catalogue_queries
from lintas.journal import public as journal
from lintas.kernel.ids import new_id
from tests.appointments.cast import (
    DRAWN,
    OFFICE,
    PERSON,
    ROLLING,
    announced,
    book_winners,
    enter,
    few_places,
    join,
    office_with,
    settled,
    slot,
)
from tests.threads import at_once

SPAN = timedelta(minutes=480)


def all_hold() -> None:
    assert [*check_appointments(), *check_places(), *check_draws(), *check_ledger()] == []


def book(one: Slot, at: datetime) -> appointments.BookingView:
    return appointments.book_slot(
        booking_id=new_id(), slot_id=one.pk, case=new_id(), person_id=new_id(), actor=PERSON, at=at
    )


def cancel(booking: appointments.BookingView, at: datetime) -> None:
    appointments.cancel_booking(booking_id=booking.id, actor=PERSON, at=at)


def accept(offer: Offer, at: datetime) -> appointments.BookingView:
    return appointments.accept_offer(
        booking_id=new_id(), offer_id=offer.pk, case=offer.waiting.case, actor=PERSON, at=at
    )


@pytest.mark.django_db
def test_a_cancelled_place_is_open_to_all_only_at_a_moment_nobody_knows(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3))
    cancel(book(one, at), at)
    all_hold()
    with pytest.raises(appointments.SlotFull):
        book(one, at)
    assert appointments.open_slots(OFFICE, ROLLING, one.on, at) == []
    back = ReturnedPlace.objects.get()
    assert at + timedelta(minutes=30) <= back.free_at <= at + SPAN
    assert appointments.free_returned(back.free_at - timedelta(seconds=1)) == 0
    assert appointments.free_returned(back.free_at) == 1
    assert appointments.free_returned(back.free_at) == 0
    all_hold()
    book(one, back.free_at)
    kinds = [e.kind for e in journal.entries_about(one.pk)]
    assert kinds == ["place:returned", "place:freed"]


@pytest.mark.django_db
def test_the_moments_differ_so_that_refreshing_gains_nothing(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=30)
    for booking in [book(one, at) for _ in range(30)]:
        cancel(booking, at)
    moments = set(ReturnedPlace.objects.values_list("free_at", flat=True))
    assert len(moments) == 30
    assert max(moments) - min(moments) > timedelta(hours=2), "one in 10^9 by chance"


@pytest.mark.django_db
def test_a_moved_booking_gives_its_old_place_back_the_same_way(at: datetime) -> None:
    old, new = slot(ROLLING, at + timedelta(days=3)), slot(ROLLING, at + timedelta(days=4))
    booking = book(old, at)
    appointments.move_booking(booking_id=booking.id, slot_id=new.pk, actor=PERSON, at=at)
    old.refresh_from_db()
    assert (old.taken, old.held) == (0, 1)
    all_hold()


@pytest.mark.django_db
def test_a_place_that_was_drawn_goes_to_the_next_and_never_to_the_open_page(at: datetime) -> None:
    draw = announced(at)
    few_places(draw, 2)
    for _ in range(5):
        enter(draw, at)
    draw = settled(draw)
    Slot.objects.filter(service=DRAWN, on__lt=draw.first_day).delete()
    book_winners(draw)
    later = draw.closes_at + timedelta(hours=1)
    booking = Booking.objects.first()
    assert booking is not None
    appointments.cancel_booking(booking_id=booking.pk, actor=PERSON, at=later)
    assert ReturnedPlace.objects.count() == 0
    assert appointments.offer_places(later) == 1
    assert appointments.offer_places(later) == 0
    offer = Offer.objects.get()
    assert offer.waiting == Waiting.objects.order_by("rank").first()
    all_hold()
    accept(offer, later)
    all_hold()
    assert Waiting.objects.filter(state="waiting").count() == 2
    assert Booking.objects.filter(status="live").count() == 2
    with pytest.raises(appointments.OfferOver):
        accept(offer, later)


@pytest.mark.django_db
def test_no_answer_is_an_answer_and_after_two_the_list_goes_on_without(at: datetime) -> None:
    cases = [join(at + timedelta(seconds=n)) for n in range(2)]
    one = slot(DRAWN, at + timedelta(days=2))
    now = at + timedelta(minutes=1)
    appointments.offer_places(now)
    first = Offer.objects.get(state="open")
    assert first.waiting.case == cases[0]
    with pytest.raises(appointments.OfferOver):
        accept(first, first.until)
    appointments.offer_places(first.until)
    second = Offer.objects.get(state="open")
    assert second.waiting.case == cases[1]
    all_hold()
    accept(second, first.until)
    again = slot(DRAWN, at + timedelta(days=2, hours=1))
    appointments.offer_places(first.until)
    third = Offer.objects.get(state="open")
    assert (third.waiting.case, third.slot) == (cases[0], again)
    appointments.offer_places(third.until)
    assert appointments.waiting_of(cases[0]) is None
    assert Waiting.objects.get(case=cases[0]).state == "silent"
    one.refresh_from_db()
    assert (one.taken, one.held, one.offered) == (1, 0, 0)
    all_hold()


@pytest.mark.django_db
def test_declining_keeps_the_place_in_line_and_the_same_time_is_not_asked_again(
    at: datetime,
) -> None:
    mine, other = join(at), join(at + timedelta(seconds=1))
    slot(DRAWN, at + timedelta(days=2))
    now = at + timedelta(minutes=1)
    appointments.offer_places(now)
    offer = Offer.objects.get()
    with pytest.raises(appointments.OfferOver):
        appointments.decline_offer(offer_id=offer.pk, case=other, actor=PERSON, at=now)
    appointments.decline_offer(offer_id=offer.pk, case=mine, actor=PERSON, at=now)
    appointments.offer_places(now)
    assert Offer.objects.get(state="open").waiting.case == other
    view = appointments.waiting_of(mine)
    assert view is not None
    assert (view.ahead, view.offer) == (0, None)
    all_hold()


@pytest.mark.django_db
def test_a_time_one_cannot_come_to_is_offered_to_the_next(at: datetime) -> None:
    join(at, can="mon-am")
    friday = join(at + timedelta(seconds=1), can="fri-am")
    slot(DRAWN, at + timedelta(days=2))
    appointments.offer_places(at + timedelta(minutes=1))
    assert Offer.objects.get().waiting.case == friday


@pytest.mark.django_db
def test_whoever_leaves_frees_what_was_offered(at: datetime) -> None:
    case = join(at)
    one = slot(DRAWN, at + timedelta(days=2))
    appointments.offer_places(at)
    appointments.leave_waiting(case=case, actor=PERSON, at=at)
    appointments.leave_waiting(case=case, actor=PERSON, at=at)
    one.refresh_from_db()
    assert (one.held, one.offered) == (1, 0)
    assert appointments.waiting_of(case) is None
    all_hold()


@pytest.mark.django_db
def test_days_still_to_be_drawn_are_offered_to_nobody(at: datetime) -> None:
    draw = announced(at)
    Slot.objects.filter(service=DRAWN, on__lt=draw.first_day).delete()
    join(at)
    assert Slot.objects.filter(service=DRAWN, held__gt=0).exists()
    assert appointments.offer_places(at) == 0
    Slot.objects.filter(service=DRAWN, on__gt=draw.last_day).delete()
    appointments.settle_draws(draw.closes_at)
    assert appointments.offer_places(draw.closes_at) == 1


@pytest.mark.django_db
def test_nobody_is_asked_at_night_when_they_could_not_answer(at: datetime) -> None:
    join(at)
    slot(DRAWN, at + timedelta(days=2))
    night = at.replace(hour=16)  # 23.00 in Tuapejat
    assert appointments.offer_places(night) == 0
    assert appointments.offer_places(night + timedelta(hours=7)) == 1


@pytest.mark.django_db
def test_a_service_without_a_list_takes_nobody_on_it(at: datetime) -> None:
    with pytest.raises(appointments.NoWaitingList):
        join(at, service=ROLLING)


@pytest.mark.django_db
def test_one_person_waits_once(at: datetime) -> None:
    case = join(at)
    join(at, case=case, can="tue-am")
    assert Waiting.objects.get().can == "tue-am"
    with pytest.raises(appointments.WaitingAlready):
        appointments.join_waiting(
            waiting_id=new_id(), office=OFFICE, service=DRAWN, case=new_id(), person_id=new_id(),
            identity=case.hex, can="any", actor=PERSON, at=at,
        )  # fmt: skip


@pytest.fixture
def with_a_list(settings: object, tmp_path: Path) -> Iterator[str]:
    """An office whose day-by-day service has a waiting list."""
    release = f'[[release]]\nservice = "{ROLLING}"\nplan = "rolling"\nwaiting_list = true\n'
    settings.OFFICES_FOLDER = office_with(tmp_path, release)  # type: ignore[attr-defined]
    catalogue_queries.office.cache_clear()
    catalogue_queries.offices.cache_clear()
    yield "kantor-uji"
    catalogue_queries.office.cache_clear()
    catalogue_queries.offices.cache_clear()


@pytest.mark.django_db
def test_day_by_day_with_a_list_the_list_comes_before_the_open_page(
    at: datetime, with_a_list: str
) -> None:
    one = slot(ROLLING, at + timedelta(days=3), office=with_a_list)
    assert catalogue.office(with_a_list).release_of(ROLLING).has_waiting_list
    booking = book(one, at)
    appointments.join_waiting(
        waiting_id=new_id(), office=with_a_list, service=ROLLING, case=new_id(),
        person_id=new_id(), identity="x", can="any", actor=PERSON, at=at,
    )  # fmt: skip
    cancel(booking, at)
    assert appointments.offer_places(at) == 1
    assert ReturnedPlace.objects.get().state == "offered"
    offer = Offer.objects.get()
    assert appointments.free_returned(at + SPAN) == 0
    all_hold()
    appointments.decline_offer(
        offer_id=offer.pk, case=offer.waiting.case, actor=PERSON, at=at + timedelta(minutes=5)
    )
    all_hold()
    assert appointments.free_returned(at + SPAN + timedelta(minutes=5)) == 1
    all_hold()


@pytest.mark.django_db
def test_where_an_office_ends_its_draws_what_was_held_comes_to_the_open_page(
    at: datetime, with_a_list: str
) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=2, office=with_a_list, plan="draw")
    assert appointments.free_returned(at) == 0
    all_hold()
    assert appointments.free_returned(at + SPAN) == 2
    all_hold()
    one.refresh_from_db()
    assert (one.plan, one.held) == ("rolling", 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_who_offer_at_once_promise_no_place_twice(at: datetime) -> None:
    for n in range(12):
        join(at + timedelta(seconds=n))
    slot(DRAWN, at + timedelta(days=2), places=5)
    now = at + timedelta(minutes=1)
    at_once(6, lambda _n: appointments.offer_places(now))
    assert Offer.objects.filter(state="open").count() == 5
    all_hold()
    offers = list(Offer.objects.select_related("waiting"))
    until = offers[0].until

    def answer(nth: int) -> object:
        """Taken, declined and run out at one moment: one of them counts."""
        offer = offers[nth % 5]
        if nth % 3 == 0:
            return accept(offer, until - timedelta(seconds=1))
        if nth % 3 == 1:
            return appointments.decline_offer(
                offer_id=offer.pk, case=offer.waiting.case, actor=PERSON, at=until
            )
        return appointments.offer_places(until)

    at_once(15, answer)
    all_hold()
    assert Booking.objects.count() == Offer.objects.filter(state="accepted").count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_returned_place_is_freed_once(at: datetime) -> None:
    one = slot(ROLLING, at + timedelta(days=3), places=3)
    for booking in [book(one, at) for _ in range(3)]:
        cancel(booking, at)
    at_once(6, lambda _n: appointments.free_returned(at + SPAN))
    one.refresh_from_db()
    assert (one.taken, one.held) == (0, 0)
    all_hold()
