"""Closures, absences and extra openings take effect on days already open, and give all back."""

from datetime import datetime

import pytest
from django.db.models import Sum

from lintas.appointments import public as appointments
from lintas.appointments.calendar_models import CalendarChange, TimePlaces
from lintas.appointments.draw_models import ReturnedPlace
from lintas.appointments.invariants import (
    check_appointments,
    check_ledger,
    check_places,
    check_shares,
)
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests.appointments.cast import OFFICE, PERSON, ROLLING, clock
from tests.threads import at_once

HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), OFFICE)
THURSDAY, SATURDAY = "2026-11-26", "2026-11-28"
Picture = dict[tuple[str, datetime, str], tuple[int, int]]


def all_hold() -> None:
    assert [*check_appointments(), *check_places(), *check_shares(), *check_ledger()] == []


def places(on: str = THURSDAY) -> Picture:
    rows = Slot.objects.filter(on=on).values_list(
        "service", "starts_at", "share", "places", "taken"
    )
    return {row[:3]: row[3:] for row in rows if row[3]}


def total(on: str = THURSDAY) -> int:
    return sum(places for places, _taken in places_of(on))


def places_of(on: str) -> list[tuple[int, int]]:
    return list(places(on).values())


def close(
    at: datetime, begins: str, ends: str, counter: str = "", actor: Actor = HEAD, **more: str
) -> object:
    change = new_id()
    appointments.close_time(
        **{
            "change_id": change,
            "office": OFFICE,
            "counter": counter,
            "starts_at": clock(begins),
            "ends_at": clock(ends),
            "why": "absence",
            "text": "Contoh sebab",
            "actor": actor,
            "at": at,
            **more,
        }
    )
    return change


def book(slot: Slot, at: datetime) -> appointments.BookingView:
    return appointments.book_slot(
        booking_id=new_id(), slot_id=slot.pk, case=new_id(), person_id=new_id(), actor=PERSON, at=at
    )


@pytest.mark.django_db
def test_a_counter_away_takes_its_places_at_once_and_its_return_gives_them_back(
    at: datetime,
) -> None:
    appointments.prepare_slots(at)
    before, friday = places(), places("2026-11-27")
    change = close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 12:00", "loket-2")
    during = places()
    assert sum(n for n, _ in during.values()) < sum(n for n, _ in before.values())
    assert all(n <= before[key][0] for key, (n, _taken) in during.items())
    noon = clock(f"{THURSDAY} 12:00")
    after_noon = {key: n for key, n in before.items() if key[1] >= noon}
    assert after_noon == {key: n for key, n in during.items() if key[1] >= noon}
    assert places("2026-11-27") == friday
    all_hold()
    appointments.end_change(change_id=change, actor=HEAD, at=at)
    assert places() == before
    all_hold()
    kinds = {entry.kind for entry in journal.entries_about(change)}
    assert kinds == {"closure:made", "calendar-change:ended"}


@pytest.mark.django_db
def test_a_third_of_the_counters_away_takes_about_a_third_of_the_places(at: datetime) -> None:
    appointments.prepare_slots(at)
    before = total()
    close(at, f"{THURSDAY} 00:00", f"{THURSDAY} 23:59", "loket-3")
    assert 0.55 * before <= total() <= 0.75 * before
    stays = [key for key in places() if key[0].startswith("itas") or key[0] == "itap"]
    assert stays, "the letters of that counter go on at another that serves them"


@pytest.mark.django_db
def test_what_is_taken_stays_and_the_page_knows_how_many_are_too_many(at: datetime) -> None:
    appointments.prepare_slots(at)
    slot = Slot.objects.filter(on=THURSDAY, service=ROLLING, share="general").first()
    booking = book(slot, at)
    close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 16:00", why="disaster")
    assert places_of(THURSDAY) == [(1, 1)]
    all_hold()
    day = datetime.fromisoformat(THURSDAY).date()
    [beyond] = appointments.beyond_capacity(OFFICE, day, day, at)
    assert (beyond.service, beyond.starts_at, beyond.count) == (ROLLING, slot.starts_at, 1)
    assert appointments.open_slots(OFFICE, ROLLING, day, at) == []

    appointments.cancel_booking(booking_id=booking.id, actor=PERSON, at=at)
    appointments.settle_calendar(at)
    assert places_of(THURSDAY) == [], "a place that cannot be served does not come back"
    assert not ReturnedPlace.objects.filter(state="kept").exists()
    assert appointments.beyond_capacity(OFFICE, day, day, at) == []
    all_hold()


@pytest.mark.django_db
def test_a_day_opened_after_the_closure_was_entered_knows_it(at: datetime) -> None:
    close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 12:00")
    appointments.prepare_slots(at)
    assert min(key[1] for key in places()) == clock(f"{THURSDAY} 13:00")
    as_made = places()
    assert appointments.settle_calendar(at) == 0
    assert places() == as_made
    all_hold()


