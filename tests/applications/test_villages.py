"""A boat day with places of a village: who may take them, and where all go when the day moves."""

from datetime import datetime, time
from itertools import pairwise

import pytest

from lintas.applications.models import Answers, Application
from lintas.applications.share_queries import shares_of
from lintas.appointments import public as appointments
from lintas.appointments.models import Slot
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.applications.days_cast import (
    BOAT,
    FRIDAY,
    HEAD,
    NEXT_BOAT,
    SERVICE,
    SIBERUT,
    book,
    booking,
    carried,
    decide,
    move,
    paid,
    status,
    times,
)

VILLAGE = "13.09.03.2002"
SHARE = f"desa-{VILLAGE}"
pytestmark = pytest.mark.django_db


def of_village(count: int, at: datetime) -> list[Application]:
    people = paid(count, at, "warga")
    Answers.objects.filter(application__in=people).update(data={"desa": VILLAGE})
    rows = Application.objects.select_related("answers")
    return [rows.get(pk=one.pk) for one in people]


def kept(at: datetime, count: int) -> list[Slot]:
    """So many places of the boat day from nine o'clock, by hours."""
    ask = new_id()
    appointments.villages.ask_for_village(
        ask_id=ask,
        office="mentawai",
        place=SIBERUT,
        on=BOAT,
        village=VILLAGE,
        people=30,
        contact="Contoh",
        note="",
        actor=Actor(ActorKind.PERSON, new_id()),
        at=at,
    )
    appointments.villages.grant_ask(
        ask_id=ask, wanted={SERVICE: count}, opens=time(9), closes=time(15), actor=HEAD, at=at
    )
    rows = Slot.objects.filter(place=SIBERUT, on=BOAT, share=SHARE)
    return list(rows.order_by("starts_at"))


def test_whose_answers_name_the_village_may_take_its_places(at: datetime) -> None:
    appointments.prepare_slots(at)
    slots = kept(at, 3)
    (stranger,) = paid(1, at)
    (villager,) = of_village(1, at)
    assert SHARE in shares_of(villager, at)
    with pytest.raises(appointments.NotYourShare):
        book(stranger, slots[0], at)
    book(villager, slots[0], at)
    assert booking(villager).slot.share == SHARE


def all_in_two_shares(at: datetime) -> tuple[list[Application], list[Application]]:
    """Four of the village in its places, four others in places for all, the latest hours first."""
    appointments.prepare_slots(at)
    slots = [slot for slot in kept(at, 6) for _ in range(slot.places)]
    theirs, others = of_village(4, at), paid(4, at)
    for one, slot in zip(theirs, reversed(slots[:4]), strict=True):
        book(one, slot, at)
    free = [slot for slot in times(BOAT) if slot.places > slot.taken]
    for one, slot in zip(others, reversed(free[:4]), strict=True):
        book(one, slot, at)
    return theirs, others


def in_order(people: list[Application], before: dict[object, datetime]) -> bool:
    ordered = sorted(people, key=lambda one: before[one.pk])
    now = [booking(one).slot.starts_at for one in ordered]
    return all(a <= b for a, b in pairwise(now))


def test_a_moved_day_takes_the_village_along_in_its_order(at: datetime) -> None:
    theirs, others = all_in_two_shares(at)
    before = {one.pk: booking(one).slot.starts_at for one in [*theirs, *others]}
    move(at, FRIDAY)
    assert carried(at) == 8
    assert {booking(one).slot.share for one in theirs} == {SHARE}
    assert {booking(one).slot.share for one in others} == {"general"}
    for people in (theirs, others):
        assert {booking(one).slot.on for one in people} == {FRIDAY}
        assert in_order(people, before)
    new = appointments.day_at("mentawai", SIBERUT, FRIDAY, at)
    assert [(one.places, one.left) for one in new.kept] == [(6, 2)]


def test_on_a_day_without_their_share_all_sit_in_one_order_and_none_is_lost(at: datetime) -> None:
    """The next boat has twelve places for all, and none for the village."""
    theirs, others = all_in_two_shares(at)
    before = {one.pk: booking(one).slot.starts_at for one in [*theirs, *others]}
    move(at, NEXT_BOAT)
    assert carried(at) == 8
    for people in (theirs, others):
        assert {booking(one).slot.share for one in people} == {"general"}
        assert {booking(one).slot.on for one in people} == {NEXT_BOAT}
        assert in_order(people, before)


def test_a_cancelled_day_keeps_each_a_place_elsewhere_and_reopens_with_its_share(
    at: datetime,
) -> None:
    theirs, others = all_in_two_shares(at)
    decide(at, "cancel")
    assert carried(at) == 8
    assert {status(one) for one in [*theirs, *others]} == {"paid"}
    assert appointments.day_at("mentawai", SIBERUT, BOAT, at).kept == ()
    decide(at, "reopen")
    carried(at)
    (again,) = appointments.day_at("mentawai", SIBERUT, BOAT, at).kept
    assert again.left == again.places > 0
