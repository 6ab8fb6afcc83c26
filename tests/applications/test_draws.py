"""A paid request and the draw: pages, notices, bookings; nothing to gain for brokers."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from lintas.applications import draw_commands
from lintas.applications.commands import save_page, withdraw
from lintas.applications.errors import ActionNotOpen
from lintas.applications.marks import identity_of
from lintas.applications.models import Answers, Application
from lintas.applications.rules import WRITABLE, Status
from lintas.appointments import public as appointments
from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.draw_models import Draw, DrawEntry
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.journal.models import Entry
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.queue.models import Ticket
from lintas.waivers import public as waivers
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
DRAWN = "paspor-percepatan"
NIK = "13090805039090{:02}"


@pytest.fixture
def shift(tmp_path: Path) -> Path:
    return tmp_path / "clock-shift"


def paid(nth: int, at: datetime, *, nik: str = "") -> tuple[Client, Application]:
    """Somebody signed in and their paid request, without the way there."""
    account = make.account(f"pemohon{nth}", at)
    (made,) = make.applications(1, at, of=account.pk, status=Status.PAID)
    Application.objects.filter(pk=made.pk).update(
        service=DRAWN, service_version=catalogue.service(DRAWN).version
    )
    Answers.objects.filter(application=made).update(data={"nik": nik or NIK.format(nth)})
    person = Client()
    person.force_login(account)
    return person, Application.objects.select_related("answers").get(pk=made.pk)


def all_is_well() -> None:
    """Of everything but the way of these requests to their status, which they did not walk."""
    assert [s for s in broken() if not s.startswith("check_applications")] == []


def announced() -> Draw:
    at = clock.now()
    appointments.prepare_slots(at)
    appointments.announce_draws(at)
    return Draw.objects.get()


def enter(person: Client, application: Application, draw: Draw, **more: object) -> int:
    here = f"/permohonan/{application.pk}/undian/ikut/"
    return person.post(here, {"draw": draw.pk, **more}).status_code


def one_place(draw: Draw) -> None:
    rows = Slot.objects.filter(service=DRAWN, on__range=(draw.first_day, draw.last_day)).order_by(
        "starts_at"
    )
    first = rows[0]
    rows.exclude(pk=first.pk).update(held=0, places=0)
    rows.filter(pk=first.pk).update(held=1, places=1)
    times = TimePlaces.objects.filter(service=DRAWN, on__range=(draw.first_day, draw.last_day))
    times.exclude(starts_at=first.starts_at).update(planned=0)
    times.filter(starts_at=first.starts_at).update(planned=1)


def test_from_the_entry_to_the_ticket_and_the_waiting_list(shift: Path) -> None:
    at, draw = clock.now(), announced()
    one_place(draw)
    people = [paid(n, at) for n in range(3)]
    status = people[0][0].get(f"/permohonan/{people[0][1].pk}/").content.decode()
    assert "dibagi dengan undian" in status
    for person, application in people:
        assert enter(person, application, draw, day=["mon", "tue"], half=["am", "pm"]) == 302
    walk.work()
    assert Notice.objects.filter(template="draw-entered").count() == 3
    page = people[1][0].get(f"/permohonan/{people[1][1].pk}/undian/").content.decode()
    ticket = DrawEntry.objects.get(case=people[1][1].pk).ticket
    assert f"Karcis undian: {ticket}" in page
    assert re.search(r'value="mon" checked', page)
    walk.forward(shift, draw.closes_at)
    appointments.settle_draws(clock.now())
    walk.work()
    stands = [walk.status_of(application) for _person, application in people]
    assert sorted(stands) == ["paid", "paid", "visit-booked"]
    assert Booking.objects.count() == Ticket.objects.count() == 1
    assert Notice.objects.filter(template="booked").count() == 1
    assert Notice.objects.filter(template="draw-missed-out").count() == 2
    winner = people[stands.index("visit-booked")][1]
    loser = min(
        (a for _p, a in people if a.pk != winner.pk),
        key=lambda a: DrawEntry.objects.get(case=a.pk).rank or 0,
    )
    person = next(p for p, a in people if a.pk == loser.pk)
    assert "Anda yang pertama" in person.get(f"/permohonan/{loser.pk}/undian/").content.decode()
    owner = Actor(ActorKind.PERSON, winner.account_id)
    winner.refresh_from_db()
    withdraw(application=winner, actor=owner, at=clock.now())
    walk.work()
    assert appointments.offer_places(clock.now()) == 1
    walk.work()
    assert Notice.objects.filter(template="offer-made").count() == 1
    assert "Ada tempat untuk Anda" in person.get(f"/permohonan/{loser.pk}/").content.decode()
    page = person.get(f"/permohonan/{loser.pk}/undian/").content.decode()
    offer = re.search(r'name="offer" value="([0-9a-f-]{36})"', page)
    assert offer
    answer = person.post(f"/permohonan/{loser.pk}/undian/terima/", {"offer": offer.group(1)})
    assert answer.url == f"/permohonan/{loser.pk}/tiket/"
    assert walk.status_of(loser) == "visit-booked"
    walk.work()
    assert person.get(f"/permohonan/{loser.pk}/").status_code == 200
    all_is_well()


def test_one_number_enters_once_whatever_requests_it_has() -> None:
    at, draw = clock.now(), announced()
    one, two = paid(1, at), paid(2, at, nik=NIK.format(1))
    assert enter(*one, draw) == 302
    refused = two[0].post(f"/permohonan/{two[1].pk}/undian/ikut/", {"draw": draw.pk, "day": "tue"})
    assert refused.status_code == 422
    assert "Satu orang ikut satu kali" in refused.content.decode()
    assert re.search(r'value="tue" checked', refused.content.decode())
    assert DrawEntry.objects.count() == 1


def test_neither_the_entry_nor_the_journal_holds_the_number() -> None:
    at, draw = clock.now(), announced()
    person, application = paid(7, at)
    enter(person, application, draw)
    row = DrawEntry.objects.values().get()
    written = f"{row} {list(Entry.objects.values_list('data', flat=True))}"
    assert NIK.format(7) not in written
    assert len(row["identity"]) == 64


def test_whose_number_it_is_is_the_persons_own_or_their_passports() -> None:
    service = catalogue.service(DRAWN)
    assert identity_of(service, {"nik": "13"}) == "nik 13"
    stay = catalogue.service("perpanjangan-itk")
    number = next(q.id for q in stay.questions if q.kind == "passport_number")
    assert identity_of(stay, {number: "X123"}) == "passport_number x123"
    assert identity_of(service, {}) == ""


def test_an_unpaid_request_and_a_stranger_stand_for_no_place() -> None:
    at, draw = clock.now(), announced()
    person, application = paid(1, at)
    here = f"/permohonan/{application.pk}/undian/"
    assert Client().get(here).status_code == 404
    assert Client().post(f"{here}ikut/", {"draw": draw.pk}).status_code == 404
    assert person.post(f"{here}undi-sekarang/", {"draw": draw.pk}).status_code == 404
    assert person.post(f"{here}ikut/", {"draw": new_id()}).status_code == 404
    assert person.post(f"{here}terima/", {"offer": "x"}).status_code == 404
    Application.objects.filter(pk=application.pk).update(status=Status.AWAITING_PAYMENT)
    with pytest.raises(ActionNotOpen):
        draw_commands.enter_draw(
            application=application, draw_id=draw.pk, entry_id=new_id(), can="any",
            actor=Actor(ActorKind.PERSON, application.account_id), at=at,
        )  # fmt: skip
    assert DrawEntry.objects.count() == 0


def test_whoever_is_old_enough_is_drawn_for_the_share_and_reads_so() -> None:
    at, draw = clock.now(), announced()
    (old, elder), (young, other) = paid(1, at), paid(2, at)
    born = {"nik": NIK.format(1), "tanggal-lahir": "1950-01-01"}
    Answers.objects.filter(application=elder).update(data=born)
    assert enter(old, elder, draw) == enter(young, other, draw) == 302
    said = dict(DrawEntry.objects.values_list("case", "shares"))
    assert said == {elder.pk: "priority", other.pk: ""}
    pages = [
        one.get(f"/permohonan/{of.pk}/undian/").content.decode()
        for one, of in ((old, elder), (young, other))
    ]
    assert [("hasil undian menandainya" in page) for page in pages] == [True, False]
    assert all("Tempat prioritas diundi lebih dahulu" in page for page in pages)


def test_a_priority_that_is_approved_after_entering_is_drawn_too() -> None:
    at, draw = clock.now(), announced()
    person, application = paid(1, at)
    assert enter(person, application, draw) == 302
    officer, approver = (
        Actor(ActorKind.STAFF, new_id(), frozenset({role}), "mentawai")
        for role in (Role.OFFICER, Role.APPROVER)
    )
    waiver = new_id()
    waivers.propose_waiver(
        waiver_id=waiver, case=application.pk, office="mentawai", service=DRAWN, ground="hamil",
        evidence="Contoh surat", actor=officer, at=at,
    )  # fmt: skip
    walk.work()
    assert DrawEntry.objects.get().shares == ""
    waivers.answer_waiver(waiver_id=waiver, verdict="approved", actor=approver, at=at)
    walk.work()
    assert DrawEntry.objects.get().shares == "priority"


def test_a_closed_window_is_closed(shift: Path) -> None:
    draw = announced()
    person, application = paid(1, clock.now())
    walk.forward(shift, draw.closes_at)
    answer = person.post(f"/permohonan/{application.pk}/undian/ikut/", {"draw": draw.pk})
    assert answer.status_code == 422
    assert "tidak sedang dibuka" in answer.content.decode()


def test_whoever_takes_the_request_back_is_out_and_a_winner_gives_the_place_on(
    shift: Path,
) -> None:
    at, draw = clock.now(), announced()
    one_place(draw)
    (early, first), (_late, second) = paid(1, at), paid(2, at)
    assert enter(early, first, draw) == 302
    withdraw(application=first, actor=Actor(ActorKind.PERSON, first.account_id), at=at)
    walk.work()
    assert DrawEntry.objects.get(case=first.pk).state == "withdrawn"
    enter(_late, second, draw)
    walk.forward(shift, draw.closes_at)
    appointments.settle_draws(clock.now())
    withdraw(application=second, actor=Actor(ActorKind.PERSON, second.account_id), at=clock.now())
    walk.work()
    assert DrawEntry.objects.get(case=second.pk).state == "forfeited"
    assert Booking.objects.count() == 0
    all_is_well()


def test_killed_between_bookings_nobody_is_lost_or_booked_twice(shift: Path) -> None:
    """The reactions of the first winners ran, then everything stopped; later all is done."""
    at, draw = clock.now(), announced()
    people = [paid(n, at) for n in range(8)]
    for person, application in people:
        enter(person, application, draw)
    walk.forward(shift, draw.closes_at)
    appointments.settle_draws(clock.now())
    won = list(DrawEntry.objects.filter(state="won").order_by("rank"))
    assert len(won) == 8
    for entry in (e for e in journal.entries_about(draw.pk) if e.kind == "draw:won"):
        if entry.data.rank <= 3:
            draw_commands.book_drawn(entry)
    assert Booking.objects.count() == 3
    appointments.settle_draws(clock.now())
    walk.work()
    walk.work()
    assert sorted(Booking.objects.values_list("case", flat=True)) == sorted(e.case for e in won)
    assert Ticket.objects.count() == 8
    all_is_well()


def test_day_by_day_the_page_says_when_more_places_come() -> None:
    at = clock.now()
    appointments.prepare_slots(at)
    account = make.account("pemohon", at)
    (made,) = make.applications(1, at, of=account.pk, status=Status.PAID)
    person = Client()
    person.force_login(account)
    page = person.get(f"/permohonan/{made.pk}/jadwal/").content.decode()
    assert "Tempat berikutnya" in page
    assert person.get(f"/permohonan/{made.pk}/undian/").url == f"/permohonan/{made.pk}/jadwal/"


@pytest.mark.parametrize("status", sorted(set(Status) - WRITABLE))
def test_a_booking_is_bound_to_the_person(status: Status, at: datetime) -> None:
    """From sending to the end nobody writes another name or number."""
    account = make.account("pemohon", at)
    (made,) = make.applications(1, at, of=account.pk, status=status)
    service = catalogue.service(made.service)
    assert service.main_name is not None
    own = {q.id for q in service.questions if q.kind == "nik"} | {service.main_name.id}
    before = dict(Answers.objects.get(application=made).data)
    for page in service.pages:
        values = dict.fromkeys(own & set(page.questions), "Orang Lain")
        if values:
            with pytest.raises(ActionNotOpen):
                save_page(
                    application=made, page=page.id, values=values,
                    actor=Actor(ActorKind.PERSON, account.pk), at=at + timedelta(minutes=1),
                )  # fmt: skip
    assert Answers.objects.get(application=made).data == before
