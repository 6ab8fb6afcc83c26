"""Coming together: one household, two by a code, all or none, one or all of them moved."""

import re
from collections import Counter
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from lintas.applications import family_commands
from lintas.applications.choosing_commands import Chosen
from lintas.applications.family_errors import AnotherFamily, FamilyFull, NobodyTogether
from lintas.applications.family_queries import family_id_of, family_view
from lintas.applications.form_requests import book_by_form
from lintas.applications.models import Application
from lintas.applications.party_models import Party
from lintas.applications.visit_commands import book_visit, cancel_visit, move_visit
from lintas.appointments import public as appointments
from lintas.appointments.invariants import (
    check_appointments,
    check_ledger,
    check_places,
)
from lintas.appointments.models import Booking, Slot
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from tests.applications import cast
from tests.applications.visits import fresh, here, paid, person, slot
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def gathered(actor: Actor, count: int) -> list[Application]:
    found = paid(actor, count)
    family_commands.gather(application=found[0], others=found[1:], actor=actor, at=clock.now())
    return found


def book(one: Application, starts_at: datetime, actor: Actor) -> object:
    return family_commands.book_family(
        application=one, starts_at=starts_at, actor=actor, at=clock.now()
    )


def hours(found: list[Application]) -> list[str]:
    bookings = [appointments.booking_of(one.pk) for one in found]
    return sorted(f"{b.starts_at.astimezone(here('08:30').tzinfo):%H:%M}" for b in bookings if b)


def well() -> None:
    assert [*check_appointments(), *check_places(), *check_ledger()] == []


def test_a_family_is_gathered_and_booked_by_the_pages() -> None:
    client, actor = person()
    mine = paid(actor, 3)
    slot(here("08:30"), 2), slot(here("09:00"), 5)
    address = f"/permohonan/{mine[0].pk}/bersama/"
    page = client.get(address).content.decode()
    assert all(one.number in page for one in mine[1:])
    given = {"permohonan": [str(one.pk) for one in mine[1:]]}
    assert client.post(f"{address}kumpul/", given).url == address
    page = client.get(address).content.decode()
    assert "Ambil untuk 3 orang" in page
    starts = re.search(r'name="mulai" value="([^"]+)"', page).group(1)
    key = re.search(r'name="kunci" value="([^"]+)"', page).group(1)
    assert datetime.fromisoformat(starts) == here("08:30")
    sent = {"mulai": starts, "kunci": key}
    assert client.post(f"{address}ambil/", sent).status_code == 302
    assert client.post(f"{address}ambil/", sent).status_code == 302, "the same form again"
    assert Booking.objects.count() == 3
    assert hours(mine) == ["08:30", "08:30", "09:00"]
    other = client.post(f"{address}ambil/", {**sent, "mulai": here("09:00").isoformat()})
    assert other.status_code == 422
    page = client.get(f"/permohonan/{mine[0].pk}/tiket/").content.decode()
    labels = [queue.ticket_of(one.pk).label for one in mine]
    assert len(set(labels)) == 3, "each has a number of its own"
    assert all(label in page for label in labels)
    assert all(
        one.number in client.get(f"/permohonan/{mine[1].pk}/").content.decode() for one in mine
    )
    well()


def test_all_or_nothing() -> None:
    _client, actor = person()
    mine = gathered(actor, 3)
    slot(here("08:30"), 1), slot(here("09:00"), 1), slot(here("10:30"), 5)
    with pytest.raises(appointments.SlotFull):
        book(mine[0], here("08:30"), actor)
    assert not Booking.objects.exists()
    assert {fresh(one.pk).status for one in mine} == {"paid"}
    days = appointments.days_together("mentawai", ["paspor-penggantian"] * 3, clock.now())
    assert len(days) == 1
    found = appointments.together_times(
        "mentawai", ["paspor-penggantian"] * 3, days[0], clock.now()
    )
    assert [one.starts_at for one in found] == [here("10:30")]
    well()


def test_one_who_may_not_choose_again_holds_up_all() -> None:
    _client, actor = person()
    mine, early = gathered(actor, 2), slot(here("08:30", 3), 5)
    one, other = mine[1], slot(here("09:00", 3), 5)
    book_visit(
        application=one, slot_id=early.pk, booking_id=new_id(), ticket_id=new_id(), actor=actor,
        at=clock.now(),
    )  # fmt: skip
    move_visit(application=one, slot_id=other.pk, ticket_id=new_id(), actor=actor, at=clock.now())
    cancel_visit(application=one, actor=actor, at=clock.now())
    with pytest.raises(appointments.ChangedOnce):
        book(mine[0], here("08:30", 3), actor)
    assert fresh(mine[0].pk).status == "paid"


