"""Reminded the day before and the hour before: once each, at the time that stands."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.visit_commands import book_visit, cancel_visit, move_visit
from lintas.appointments import public as appointments
from lintas.appointments.visit_models import Reminder
from lintas.journal.demo import follow
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id
from lintas.notices import tasks
from lintas.notices.gsm import size_of
from lintas.notices.models import Notice, QuietHours, Sending
from tests.applications.visits import fresh, here, paid, person, slot
from tests.queue.cast import offices
from tests.queue.conftest import forget_offices
from tests.threads import at_once

SMS = {"sms": {"url": "http://127.0.0.1:9/nobody", "username": "u", "password": "p"}}


def booked(actor: Actor, starts_at: datetime, at: datetime) -> Application:
    one, free = paid(actor)[0], slot(starts_at)
    book_visit(
        application=one, slot_id=free.pk, booking_id=new_id(), ticket_id=new_id(), actor=actor,
        at=at,
    )  # fmt: skip
    return fresh(one.pk)


def told(kind: str) -> list[Notice]:
    return list(Notice.objects.filter(template=f"reminder-{kind}").order_by("made_at"))


def tick(at: datetime) -> int:
    noted = appointments.note_due_reminders(at)
    follow(clock.now())
    return noted


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def test_reminded_the_day_before_and_the_hour_before_and_never_twice() -> None:
    _client, actor = person()
    starts_at = here("08:30", days=2)
    booked(actor, starts_at, clock.now())
    assert tick(here("15:59", days=1)) == 0
    assert tick(here("16:00", days=1)) == 1
    assert tick(here("16:01", days=1)) == 0, "also after a restart: it stands in the database"
    assert tick(starts_at - timedelta(minutes=61)) == 0
    assert tick(starts_at - timedelta(minutes=60)) == 1
    assert tick(starts_at - timedelta(minutes=1)) == 0
    assert [len(told("day")), len(told("hour"))] == [1, 1]
    assert "Jumat 27 November 2026, 08.30 WIB" in told("day")[0].body
    assert "08.30 WIB" in told("hour")[0].body


def test_a_worker_that_was_away_reminds_that_evening_and_not_on_the_day() -> None:
    _client, actor = person()
    booked(actor, here("08:30", days=2), clock.now())
    booked(actor, here("08:30", days=3), clock.now())
    assert tick(here("20:00", days=1)) == 1
    assert tick(here("07:00", days=3)) == 0, "the hour before has not come, the day before is past"
    assert tick(here("07:45", days=3)) == 1
    assert [len(told("day")), len(told("hour"))] == [1, 1]


def test_whoever_chose_within_the_time_is_not_reminded_of_what_they_just_read() -> None:
    _client, actor = person()
    booked(actor, here("08:30", days=1), here("17:00", days=0))
    assert tick(here("17:01", days=0)) == 0
    booked(actor, here("10:30", days=1), here("10:00", days=1))
    assert tick(here("10:01", days=1)) == 0
    assert not told("day")


def test_who_cancelled_is_not_reminded_and_who_moved_hears_of_the_new_time() -> None:
    _client, actor = person()
    gone = booked(actor, here("08:30", days=2), clock.now())
    moved = booked(actor, here("09:00", days=2), clock.now())
    cancel_visit(application=gone, actor=actor, at=clock.now())
    other = slot(here("13:30", days=3))
    move_visit(application=moved, slot_id=other.pk, ticket_id=new_id(), actor=actor, at=clock.now())
    assert tick(here("16:00", days=1)) == 0
    assert tick(here("16:00", days=2)) == 1
    assert "13.30 WIB" in told("day")[0].body
    assert tick(here("12:30", days=3)) == 1


def test_a_time_that_changes_between_the_entry_and_its_reaction_is_not_told() -> None:
    _client, actor = person()
    one = booked(actor, here("08:30", days=2), clock.now())
    assert appointments.note_due_reminders(here("16:00", days=1)) == 1
    cancel_visit(application=one, actor=actor, at=here("16:00", days=1))
    follow(clock.now())
    assert not told("day")


@override_settings(CHANNELS=SMS)
def test_the_hour_comes_also_in_somebodys_night_and_the_day_waits_for_their_morning() -> None:
    _client, actor = person()
    QuietHours.objects.create(account_id=actor.id, quiet_from="15:00", quiet_until="07:15")
    booked(actor, here("07:30", days=2), clock.now())
    tick(here("16:00", days=1))
    tick(here("06:30", days=2))
    day, hour = (Sending.objects.get(notice=told(kind)[0]) for kind in ("day", "hour"))
    assert day.due_at == here("07:15", days=2)
    assert hour.due_at == here("06:30", days=2), "half past six, for half past seven"


@override_settings(CHANNELS=SMS)
def test_a_reminder_that_waits_for_the_morning_is_called_off_with_its_visit() -> None:
    _client, actor = person()
    QuietHours.objects.create(account_id=actor.id, quiet_from="15:00", quiet_until="07:15")
    one = booked(actor, here("08:30", days=2), clock.now())
    tick(here("16:00", days=1))
    waiting = Sending.objects.get(notice=told("day")[0])
    assert waiting.state == "queued"
    cancel_visit(application=one, actor=actor, at=here("22:00", days=1))
    follow(clock.now())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("given-up", "called-off")
    assert tasks.ask_due(here("08:00", days=2)) == Sending.objects.filter(state="queued").count()


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_sms_of_it_is_one_piece(language: str) -> None:
    _client, actor = person()
    Account.objects.filter(pk=actor.id).update(language=language)
    booked(actor, here("08:30", days=2), clock.now())
    tick(here("16:00", days=1))
    tick(here("07:30", days=2))
    for kind in ("day", "hour"):
        notice = told(kind)[0]
        assert notice.language == language
        assert size_of(notice.short).segments == 1, notice.short


def test_the_hours_are_the_offices_data(tmp_path: Path) -> None:
    folder = offices(tmp_path)
    file = folder / "mentawai" / "office.toml"
    text = file.read_text().replace("day_before_at = 16:00:00", "day_before_at = 12:00:00")
    file.write_text(text.replace("minutes_before = 60", "minutes_before = 90"))
    _client, actor = person()
    with override_settings(OFFICES_FOLDER=folder):
        forget_offices()
        booked(actor, here("08:30", days=2), clock.now())
        found = [tick(here("12:00", days=1)), tick(here("07:00", days=2))]
    forget_offices()
    assert found == [1, 1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_moment_remind_once() -> None:
    _client, actor = person()
    for nth in range(6):
        booked(actor, here(f"{8 + nth}:30" if nth > 1 else f"0{8 + nth}:30", 2), clock.now())
    at = here("16:00", days=1)
    noted = at_once(4, lambda _n: appointments.note_due_reminders(at))
    assert sum(int(str(one)) for one in noted) == Reminder.objects.count() == 6
    follow(clock.now())
    assert len(told("day")) == 6
