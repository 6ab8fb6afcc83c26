"""What is learned, said and kept, through the real commands."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.journal.demo import follow
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role, system
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.estimate_models import LearnedPace, StatedWait
from lintas.queue.models import Ticket
from lintas.queue.pace_queries import learned, pace_of

ME = system("tests")
SERVICE = "paspor-penggantian"
pytestmark = pytest.mark.django_db


def here(at: datetime, due_in: int | None = None) -> UUID:
    made = issued(at, due_in)
    return queue.arrive(ticket_id=made, actor=ME, at=at).id


def issued(at: datetime, due_in: int | None = None) -> UUID:
    due_at = None if due_in is None else at + timedelta(minutes=due_in)
    return queue.issue_ticket(
        ticket_id=new_id(), office="mentawai", on=catalogue.office("mentawai").today(at),
        letter="A", service=SERVICE, case=None, booking_id=None, due_at=due_at, actor=ME, at=at,
    ).id  # fmt: skip


def served(counter: str, at: datetime, minutes: float) -> UUID:
    called = queue.call_next(office="mentawai", counter=counter, actor=ME, at=at)
    assert called is not None
    queue.start(ticket_id=called.id, actor=ME, at=at)
    queue.finish(ticket_id=called.id, actor=ME, at=at + timedelta(minutes=minutes))
    return called.id


def a_past_day(at: datetime, minutes: float, gap: float = 1.0, count: int = 20) -> None:
    """One counter that had people waiting all day."""
    began = at - timedelta(days=1)
    for _ in range(count):
        here(began - timedelta(minutes=1), due_in=6)
    for n in range(count):
        served("loket-2", began + timedelta(minutes=n * (minutes + gap)), minutes)


def test_a_turn_is_the_service_and_the_moment_until_the_next_call(at: datetime) -> None:
    a_past_day(at, minutes=6, gap=1)
    pace = learned(catalogue.office("mentawai"), at)
    assert pace.measured == {SERVICE: 20}
    assert pace.laws[SERVICE].at(0.5) == pytest.approx(7, abs=0.7)
    assert pace.coming_share == 1.0
    assert set(pace.early_minutes) == {-6.0}


def test_who_did_not_come_and_who_did_not_answer_are_counted(at: datetime) -> None:
    yesterday = at - timedelta(days=1)
    a_past_day(at, minutes=5)
    for _ in range(5):
        issued(yesterday, due_in=30)
    here(yesterday + timedelta(hours=3))
    for _ in range(2):
        called = queue.call_next(
            office="mentawai", counter="loket-2", actor=ME, at=yesterday + timedelta(hours=3)
        )
        queue.no_show(ticket_id=called.id, actor=ME, at=yesterday + timedelta(hours=3))
    pace = learned(catalogue.office("mentawai"), at)
    assert pace.coming_share == pytest.approx(20 / 25)
    assert pace.absent_share == pytest.approx(3 / 72)


def test_the_pace_is_learned_once_an_hour_and_changes_what_is_said(at: datetime) -> None:
    a_past_day(at, minutes=4, gap=0)
    last = [here(at) for _ in range(8)][-1]
    before = queue.place_of(last, at)
    queue.learn_pace(at)
    after = queue.place_of(last, at)
    assert before
    assert after
    assert (before.measured, after.measured) == (0, 20)
    assert after.expected_at - at < (before.expected_at - at) / 2
    queue.learn_pace(at + timedelta(minutes=30))
    assert LearnedPace.objects.get(pk="mentawai").learned_at == at
    queue.learn_pace(at + timedelta(minutes=61))
    assert LearnedPace.objects.get(pk="mentawai").learned_at == at + timedelta(minutes=61)
    assert pace_of("mentawai").measured == {SERVICE: 20}


def test_what_was_said_at_the_arrival_is_kept_and_so_is_the_first_call(at: datetime) -> None:
    for _ in range(4):
        here(at)
    second = here(at)
    said = StatedWait.objects.get(ticket_id=second)
    assert said.stated_at == at
    assert said.from_at < said.expected_at < said.until_at + timedelta(minutes=1)
    for minutes in (2, 9, 16, 23, 30):
        served("loket-2", at + timedelta(minutes=minutes), 5)
    follow(clock.now())
    assert StatedWait.objects.get(ticket_id=second).called_at == at + timedelta(minutes=30)


def test_a_second_call_does_not_change_when_they_were_first_called(at: datetime) -> None:
    one = here(at)
    for minutes in (3, 30):
        now = at + timedelta(minutes=minutes)
        queue.call_next(office="mentawai", counter="loket-2", actor=ME, at=now)
        queue.no_show(ticket_id=one, actor=ME, at=now)
    follow(clock.now())
    assert StatedWait.objects.get(ticket_id=one).called_at == at + timedelta(minutes=3)


def told(at: datetime, called_after: float, nth: int, until: int = 20) -> None:
    StatedWait.objects.create(
        ticket_id=new_id(), office="mentawai", on=catalogue.office("mentawai").today(at),
        stated_at=at, ahead=nth, expected_at=at + timedelta(minutes=15),
        from_at=at + timedelta(minutes=10), until_at=at + timedelta(minutes=until),
        called_at=at + timedelta(minutes=called_after),
    )  # fmt: skip


def test_how_true_it_was_is_published_once_there_are_enough(at: datetime) -> None:
    for nth in range(29):
        told(at - timedelta(days=2), 12 if nth < 20 else 25.5, nth)
    assert queue.stated_kept("mentawai", at) is None
    page = Client().get("/kantor/mentawai/").content.decode()
    assert "Tujuh hari terakhir" not in page
    told(at - timedelta(days=2), 20.5, 29)  # within the minute that was said
    told(at - timedelta(days=9), 90, 30)  # another week
    kept = queue.stated_kept("mentawai", at)
    assert kept is not None
    assert (kept.stated, kept.within, kept.percent, kept.off_minutes) == (30, 21, 70, 3)


def test_the_public_page_says_how_true_it_was(nine_in_the_morning: None, at: datetime) -> None:
    for nth in range(30):
        told(at - timedelta(days=1), 12 if nth < 24 else 25, nth)
    page = Client().get("/kantor/mentawai/").content.decode()
    assert "80 dari 100 orang dipanggil dalam waktu yang kami sebutkan" in page


def test_a_closed_morning_is_waited_for(at: datetime) -> None:
    early = at - timedelta(minutes=90)  # 07.00, the office opens at 08.00
    place = queue.place_of(here(early), early)
    assert place is not None
    assert place.expected_at == early + timedelta(hours=1)


def test_counters_that_nobody_sits_at_do_not_shorten_the_wait(at: datetime) -> None:
    """Only loket-2 has called today; the other two are not taken for open."""
    for _ in range(12):
        here(at)
    fresh = queue.place_of(Ticket.objects.get(number=12).pk, at)
    for n in range(3):
        served("loket-2", at + timedelta(minutes=15 * n), 14)
    now = at + timedelta(minutes=44)
    one = queue.place_of(Ticket.objects.get(number=12).pk, now)
    assert fresh
    assert one
    assert one.ahead == 8
    assert one.expected_at - now > (fresh.expected_at - at) * 1.5


def test_a_counter_that_is_absent_by_the_calendar_does_not_shorten_the_wait(at: datetime) -> None:
    for _ in range(12):
        here(at)
    last = Ticket.objects.get(number=12).pk
    three = queue.place_of(last, at)
    for counter in ("loket-1", "loket-3"):
        closed(at, counter)
    one = queue.place_of(last, at)
    assert three
    assert one
    assert one.expected_at - at > (three.expected_at - at) * 2
    before = queue.place_of(last, at + timedelta(hours=5))
    assert before, "when they are back, the estimate goes on"


def test_a_part_of_a_day_that_is_closed_is_waited_for(at: datetime) -> None:
    """08.30: closed by the staff until 10.00, so who stands there is called from then on."""
    closed(at, "", hours=1.5)
    place = queue.place_of(here(at), at)
    assert place is not None
    assert place.expected_at == at + timedelta(minutes=90)


def closed(at: datetime, counter: str, hours: float = 4) -> None:
    appointments.close_time(
        change_id=new_id(),
        office="mentawai",
        counter=counter,
        starts_at=at,
        ends_at=at + timedelta(hours=hours),
        why="absence",
        text="Contoh",
        actor=Actor(ActorKind.STAFF, new_id(), frozenset({Role.HEAD}), "mentawai"),
        at=at,
    )