def test_another_household_joins_by_the_code_and_is_seen_by_its_number_alone() -> None:
    client, actor = person()
    guest_client, guest = person(cast.STRANGER)
    mine, theirs = gathered(actor, 2), paid(guest)[0]
    code = family_view(mine[0], actor).code
    join = f"/permohonan/{theirs.pk}/bersama/gabung/"
    wrong = guest_client.post(join, {"kode": "2222-2222"})
    assert wrong.status_code == 422
    assert 'value="2222-2222"' in wrong.content.decode(), "what was typed stays"
    assert guest_client.post(join, {"kode": code.lower().replace("-", " ")}).status_code == 302
    slot(here("08:30"), 3)
    book(mine[0], here("08:30"), actor)
    assert hours([*mine, theirs]) == ["08:30"] * 3
    page = client.get(f"/permohonan/{mine[0].pk}/bersama/").content.decode()
    assert theirs.number in page
    assert fresh(theirs.pk).answers.name not in page.replace(mine[0].answers.name, "")
    assert client.get(f"/permohonan/{theirs.pk}/").status_code == 404
    out = client.post(f"/permohonan/{mine[0].pk}/bersama/keluar/", {"permohonan": str(theirs.pk)})
    assert out.status_code == 404, "nobody is put out by another household"
    assert family_id_of(theirs) is not None


def test_all_are_moved_or_one_and_cancelling_leaves_the_other_household_alone() -> None:
    client, actor = person()
    guest_client, guest = person(cast.STRANGER)
    mine, theirs = gathered(actor, 2), paid(guest)[0]
    family_commands.join_by_code(
        application=theirs, code=family_view(mine[0], actor).code, actor=guest, at=clock.now()
    )
    slot(here("08:30", 2), 3), slot(here("09:00", 3), 2), slot(here("09:30", 3), 2)
    book(mine[0], here("08:30", 2), actor)
    before = [queue.ticket_of(one.pk).id for one in mine]
    page = client.get(f"/permohonan/{mine[0].pk}/bersama/?ganti=1").content.decode()
    assert "Ganti jam untuk semua" in page
    starts = re.search(r'name="mulai" value="([^"]+)"', page).group(1)
    moved = client.post(f"/permohonan/{mine[0].pk}/bersama/ganti/?ganti=1", {"mulai": starts})
    assert moved.status_code == 302, moved.content.decode()
    assert hours([*mine, theirs]) == ["09:00", "09:00", "09:30"]
    assert [queue.ticket(one).status for one in before] == ["cancelled", "cancelled"]
    assert len({queue.ticket_of(one.pk).family for one in [*mine, theirs]}) == 1
    assert client.post(f"/permohonan/{mine[0].pk}/bersama/batal/").status_code == 302
    assert [fresh(one.pk).status for one in mine] == ["paid", "paid"]
    assert fresh(theirs.pk).status == "visit-booked"
    assert guest_client.get(f"/permohonan/{theirs.pk}/bersama/").status_code == 200
    well()


def test_who_leaves_keeps_the_time_and_a_family_has_an_end() -> None:
    client, actor = person()
    mine = gathered(actor, 2)
    slot(here("08:30"), 2)
    book(mine[0], here("08:30"), actor)
    client.post(f"/permohonan/{mine[0].pk}/bersama/keluar/", {"permohonan": str(mine[1].pk)})
    assert family_id_of(mine[1]) is None
    assert appointments.booking_of(mine[1].pk).status == "live"
    with pytest.raises(FamilyFull):
        family_commands.gather(
            application=mine[0], others=paid(actor, 8), actor=actor, at=clock.now()
        )
    elsewhere = gathered(actor, 2)
    with pytest.raises(AnotherFamily):
        family_commands.gather(application=mine[0], others=elsewhere, actor=actor, at=clock.now())
    with pytest.raises(NobodyTogether):
        book(mine[0], here("08:30"), actor)


