"""Choosing, changing and giving back a time through the pages, without JavaScript."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.applications.visit_commands import book_visit, cancel_visit, miss_visit, record_arrival
from lintas.applications.visit_models import FormKey, VisitNeeds
from lintas.appointments import public as appointments
from lintas.appointments.invariants import (
    check_appointments,
    check_ledger,
    check_places,
)
from lintas.appointments.models import Booking, Slot
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.queue import public as queue
from tests import walk
from tests.applications.visits import fresh, here, paid, person, slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")


def schedule(client: Client, one: Application, **sent: object) -> tuple[int, str]:
    on = sent.pop("on", "")
    answer = client.post(f"/permohonan/{one.pk}/jadwal/{on}", sent)
    return answer.status_code, answer.content.decode()


def key_on(client: Client, one: Application) -> str:
    page = client.get(f"/permohonan/{one.pk}/jadwal/").content.decode()
    return re.search(r'name="kunci" value="([0-9a-f-]{36})"', page).group(1)


def well() -> None:
    assert [*check_appointments(), *check_places(), *check_ledger()] == []


def test_the_same_form_again_is_the_same_booking_and_another_with_its_key_is_refused() -> None:
    client, actor = person()
    one, early, late = paid(actor)[0], slot(here("08:30"), 2), slot(here("09:00"), 2)
    key = key_on(client, one)
    assert schedule(client, one, slot=early.pk, kunci=key)[0] == 302
    assert schedule(client, one, slot=early.pk, kunci=key)[0] == 302, "a double click"
    assert Booking.objects.get().slot_id == early.pk
    assert queue.ticket_of(one.pk).status == "issued"
    status, page = schedule(client, one, slot=late.pk, kunci=key)
    assert status == 422
    assert "sudah dipakai untuk pilihan lain" in page
    booking = Booking.objects.get()
    assert (booking.slot_id, booking.changes) == (early.pk, 0)
    assert FormKey.objects.count() == 1
    well()


def test_a_refused_form_gives_its_key_back() -> None:
    client, actor = person()
    one, full, free = paid(actor)[0], slot(here("08:30"), 1), slot(here("09:00"), 1)
    key = key_on(client, one)
    Slot.objects.filter(pk=full.pk).update(taken=1)
    assert schedule(client, one, slot=full.pk, kunci=key)[0] == 422
    assert schedule(client, one, slot=free.pk, kunci=key)[0] == 302


def test_a_time_that_was_deleted_meanwhile_loses_nothing_and_offers_the_nearest() -> None:
    client, actor = person()
    one, gone = paid(actor)[0], slot(here("08:30"))
    near, far = slot(here("09:00")), slot(here("10:30", days=5))
    key_on(client, one)
    Slot.objects.filter(pk=gone.pk).delete()
    typed = {"slot": gone.pk, "perlu": ["juru-bahasa"], "kata-juru-bahasa": "Mentawai"}
    status, page = schedule(client, one, on=f"?hari={gone.on}", **typed)
    assert status == 422
    assert "Jam ini sudah tidak tersedia" in page
    offered = page.split("Jam lain yang terdekat")[1].split("</fieldset>")[0]
    assert str(near.pk) in offered
    assert str(far.pk) in offered
    assert offered.index(str(near.pk)) < offered.index(str(far.pk))
    assert re.search(r'value="juru-bahasa" checked', page)
    assert 'value="Mentawai"' in page
    assert fresh(one.pk).status == "paid"
    assert not VisitNeeds.objects.exists()
    again = {**typed, "slot": near.pk}
    assert schedule(client, one, **again)[0] == 302
    assert VisitNeeds.objects.get().words == {"juru-bahasa": "Mentawai"}


def test_what_is_needed_is_on_the_ticket_and_never_in_the_journal() -> None:
    client, actor = person()
    one, free = paid(actor)[0], slot(here("08:30"))
    schedule(
        client, one, slot=free.pk, perlu=["juru-bahasa", "kursi-roda"],
        **{"kata-juru-bahasa": "bahasa Nias"},
    )  # fmt: skip
    page = client.get(f"/permohonan/{one.pk}/tiket/").content.decode()
    assert "juru bahasa (bahasa Nias), kursi roda" in page
    said = [e for e in journal.entries_of_case(one.pk) if e.kind == "application:needs-said"]
    assert len(said) == 1
    assert "kursi" not in repr(journal.entries_of_case(one.pk))
    client.post(f"/permohonan/{one.pk}/keperluan/", {"perlu": ["pendamping"]})
    kept = VisitNeeds.objects.get()
    assert (kept.ids, kept.words) == (["pendamping"], {})


def test_the_page_says_the_rule_of_the_office_and_a_change_is_counted() -> None:
    client, actor = person()
    one = paid(actor)[0]
    first, second, third = (slot(here("08:30", days=n), 2) for n in (2, 3, 4))
    schedule(client, one, slot=first.pk)
    page = client.get(f"/permohonan/{one.pk}/jadwal/").content.decode()
    assert "Jam masih dapat diganti 1 kali, sampai Kamis 26 November 2026." in page
    assert "Perlu konfirmasi." in page, "what happens to who does not come is not sure"
    assert schedule(client, one, slot=second.pk)[0] == 302
    status, page = schedule(client, one, slot=third.pk)
    assert status == 422
    assert "sebanyak yang boleh" in page
    assert Booking.objects.get().slot_id == second.pk
    well()


def test_a_time_is_given_back_and_choosing_again_is_the_change() -> None:
    client, actor = person()
    one, first, second = paid(actor)[0], slot(here("08:30", 2)), slot(here("09:00", 2), 2)
    schedule(client, one, slot=first.pk)
    number = queue.ticket_of(one.pk)
    asked = client.get(f"/permohonan/{one.pk}/jadwal/batal/").content.decode()
    assert "dihitung satu kali ganti" in asked
    assert client.post(f"/permohonan/{one.pk}/jadwal/batal/").status_code == 302
    assert fresh(one.pk).status == "paid"
    assert queue.ticket(number.id).status == "cancelled"
    walk.work()
    assert Notice.objects.filter(template="visit-cancelled").count() == 1
    assert schedule(client, one, slot=second.pk)[0] == 302
    status, page = schedule(client, one, slot=first.pk)
    assert status == 422, page
    assert client.post(f"/permohonan/{one.pk}/jadwal/batal/").status_code == 302
    status, page = schedule(client, one, slot=second.pk)
    assert status == 422
    assert "sebanyak yang boleh" in page
    appointments.excuse_visit(
        excuse_id=new_id(), case=one.pk, office="mentawai", reason="Sistem mati", actor=OFFICER,
        at=clock.now(),
    )  # fmt: skip
    assert schedule(client, one, slot=second.pk)[0] == 302
    well()


def test_on_the_day_itself_nothing_is_given_back() -> None:
    client, actor = person()
    one, today = paid(actor)[0], slot(here("10:30", days=0))
    schedule(client, one, slot=today.pk)
    answer = client.post(f"/permohonan/{one.pk}/jadwal/batal/")
    assert answer.status_code == 422
    assert "sampai Selasa 24 November 2026" in answer.content.decode()
    with pytest.raises(appointments.TooLateToChange):
        cancel_visit(application=fresh(one.pk), actor=actor, at=clock.now())
    assert fresh(one.pk).status == "visit-booked"


def missed(one: Application, actor: Actor, nth: int) -> None:
    """A visit so many days from now, called twice, nobody there."""
    free = slot(here("08:30", days=nth))
    ticket, at = new_id(), free.starts_at
    book_visit(
        application=one, slot_id=free.pk, booking_id=new_id(), ticket_id=ticket, actor=actor,
        at=at - timedelta(days=1),
    )  # fmt: skip
    record_arrival(application=one, ticket_id=ticket, actor=OFFICER, at=at)
    for _ in range(2):
        called = queue.call_next(office="mentawai", counter="loket-1", actor=OFFICER, at=at)
        assert called.id == ticket
        miss_visit(application=one, ticket_id=ticket, actor=OFFICER, at=at)
    walk.work()


def test_who_missed_a_visit_is_told_when_and_how_often_another_may_be_chosen() -> None:
    client, actor = person()
    one = paid(actor)[0]
    missed(one, actor, 1)
    walk.work()
    told = Notice.objects.get(template="visit-missed")
    assert "mulai Jumat 27 November 2026" in told.body
    assert "2 kali" in told.body
    assert "perlu konfirmasi" in told.body
    same_day, after = slot(here("10:30", days=1)), slot(here("08:30", days=2))
    status, page = schedule(client, one, slot=same_day.pk)
    assert status == 422
    assert "mulai Jumat 27 November 2026" in page
    assert schedule(client, one, slot=after.pk)[0] == 302
    cancel_visit(application=fresh(one.pk), actor=actor, at=clock.now())
    missed(fresh(one.pk), actor, 5)
    missed(fresh(one.pk), actor, 6)
    walk.work()
    assert Notice.objects.filter(template="visit-missed-last").count() == 1
    later = slot(here("08:30", days=9))
    status, page = schedule(client, one, slot=later.pk)
    assert status == 422
    assert "hanya diberikan oleh kantor" in page
    excused = {"excuse": str(new_id()), "excuse-reason": "Kapal tidak berangkat"}
    demo.seed_staff("mentawai", clock.now())
    officer = walk.signed_in_staff("rosa")
    answer = officer.post(f"/petugas/berkas/{one.pk}/kesempatan/", excused)
    assert answer.status_code == 302, answer.content.decode()
    assert officer.post(f"/petugas/berkas/{one.pk}/kesempatan/", excused).status_code == 302
    assert len(appointments.excuses_of(one.pk)) == 1, "sent twice, excused once"
    assert "Kapal tidak berangkat" in officer.get(f"/petugas/berkas/{one.pk}/").content.decode()
    assert schedule(client, one, slot=later.pk)[0] == 302
    well()


def test_the_booking_bears_the_key_of_its_form() -> None:
    client, actor = person()
    one, free = paid(actor)[0], slot(here("08:30"))
    key = key_on(client, one)
    schedule(client, one, slot=free.pk, kunci=key)
    assert Booking.objects.get().pk == UUID(key)
