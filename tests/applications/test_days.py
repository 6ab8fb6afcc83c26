"""A day is held, moved, cancelled, reopened: with everybody who is booked, and their numbers."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lintas.applications import day_commands
from lintas.applications.commands import withdraw
from lintas.applications.draw_commands import take_offer
from lintas.applications.visit_commands import move_visit, record_arrival, start_interview
from lintas.appointments import public as appointments
from lintas.appointments.day_models import Affected, CalendarDay, DayChange
from lintas.appointments.draw_models import Offer
from lintas.appointments.models import Slot
from lintas.appointments.public import Decision
from lintas.catalogue import public as catalogue
from lintas.journal.models import Entry
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests import walk
from tests.applications.days_cast import (
    BOAT,
    FRIDAY,
    HEAD,
    NEXT_BOAT,
    OFFICER,
    SERVICE,
    SIBERUT,
    all_booked,
    book,
    booking,
    carried,
    decide,
    move,
    number,
    paid,
    person_of,
    status,
    times,
)

pytestmark = pytest.mark.django_db


def test_a_moved_day_keeps_hours_numbers_and_everybody(at: datetime) -> None:
    people = all_booked(6, at)
    hours = {one.pk: booking(one).slot.starts_at.time() for one in people}
    before = sorted(people, key=number)
    bills = Bill.objects.count()
    move(at, FRIDAY)
    assert carried(at) == 6
    assert sorted(people, key=number) == before
    assert [number(one) for one in before] == [1, 2, 3, 4, 5, 6]
    for one in people:
        now = booking(one)
        assert (now.slot.on, now.slot.place) == (FRIDAY, SIBERUT)
        assert now.slot.starts_at.time() == hours[one.pk]
        assert now.changes == 0
        assert status(one) == "visit-booked"
    assert not Ticket.objects.filter(on=BOAT).exclude(status="cancelled").exists()
    assert Bill.objects.count() == bills
    assert carried(at) == 0


def test_everybody_is_told_once_by_their_channel(at: datetime) -> None:
    people = all_booked(3, at)
    walk.work()
    Notice.objects.all().delete()
    move(at, FRIDAY)
    carried(at)
    walk.work()
    walk.work()
    told = Notice.objects.filter(template="day-moved")
    assert {one.account_id for one in told} == {one.account_id for one in people}
    assert told.count() == 3
    assert Notice.objects.exclude(template="day-moved").count() == 0
    assert "cuaca" in told.first().body
    assert "Muara Siberut" in told.first().body


def test_the_same_decision_again_changes_nothing(at: datetime) -> None:
    all_booked(2, at)
    change = new_id()
    move(at, FRIDAY, change_id=change)
    move(at, FRIDAY, change_id=change)
    assert DayChange.objects.count() == 1
    with pytest.raises(appointments.DayNotOpen):
        move(at, date(2026, 12, 5))
    carried(at)
    assert Entry.objects.filter(kind="booking:carried").count() == 2


def test_stopped_between_two_people_it_goes_on_with_the_next(at: datetime) -> None:
    """Killed in the middle of one: tests/kills/test_moved_day.py."""
    people = sorted(all_booked(5, at), key=number)
    move(at, FRIDAY)
    for _ in range(2):
        assert day_commands.carry_next(appointments.changes_to_do(at)[0], at)
    assert [booking(one).slot.on for one in people] == [FRIDAY] * 2 + [BOAT] * 3
    assert carried(at) == 3
    assert [number(one) for one in people] == [1, 2, 3, 4, 5]


def test_nobody_can_book_a_day_that_was_moved(at: datetime) -> None:
    all_booked(1, at)
    (late,) = paid(1, at, "terlambat")
    free = times(BOAT)[3]
    move(at, FRIDAY)
    with pytest.raises(appointments.SlotGone):
        book(late, free, at)
    assert appointments.open_slots("mentawai", SERVICE, BOAT, at, place=SIBERUT) == []
    carried(at)


def test_whoever_cannot_come_chooses_again_without_loss(at: datetime) -> None:
    (one,) = all_booked(1, at)
    move(at, FRIDAY)
    carried(at)
    for slot, changes in ((times(NEXT_BOAT)[0], 0), (times(NEXT_BOAT)[1], 1)):
        move_visit(
            application=one, slot_id=slot.pk, ticket_id=new_id(), actor=person_of(one), at=at
        )
        assert (booking(one).slot, booking(one).changes) == (slot, changes)
    with pytest.raises(appointments.ChangedOnce):
        move_visit(
            application=one,
            slot_id=times(NEXT_BOAT)[2].pk,
            ticket_id=new_id(),
            actor=person_of(one),
            at=at,
        )


def test_even_on_the_new_day_itself_another_time_can_be_chosen(at: datetime) -> None:
    (one,) = all_booked(1, at)
    move(at, FRIDAY)
    carried(at)
    morning = catalogue.office("mentawai").moment(FRIDAY, booking(one).slot.starts_at.time())
    early = morning.replace(hour=5)
    slot = times(NEXT_BOAT)[0]
    move_visit(application=one, slot_id=slot.pk, ticket_id=new_id(), actor=person_of(one), at=early)
    assert booking(one).slot == slot


def test_when_the_new_day_is_too_small_the_last_are_kept_a_place(at: datetime) -> None:
    people = all_booked(6, at, on=BOAT)
    for n, slot in enumerate(times(NEXT_BOAT)):
        Slot.objects.filter(pk=slot.pk).update(places=1 if n < 4 else 0)
    in_order = sorted(people, key=lambda one: booking(one).slot.starts_at)
    move(at, NEXT_BOAT)
    carried(at)
    assert [status(one) for one in in_order] == ["visit-booked"] * 4 + ["paid"] * 2
    for one in in_order[4:]:
        kept = appointments.kept_place_of(one.pk, at)
        assert kept is not None
        assert kept.until == at + timedelta(hours=48)
        taken = Slot.objects.get(offers__case=one.pk)
        assert taken.offered >= 1
    walk.work()
    assert Notice.objects.filter(template="day-place-kept").count() == 2
    assert Notice.objects.filter(template="offer-made").count() == 0
    assert Notice.objects.filter(template="day-moved").count() == 4


def test_a_kept_place_is_taken_or_given_up_and_nothing_is_lost(at: datetime) -> None:
    first, second, third = all_booked(3, at)
    decide(at, "cancel")
    carried(at)
    offers = {one.case: one for one in Offer.objects.filter(state="open")}
    take_offer(
        application=first,
        offer_id=offers[first.pk].pk,
        booking_id=new_id(),
        ticket_id=new_id(),
        actor=person_of(first),
        at=at,
    )
    assert booking(first).slot == offers[first.pk].slot
    book(second, times(NEXT_BOAT)[-1], at)
    walk.work()
    offers[second.pk].refresh_from_db()
    assert offers[second.pk].state == "declined"
    appointments.offer_places(at + timedelta(hours=49))
    offers[third.pk].refresh_from_db()
    assert offers[third.pk].state == "expired"
    assert status(third) == "paid"
    walk.work()
    assert Notice.objects.filter(template="day-place-over").count() == 1
    assert Notice.objects.filter(template="offer-expired").count() == 0
    assert carried(at) == 0
    slot = offers[third.pk].slot
    slot.refresh_from_db()
    assert slot.offered == 0
    assert slot.held >= 1, "a place given up comes back later, not at that instant"


def test_who_withdraws_or_is_served_meanwhile_is_left_alone(at: datetime) -> None:
    gone, served, waits = all_booked(3, at)
    day = times(BOAT)[0].starts_at
    hall = catalogue.hall_id("mentawai", SIBERUT)
    for one in (served, waits):
        ticket = queue.ticket_of(one.pk)
        record_arrival(application=one, ticket_id=ticket.id, actor=OFFICER, at=day)
    called = queue.call_next(office=hall, counter="meja-1", actor=OFFICER, at=day)
    assert called.case in {served.pk, waits.pk}
    served, waits = (served, waits) if called.case == served.pk else (waits, served)
    start_interview(application=served, ticket_id=called.id, actor=OFFICER, at=day)
    move(day, FRIDAY, reason="listrik")
    withdraw(application=gone, actor=person_of(gone), at=day)
    assert carried(day) == 3
    assert status(gone) == "withdrawn"
    assert status(served) == "in-interview"
    assert booking(served).slot.on == BOAT
    assert (status(waits), booking(waits).slot.on) == ("visit-booked", FRIDAY)
    assert Affected.objects.filter(state="dropped").count() == 2
    assert not Slot.objects.filter(on=FRIDAY, offered__gt=0).exists()


def test_priority_goes_along(at: datetime) -> None:
    one, other = all_booked(2, at)
    queue.move_ahead(
        case=one.pk, reason="lansia", rule="jalan-masuk-prioritas", actor=OFFICER, at=at
    )
    move(at, FRIDAY)
    carried(at)
    assert queue.ticket_of(one.pk).priority_reason == "lansia"
    assert not queue.ticket_of(other.pk).priority


def test_a_held_day_is_told_keeps_everything_and_goes_ahead(at: datetime) -> None:
    people = all_booked(2, at)
    numbers = [number(one) for one in people]
    six = catalogue.office("mentawai").moment(BOAT, times(BOAT)[0].starts_at.time()).replace(hour=6)
    decide(at, "hold", decide_at=six)
    carried(at)
    assert CalendarDay.objects.get(place=SIBERUT, on=BOAT).state == "held"
    assert [number(one) for one in people] == numbers
    (late,) = paid(1, at, "baru")
    book(late, times(BOAT)[5], at)
    decide(at, "go-ahead", reason="")
    carried(at)
    walk.work()
    assert Notice.objects.filter(template="day-held").count() == 2
    assert Notice.objects.filter(template="day-kept").count() == 3
    with pytest.raises(appointments.DayNotOpen):
        decide(at, "go-ahead", reason="")


def test_a_decision_overtakes_the_news_of_the_one_before(at: datetime) -> None:
    people = all_booked(2, at)
    six = times(BOAT)[0].starts_at - timedelta(hours=3)
    decide(at, "hold", decide_at=six)
    move(at, FRIDAY)
    carried(at)
    walk.work()
    assert Notice.objects.filter(template="day-held").count() == 0
    assert Notice.objects.filter(template="day-moved").count() == len(people)


def test_a_reopened_day_can_be_chosen_again_by_those_who_left_it(at: datetime) -> None:
    one, other = all_booked(2, at)
    move(at, FRIDAY)
    carried(at)
    places = sum(slot.places for slot in times(BOAT))
    decide(at, "reopen", reason="")
    carried(at)
    walk.work()
    assert Notice.objects.filter(template="day-reopened").count() == 2
    assert sum(slot.places for slot in times(BOAT)) > places
    move_visit(
        application=one,
        slot_id=times(BOAT)[0].pk,
        ticket_id=new_id(),
        actor=person_of(one),
        at=at,
    )
    assert (booking(one).slot.on, booking(one).changes) == (BOAT, 0)
    assert booking(other).slot.on == FRIDAY
    move(at, date(2026, 12, 5))
    carried(at)
    assert booking(one).slot.on == date(2026, 12, 5)


def test_a_day_is_opened_again_only_when_everybody_has_left_it(at: datetime) -> None:
    all_booked(2, at)
    move(at, FRIDAY)
    with pytest.raises(appointments.DayBusy):
        decide(at, "reopen", reason="")
    carried(at)
    decide(at, "reopen", reason="")


def test_a_new_day_that_is_cancelled_while_people_are_on_their_way_to_it(at: datetime) -> None:
    people = all_booked(3, at)
    move(at, FRIDAY)
    assert day_commands.carry_next(appointments.changes_to_do(at)[0], at)
    decide(at, "cancel", on=FRIDAY, reason="kapal")
    while appointments.changes_to_do(at):
        carried(at)
    assert {status(one) for one in people} == {"paid"}
    assert all(appointments.kept_place_of(one.pk, at) for one in people)


def test_the_offices_own_day_moves_too(at: datetime) -> None:
    flooded = date(2026, 11, 26)
    people = all_booked(4, at, on=flooded, place="")
    move(at, date(2026, 11, 27), on=flooded, place="", reason="banjir")
    carried(at)
    assert {booking(one).slot.on for one in people} == {date(2026, 11, 27)}
    appointments.prepare_slots(at)
    assert appointments.open_slots("mentawai", SERVICE, flooded, at) == []


def test_a_day_far_ahead_that_was_called_off_is_not_prepared(at: datetime) -> None:
    far = date(2026, 12, 10)
    all_booked(1, at, on=far, place="")
    decide(at, "cancel", on=far, place="", reason="listrik")
    carried(at)
    assert far not in {day.on for day in appointments.days_with_room("mentawai", SERVICE, at)}
    appointments.prepare_slots(at + timedelta(days=1))
    assert far not in {day.on for day in appointments.days_with_room("mentawai", SERVICE, at)}


def test_the_preview_changes_nothing_and_says_what_then_happens(at: datetime) -> None:
    people = all_booked(4, at)
    entries = Entry.objects.count()
    decision = Decision("mentawai", SIBERUT, BOAT, "move", "cuaca", to_on=FRIDAY)
    seen = appointments.preview(decision=decision, actor=HEAD, at=at)
    assert Entry.objects.count() == entries
    assert not Slot.objects.filter(on=FRIDAY, place=SIBERUT).exists()
    assert not DayChange.objects.exists()
    move(at, FRIDAY)
    carried(at)
    foretold: dict[UUID, datetime | None] = {one.case: one.to_at for one in seen}
    assert foretold == {one.pk: booking(one).slot.starts_at for one in people}


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("move", {}),
        ("move", {"to_on": BOAT}),
        ("move", {"to_on": date(2026, 11, 24)}),
        ("move", {"to_on": FRIDAY, "reason": "bosan"}),
        ("hold", {}),
        ("hold", {"decide_at": datetime.fromisoformat("2026-12-03T10:00+07:00")}),
        ("hold", {"decide_at": datetime.fromisoformat("2026-11-01T10:00+07:00")}),
    ],
)
def test_what_makes_no_sense_is_refused(at: datetime, action: str, more: dict[str, object]) -> None:
    all_booked(1, at)
    with pytest.raises(appointments.DayUnclear):
        decide(at, action, **more)
    assert not DayChange.objects.exists()


def test_a_day_of_the_past_and_a_day_that_is_not_there(at: datetime) -> None:
    all_booked(1, at)
    for on in (date(2026, 11, 24), date(2026, 12, 6)):
        with pytest.raises(appointments.DayNotOpen):
            decide(at, "cancel", on=on)
