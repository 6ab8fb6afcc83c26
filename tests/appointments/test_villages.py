"""Places of a boat day kept for a village: asked for, granted, taken, and what is left over."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db.models import Sum

from lintas.appointments import public as appointments
from lintas.appointments.day_models import CalendarDay
from lintas.appointments.models import Booking, Slot
from lintas.appointments.village_models import VillageAsk
from lintas.appointments.village_rules import Free, portions, village_share
from lintas.catalogue import public as catalogue
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from tests.appointments.cast import OFFICE, PERSON, clock
from tests.threads import at_once

SERVICE, PLACE, BOAT = "paspor-penggantian", "sikakap", date(2026, 12, 10)
VILLAGE = "13.09.09.2001"
SHARE = village_share(VILLAGE)
ALL = {"general", SHARE}
HEAD = Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), OFFICE)
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), OFFICE)
FREED = clock("2026-12-07 08:00")
pytestmark = pytest.mark.django_db


def planned(at: datetime, places: int = 12, closes: time = time(12)) -> CalendarDay:
    """Six times of half an hour, two places each."""
    appointments.plan_trip(
        trip_id=(trip := new_id()),
        office=OFFICE,
        place=PLACE,
        on=BOAT,
        opens=time(9),
        closes=closes,
        quota={SERVICE: places},
        box="",
        actor=OFFICER,
        at=at,
    )
    return CalendarDay.objects.get(pk=trip)


def asked(at: datetime, by: Actor = PERSON, **more: object) -> UUID:
    said: dict[str, object] = {
        "ask_id": new_id(),
        "office": OFFICE,
        "place": PLACE,
        "on": BOAT,
        "village": VILLAGE,
        "people": 35,
        "contact": "Contoh Kepala Desa, 0812",
        "note": "penggantian",
        **more,
    }
    appointments.villages.ask_for_village(**said, actor=by, at=at)
    return UUID(str(said["ask_id"]))


def granted(
    ask: UUID,
    at: datetime,
    count: int = 5,
    hours: tuple[int, int] = (10, 12),
    wanted: Mapping[str, int] | None = None,
    by: Actor = HEAD,
) -> None:
    appointments.villages.grant_ask(
        ask_id=ask,
        wanted={SERVICE: count} if wanted is None else wanted,
        opens=time(hours[0]),
        closes=time(hours[1]),
        actor=by,
        at=at,
    )


def places(share: str, on: date = BOAT) -> list[int]:
    rows = Slot.objects.filter(place=PLACE, on=on, share=share, service=SERVICE)
    return list(rows.order_by("starts_at").values_list("places", flat=True))


def in_all(on: date = BOAT) -> int:
    rows = Slot.objects.filter(place=PLACE, on=on)
    return int(rows.aggregate(n=Sum("places"))["n"] or 0)


def book(slot_id: UUID, at: datetime, shares: object = ("general",)) -> Booking:
    view = appointments.book_slot(
        booking_id=new_id(),
        slot_id=slot_id,
        case=new_id(),
        person_id=new_id(),
        actor=PERSON,
        at=at,
        shares=shares,  # type: ignore[arg-type]
    )
    return Booking.objects.get(pk=view.id)


def first_of(share: str) -> Slot:
    found = Slot.objects.filter(place=PLACE, on=BOAT, share=share, places__gt=0)
    return found.earliest("starts_at")


def test_the_first_hours_are_filled_first_and_no_time_gives_more_than_it_has() -> None:
    one, two, three = new_id(), new_id(), new_id()
    times = [Free(one, 2), Free(two, 0), Free(three, 4)]
    assert portions(times, 3) == {one: 2, three: 1}
    assert portions(times, 9) == {one: 2, three: 4}


def test_places_move_to_the_village_and_their_sum_stays(at: datetime) -> None:
    planned(at)
    granted(asked(at), at)
    assert places("general") == [2, 2, 0, 0, 1, 2]
    assert places(SHARE) == [2, 2, 1]
    assert in_all() == 12
    (kept,) = appointments.day_at(OFFICE, PLACE, BOAT, at).kept
    assert (kept.village.code, kept.places, kept.left, kept.until) == (VILLAGE, 5, 5, FREED)
    assert appointments.day_at(OFFICE, PLACE, BOAT, at).left == {SERVICE: 7}
    assert list(broken()) == []


def test_only_the_village_sees_and_takes_them(at: datetime) -> None:
    planned(at)
    granted(asked(at), at, count=12, hours=(9, 12))
    assert appointments.open_slots(OFFICE, SERVICE, BOAT, at, place=PLACE) == []
    mine = appointments.villages.shares_of_village(catalogue.village(VILLAGE)) | {"general"}
    theirs = appointments.villages.shares_of_village(catalogue.village("13.09.03.2002")) | {
        "general"
    }
    assert appointments.open_slots(OFFICE, SERVICE, BOAT, at, theirs, PLACE) == []
    assert len(appointments.open_slots(OFFICE, SERVICE, BOAT, at, mine, PLACE)) == 6
    slot = first_of(SHARE)
    with pytest.raises(appointments.NotYourShare):
        book(slot.pk, at, theirs)
    assert book(slot.pk, at, mine).slot_id == slot.pk
    assert list(broken()) == []


def test_granting_takes_nobodys_place_and_is_all_or_nothing(at: datetime) -> None:
    planned(at)
    mine = book(first_of("general").pk, at)
    ask = asked(at)
    with pytest.raises(appointments.villages.NotSoManyPlaces, match="tinggal 11 tempat"):
        granted(ask, at, count=12, hours=(9, 12))
    assert VillageAsk.objects.get(pk=ask).state == "asked"
    assert places(SHARE) == []
    granted(ask, at, count=11, hours=(9, 12))
    assert Booking.objects.get(pk=mine.pk).status == "live"
    assert in_all() == 12
    with pytest.raises(appointments.villages.AskOver):
        granted(ask, at, count=1)
    assert list(broken()) == []


def test_what_is_refused_says_why(at: datetime) -> None:
    planned(at)
    for said, refusal in (
        ({"people": 29}, appointments.villages.TooFewPeople),
        ({"village": "99"}, appointments.villages.AskUnclear),
        ({"contact": " "}, appointments.villages.AskUnclear),
        ({"on": date(2026, 12, 11)}, appointments.DayNotOpen),
    ):
        with pytest.raises(refusal):
            asked(at, **said)
    assert "jam mulai" not in str(appointments.villages.AskUnclear()), "that is for who grants"
    with pytest.raises(appointments.villages.AskTooLate):
        asked(FREED)
    ask = asked(at)
    assert asked(at, ask_id=ask) == ask, "sent twice is asked once"
    with pytest.raises(appointments.villages.AskedAlready):
        asked(at)
    for actor in (OFFICER, PERSON, Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "x")):
        with pytest.raises(appointments.villages.AskNotYours):
            granted(ask, at, by=actor)
    for wrong in ({}, {SERVICE: -1}, {SERVICE: 0}):
        with pytest.raises(appointments.villages.GrantUnclear):
            granted(ask, at, wanted=wrong)
    with pytest.raises(appointments.villages.DeclinedWithoutReason):
        appointments.villages.decline_ask(ask_id=ask, reason=" ", actor=HEAD, at=at)
    with pytest.raises(appointments.villages.AskOver):
        appointments.villages.withdraw_ask(ask_id=ask, actor=HEAD, at=at)
    appointments.villages.withdraw_ask(ask_id=ask, actor=PERSON, at=at)
    asked(at)


def test_the_journal_knows_facts_and_not_whom_to_call(at: datetime) -> None:
    planned(at)
    granted(asked(at), at)
    declined = asked(at)
    appointments.villages.decline_ask(ask_id=declined, reason="penuh", actor=HEAD, at=at)
    kinds = [f"village-ask:{what}" for what in ("made", "granted", "declined")]
    entries = [entry for kind in kinds for entry in journal.entries_of_kind(kind)]
    assert len(entries) == 4
    assert {entry.rule for entry in entries} == {"jemput-bola"}
    assert not any(word in str(entries) for word in ("Contoh", "0812", "penuh"))
    flowed = [entry.data.count for entry in journal.entries_of_kind("places:flowed")]
    assert sum(flowed) == 5


def test_what_is_unused_flows_to_all_at_the_published_time(at: datetime) -> None:
    planned(at)
    granted(asked(at), at)
    book(first_of(SHARE).pk, at, ALL)
    assert appointments.flow_places(FREED - timedelta(seconds=1)) == 0
    assert appointments.flow_places(FREED) == 4
    assert appointments.flow_places(FREED) == 0
    assert (sum(places(SHARE)), sum(places("general")), in_all()) == (1, 11, 12)
    (kept,) = appointments.day_at(OFFICE, PLACE, BOAT, FREED).kept
    assert (kept.places, kept.left, kept.until) == (1, 0, None)
    assert list(broken()) == []


def test_a_trip_changed_keeps_what_a_village_was_granted(at: datetime) -> None:
    day = planned(at)
    granted(asked(at), at)
    change = {"trip_id": day.pk, "office": OFFICE, "opens": time(9), "box": ""}
    appointments.change_trip(**change, closes=time(12), quota={SERVICE: 18}, actor=OFFICER, at=at)
    assert (places(SHARE), places("general")) == ([2, 2, 1], [3, 3, 1, 1, 2, 3])
    appointments.change_trip(**change, closes=time(11), quota={SERVICE: 4}, actor=OFFICER, at=at)
    assert (places(SHARE), places("general")) == ([1, 1, 0], [1, 1, 0, 0, 0, 0])
    assert list(broken()) == []


def test_whom_to_call_is_forgotten_after_the_day(at: datetime) -> None:
    planned(at)
    ask = asked(at)
    assert appointments.villages.forget_asks(at + timedelta(days=40)) == 0
    assert appointments.villages.forget_asks(at + timedelta(days=60)) == 1
    row = VillageAsk.objects.get(pk=ask)
    assert (row.contact, row.note, row.people) == ("", "", 35)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_places_are_granted_and_flow_on_while_people_take_them(at: datetime) -> None:
    """Sixteen at one moment: nobody is sold a place twice, and no place is lost."""
    planned(at, places=24)
    asks = [asked(at, Actor(ActorKind.PERSON, new_id())) for _ in range(3)]
    general = list(Slot.objects.filter(place=PLACE, on=BOAT).order_by("starts_at"))

    def act(nth: int) -> object:
        if nth < 3:
            return granted(asks[nth], at, count=6, hours=(9, 12))
        if nth == 3:
            return appointments.flow_places(FREED)
        return [_try(general[(nth + n) % 6].pk, at) for n in range(3)]

    found = at_once(16, act)
    made = sum(1 for some in found[4:] for one in some if isinstance(one, Booking))  # type: ignore[attr-defined]
    assert not [one for one in found if isinstance(one, Exception) and not _is_known(one)]
    assert in_all() == 24
    assert Booking.objects.filter(status="live").count() == made
    assert 6 <= made <= 24
    appointments.flow_places(FREED)
    assert sum(places("general")) == 24
    assert list(broken()) == []


def _is_known(one: object) -> bool:
    return isinstance(one, appointments.villages.NotSoManyPlaces)


def _try(slot_id: UUID, at: datetime) -> object:
    try:
        return book(slot_id, at, ALL)
    except Refused as refusal:
        return refusal