def test_with_the_same_hour_they_are_called_one_after_another() -> None:
    _client, actor = person()
    mine, alone = gathered(actor, 2), paid(actor)[0]
    times = slot(here("10:30", 0), 5)
    for one in (mine[0], alone):  # a stranger's number stands between
        book_visit(
            application=one, slot_id=times.pk, booking_id=new_id(), ticket_id=new_id(),
            actor=actor, at=clock.now(),
        )  # fmt: skip
    book(mine[1], here("10:30", 0), actor)
    tickets = {one.pk: queue.ticket_of(one.pk) for one in [*mine, alone]}
    for ticket in tickets.values():
        queue.arrive(ticket_id=ticket.id, actor=actor, at=clock.now())
    order = [one.id for one in queue.waiting_list("mentawai", clock.now())]
    assert order == [tickets[one.pk].id for one in (mine[0], mine[1], alone)]
    assert [one.id for one in queue.family_of(tickets[mine[0].pk].id)] == [tickets[mine[1].pk].id]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_families_at_the_last_adjoining_places_one_has_them_all() -> None:
    _client, actor = person()
    families = [gathered(actor, 3) for _ in range(6)]
    slot(here("08:30"), 2), slot(here("09:00"), 1)
    found = at_once(6, lambda n: book(families[n][0], here("08:30"), actor))
    assert sum(isinstance(f, list) for f in found) == 1, found
    assert sum(isinstance(f, appointments.SlotFull) for f in found) == 5, found
    statuses = [Counter(fresh(one.pk).status for one in family) for family in families]
    assert sorted(map(dict, statuses), key=str) == [{"paid": 3}] * 5 + [{"visit-booked": 3}]
    assert Slot.objects.filter(taken__gt=0).count() == 2
    made = list(journal.entries_of_kind("booking:made"))
    assert len(made) == 3, "who got nothing left nothing behind"
    well()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_families_and_single_people_who_exchange_their_times_do_not_wait_for_each_other() -> None:
    _client, actor = person()
    slots = [slot(here("08:30", 2), 9), slot(here("08:30", 3), 9)]
    families = [gathered(actor, 2) for _ in range(4)]
    for nth, family in enumerate(families):
        book(family[0], slots[nth % 2].starts_at, actor)

    def move(n: int) -> object:
        family_commands.move_family(
            application=families[n][0], starts_at=slots[(n + 1) % 2].starts_at, actor=actor,
            at=clock.now(),
        )  # fmt: skip
        return n

    assert at_once(4, move) == [0, 1, 2, 3]
    for nth, family in enumerate(families):
        on = {appointments.booking_of(one.pk).slot_id for one in family}
        assert on == {slots[(nth + 1) % 2].pk}
    well()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_one_moment_is_one_booking() -> None:
    _client, actor = person()
    one, free = paid(actor)[0], slot(here("08:30"), 9)
    chosen = Chosen(key=new_id(), slot_id=free.pk, needs=("kursi-roda",))

    def send(_n: int) -> object:
        book_by_form(fresh(one.pk), chosen, actor)
        return "done"

    assert at_once(5, send) == ["done"] * 5
    assert Booking.objects.get().pk == chosen.key
    assert Booking.objects.get().changes == 0
    well()


def test_a_helpers_people_come_together() -> None:
    """Who fills in for others in the village books for those who let them see their request."""
    _client, helper = person(cast.HELPER)
    _other, owner = person()
    theirs = paid(owner, 2)
    for one in theirs:
        Party.objects.create(
            id=new_id(), application=one, account_id=helper.id, name="Contoh", kind="village",
            since=clock.now(), may_see=True, invited=False,
        )  # fmt: skip
    client = cast.signed_in(cast.HELPER)
    slot(here("08:30"), 2)
    address = f"/permohonan/{theirs[0].pk}/bersama/"
    client.post(f"{address}kumpul/", {"permohonan": [str(theirs[1].pk)]})
    sent = {"mulai": here("08:30").isoformat(), "kunci": str(UUID(int=7))}
    assert client.post(f"{address}ambil/", sent).status_code == 302
    assert hours(theirs) == ["08:30", "08:30"]


def test_a_stranger_finds_no_family() -> None:
    _client, actor = person()
    one = gathered(actor, 2)[0]
    for page in ("bersama/", "keperluan/", "jadwal/batal/", "jadwal/kalender.ics"):
        assert Client().get(f"/permohonan/{one.pk}/{page}").status_code == 404
    for deed in ("bersama/ambil/", "bersama/batal/", "terlambat/"):
        assert Client().post(f"/permohonan/{one.pk}/{deed}").status_code == 404
