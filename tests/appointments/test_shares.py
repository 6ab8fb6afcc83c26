"""Shares of the quota: who may use which, and where what is not used goes, and when."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F, Sum

from lintas.appointments import public as appointments
from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.draw_models import Waiting
from lintas.appointments.invariants import (
    check_appointments,
    check_ledger,
    check_places,
    check_shares,
)
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.ids import new_id
from tests.appointments.cast import (
    DRAWN,
    OFFICE,
    PERSON,
    ROLLING,
    announced,
    book_winners,
    clock,
    enter,
    join,
    settled,
)
from tests.appointments.test_calendar import HEAD
from tests.threads import at_once

THURSDAY = "2026-11-26"
THE_DAY_BEFORE = clock("2026-11-25 15:00")
BOTH = ("general", "priority")


def all_hold() -> None:
    assert [*check_appointments(), *check_places(), *check_shares(), *check_ledger()] == []


def in_share(share: str, service: str = ROLLING, on: str = THURSDAY) -> int:
    rows = Slot.objects.filter(service=service, share=share, on=on)
    return rows.aggregate(n=Sum("places"))["n"] or 0


def book(slot: Slot, at: datetime, shares: tuple[str, ...]) -> appointments.BookingView:
    return appointments.book_slot(
        booking_id=new_id(),
        slot_id=slot.pk,
        case=new_id(),
        person_id=new_id(),
        actor=PERSON,
        at=at,
        shares=shares,
    )


def priority_slot() -> Slot:
    return Slot.objects.filter(service=ROLLING, share="priority", on=THURSDAY).earliest("starts_at")


@pytest.mark.django_db
def test_others_never_see_nor_take_a_priority_place(at: datetime) -> None:
    appointments.prepare_slots(at)
    slot = priority_slot()
    with pytest.raises(appointments.NotYourShare):
        book(slot, at, ("general",))
    seen = appointments.open_slots(OFFICE, ROLLING, slot.on, at)
    assert {one.share for one in seen} == {"general"}
    mine = appointments.open_slots(OFFICE, ROLLING, slot.on, at, BOTH)
    assert {one.share for one in mine} == set(BOTH)
    day = {d.on: d.left for d in appointments.days_with_room(OFFICE, ROLLING, at)}
    more = {d.on: d.left for d in appointments.days_with_room(OFFICE, ROLLING, at, BOTH)}
    assert more[slot.on] == day[slot.on] + in_share("priority")
    book(slot, at, BOTH)
    all_hold()


@pytest.mark.django_db
def test_nobody_moves_into_a_share_that_is_not_theirs(at: datetime) -> None:
    appointments.prepare_slots(at)
    friday = Slot.objects.filter(service=ROLLING, share="general", on="2026-11-27").first()
    mine = book(friday, at, ("general",))
    with pytest.raises(appointments.NotYourShare):
        appointments.move_booking(
            booking_id=mine.id, slot_id=priority_slot().pk, actor=PERSON, at=at
        )


@pytest.mark.parametrize(
    ("years", "granted", "shares"),
    [
        (59, False, {"general"}),
        (60, False, {"general", "priority"}),
        (4, False, {"general", "priority"}),
        (5, False, {"general"}),
        (None, False, {"general"}),
        (30, True, {"general", "priority"}),
        (None, True, {"general", "priority"}),
    ],
)
def test_priority_is_by_age_or_by_the_word_of_the_office(
    years: int | None, granted: bool, shares: set[str]
) -> None:
    office = catalogue.office(OFFICE)
    assert appointments.shares_for(office, years, granted=granted) == shares


@pytest.mark.django_db
def test_unused_priority_places_are_for_all_at_the_hour_that_is_published(at: datetime) -> None:
    appointments.prepare_slots(at)
    slot = priority_slot()
    book(slot, at, BOTH)
    priority, general = in_share("priority"), in_share("general")
    drawn = in_share("general", DRAWN)
    assert priority > 1
    today = appointments.flow_places(THE_DAY_BEFORE - timedelta(seconds=1))
    assert (in_share("priority"), in_share("general")) == (priority, general)
    moved = appointments.flow_places(THE_DAY_BEFORE)
    assert moved > 0
    express = in_share("general", DRAWN)
    assert in_share("priority") == 1
    assert in_share("general") == general + priority - 1 + drawn - express
    assert appointments.flow_places(THE_DAY_BEFORE) == 0
    friday = in_share("priority", on="2026-11-27")
    assert friday > 0, "its hour has not come"
    all_hold()
    flowed = [entry.data for entry in journal.entries_of_kind("places:flowed")]
    assert sum(one.count for one in flowed) == today + moved
    assert ("priority", "general") in {(one.share, one.to_share) for one in flowed}


@pytest.mark.django_db
def test_what_nobody_took_an_hour_before_is_for_walk_ins(at: datetime) -> None:
    appointments.prepare_slots(at - timedelta(days=1))
    first = Slot.objects.filter(service=ROLLING, share="general", on=THURSDAY).earliest("starts_at")
    appointments.flow_places(first.starts_at - timedelta(minutes=61))
    assert in_share("walk-in") == 0
    appointments.flow_places(first.starts_at - timedelta(minutes=60))
    extra = appointments.walk_in_extra(OFFICE, first.on)
    assert extra[ROLLING] == in_share("walk-in") > 0
    assert "paspor-rusak" not in extra, "the office gives no such numbers without an appointment"
    with pytest.raises(appointments.SlotFull):
        book(first, first.starts_at - timedelta(minutes=59), ("general",))
    assert appointments.open_slots(OFFICE, ROLLING, first.on, at, ("general",))
    all_hold()


@pytest.mark.django_db
def test_express_places_that_nobody_drew_go_to_the_passport_that_many_want(at: datetime) -> None:
    draw = announced(at)
    enter(draw, at)
    settled(draw)
    book_winners(draw)
    monday = str(draw.first_day)
    held = Slot.objects.filter(service=DRAWN, on=monday).aggregate(n=Sum("held"))["n"]
    assert held > 0
    due = clock(f"{draw.first_day - timedelta(days=1)} 15:00")
    waiting = join(at)
    general = in_share("general", on=monday) + in_share("priority", on=monday)
    appointments.flow_places(due)
    assert in_share("general", DRAWN, monday) == held + 1, "somebody waits for these"
    Waiting.objects.filter(case=waiting).update(state="left")
    assert appointments.flow_places(due) == held
    assert in_share("general", DRAWN, monday) == 1, "the winner's own"
    assert in_share("general", on=monday) == general + held
    flowed = TimePlaces.objects.filter(on=monday).exclude(flowed=0)
    assert {row.service for row in flowed} == {DRAWN, ROLLING}
    assert sum(row.flowed for row in flowed) == 0
    all_hold()


@pytest.mark.django_db
def test_places_still_to_be_drawn_do_not_flow(at: datetime) -> None:
    draw = announced(at)
    on = str(draw.first_day)
    before = in_share("general", DRAWN, on)
    appointments.flow_places(clock(f"{draw.first_day - timedelta(days=1)} 15:00"))
    assert in_share("general", DRAWN, on) == before > 0


@pytest.mark.django_db
def test_a_closure_after_the_flow_takes_flowed_places_too_and_gives_them_back(
    at: datetime,
) -> None:
    appointments.prepare_slots(at)
    appointments.flow_places(THE_DAY_BEFORE)
    before = in_share("general"), in_share("priority")
    change = new_id()
    appointments.close_time(
        change_id=change,
        office=OFFICE,
        counter="",
        starts_at=clock(f"{THURSDAY} 08:00"),
        ends_at=clock(f"{THURSDAY} 16:00"),
        why="weather",
        text="Contoh",
        actor=HEAD,
        at=THE_DAY_BEFORE,
    )
    assert (in_share("general"), in_share("priority")) == (0, 0)
    all_hold()
    appointments.end_change(change_id=change, actor=HEAD, at=THE_DAY_BEFORE)
    appointments.flow_places(THE_DAY_BEFORE)
    assert (in_share("general"), in_share("priority")) == before
    all_hold()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_places_that_flow_while_people_book_are_sold_once_and_none_is_lost(at: datetime) -> None:
    appointments.prepare_slots(at)
    slots = list(Slot.objects.filter(on=THURSDAY, share__in=BOTH, plan="rolling"))
    before = Slot.objects.filter(on=THURSDAY).aggregate(n=Sum("places"))["n"]

    def act(number: int) -> object:
        if number < 2:
            return appointments.flow_places(THE_DAY_BEFORE)
        got = []
        for slot in slots[number % 3 :: 3]:
            try:
                got.append(book(slot, at, BOTH))
            except appointments.SlotFull:
                continue
        return got

    found = at_once(8, act)
    sold = sum(len(got) for got in found[2:])
    assert sold == Booking.objects.count() > 0
    assert sum(found[:2]) > 0
    appointments.flow_places(THE_DAY_BEFORE)
    assert Slot.objects.filter(on=THURSDAY).aggregate(n=Sum("places"))["n"] == before
    priority = Slot.objects.filter(on=THURSDAY, share="priority")
    assert not priority.exclude(places=F("taken")).exists(), "all that nobody took has flowed on"
    all_hold()