@pytest.mark.django_db
def test_an_extra_saturday_opens_and_is_called_off(at: datetime) -> None:
    appointments.prepare_slots(at)
    assert places(SATURDAY) == {}
    change = new_id()
    appointments.open_extra(
        change_id=change,
        office=OFFICE,
        starts_at=clock(f"{SATURDAY} 08:00"),
        ends_at=clock(f"{SATURDAY} 12:00"),
        why="demand",
        text="Antrean paspor panjang (contoh)",
        actor=HEAD,
        at=at,
    )
    opened = places(SATURDAY)
    assert {key[1] for key in opened} >= {clock(f"{SATURDAY} 08:00"), clock(f"{SATURDAY} 11:30")}
    office = catalogue.office(OFFICE)
    assert appointments.is_open_now(office, clock(f"{SATURDAY} 09:00"))
    assert not appointments.is_open_now(office, clock(f"{SATURDAY} 12:00"))
    slot = Slot.objects.filter(on=SATURDAY, service=ROLLING, share="general").first()
    book(slot, at)
    all_hold()
    appointments.end_change(change_id=change, actor=HEAD, at=at)
    assert places_of(SATURDAY) == [(1, 1)]
    all_hold()


@pytest.mark.django_db
def test_an_hour_more_on_a_day_that_is_open_leaves_its_other_times_alone(at: datetime) -> None:
    appointments.prepare_slots(at)
    before = places()
    appointments.open_extra(
        change_id=new_id(),
        office=OFFICE,
        starts_at=clock(f"{THURSDAY} 16:00"),
        ends_at=clock(f"{THURSDAY} 17:00"),
        why="demand",
        text="Contoh",
        actor=HEAD,
        at=at,
    )
    later = {key: n for key, n in places().items() if key[1] >= clock(f"{THURSDAY} 16:00")}
    assert later
    assert {key: n for key, n in places().items() if key not in later} == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"actor": PERSON}, appointments.CalendarNotYours),
        (
            {"actor": Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), OFFICE)},
            appointments.CalendarNotYours,
        ),
        (
            {"actor": Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "padang")},
            appointments.CalendarNotYours,
        ),
        ({"text": "  "}, appointments.ChangeWithoutReason),
        ({"why": "malas"}, appointments.ChangeWithoutReason),
        ({"counter": "loket-9"}, appointments.ChangeWithoutReason),
        ({"ends": f"{THURSDAY} 08:00"}, appointments.ChangeOfNoTime),
        ({"begins": "2026-11-24 08:00", "ends": "2026-11-24 12:00"}, appointments.ChangeOfNoTime),
        ({"ends": "2027-11-24 12:00"}, appointments.ChangeOfNoTime),
    ],
)
def test_who_may_not_or_says_no_reason_changes_nothing(
    at: datetime, change: dict[str, object], refused: type[Exception]
) -> None:
    given = {"begins": f"{THURSDAY} 08:00", "ends": f"{THURSDAY} 12:00", **change}
    with pytest.raises(refused):
        close(at, **given)
    assert not CalendarChange.objects.exists()


@pytest.mark.django_db
def test_the_same_closure_twice_is_one_and_ended_twice_is_refused(at: datetime) -> None:
    change = close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 12:00", "loket-1")
    close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 12:00", "loket-1", change_id=change)
    assert CalendarChange.objects.count() == 1
    appointments.end_change(change_id=change, actor=HEAD, at=at)
    with pytest.raises(appointments.ChangeOver):
        appointments.end_change(change_id=change, actor=HEAD, at=at)


@pytest.mark.django_db
def test_what_was_left_undone_is_done_by_the_next_turn(at: datetime) -> None:
    """As after a crash: the closure is written, its places not yet taken out."""
    appointments.prepare_slots(at)
    CalendarChange.objects.create(
        id=new_id(),
        office=OFFICE,
        kind="closed",
        starts_at=clock(f"{THURSDAY} 08:00"),
        ends_at=clock(f"{THURSDAY} 16:00"),
        why="weather",
        text="Contoh",
        made_at=at,
    )
    assert appointments.settle_calendar(at) > 0
    assert places() == {}
    assert appointments.settle_calendar(at) == 0
    all_hold()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_absence_entered_while_people_book_sells_none_twice_and_loses_none(
    at: datetime,
) -> None:
    appointments.prepare_slots(at)
    slots = list(Slot.objects.filter(on=THURSDAY, share="general", plan="rolling"))

    def act(number: int) -> object:
        if number == 0:
            return close(at, f"{THURSDAY} 08:00", f"{THURSDAY} 16:00", "loket-1")
        if number == 1:
            return appointments.settle_calendar(at)
        got = []
        for slot in slots[number::6]:
            try:
                got.append(book(slot, at))
            except appointments.SlotFull as full:
                got.append(full)
        return got

    found = at_once(8, act)
    booked = [b for got in found[2:] for b in got if isinstance(b, appointments.BookingView)]
    assert len(booked) == Booking.objects.count() > 0
    appointments.settle_calendar(at)
    all_hold()
    sums = TimePlaces.objects.filter(on=THURSDAY).aggregate(Sum("planned"), Sum("beyond"))
    promised = Slot.objects.filter(on=THURSDAY).aggregate(n=Sum("places"))["n"]
    assert promised == sums["planned__sum"] + sums["beyond__sum"]
