"""A message that was not delivered is kept, tried again, sent another way, at last given up."""

import socket
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.notices import delivery_commands as delivery
from lintas.notices import public as notices
from lintas.notices.models import Notice, Sending
from lintas.notices.ports import Heard, Status
from lintas.notices.rules import CLAIM_HOLDS, MOST_ATTEMPTS, PATIENCE, PATIENCE_URGENT, pause_after
from lintas.notices.tasks import ASK_AGAIN_AFTER, deliver
from tests.fakes.channel import FakeChannel
from tests.notices.cast import MAILBOX, account_of, asked, sent, told, way, work
from tests.notices.conftest import StandAt
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def mail_server_away(settings: object) -> None:
    """Mail goes by SMTP to a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_USE_TLS = False


@pytest.fixture
def sending(at: datetime, stand_at: StandAt) -> Sending:
    """A letter that is on its way."""
    stand_at(at)
    return sent(told(account_of(at), at))


@pytest.fixture
def sms(at: datetime, stand_at: StandAt) -> Sending:
    """An SMS to somebody who also has WhatsApp, and then e-mail."""
    stand_at(at)
    account = account_of(at, None)
    way(account, "whatsapp", 2, at)
    way(account, "email", 3, at, MAILBOX)
    return sent(told(account, at))


def kinds_about(notice: Notice) -> list[str]:
    return [entry.kind for entry in journal.entries_about(notice.pk)]


def test_a_delivered_message_is_a_plain_letter_and_goes_once(sending: Sending) -> None:
    assert work(sending).state == "sent"
    assert work(sending).state == "sent"
    (letter,) = mail.outbox
    notice = sending.notice
    assert (letter.to, letter.subject, letter.body) == ([MAILBOX], notice.subject, notice.body)
    assert letter.content_subtype == "plain"
    assert sending.sent_at is not None


def test_a_failure_is_kept_and_waits_longer_each_time(
    sending: Sending, stand_at: StandAt, mail_server_away: None
) -> None:
    for attempts in range(4):
        stand_at(now := sending.due_at)
        work(sending)
        assert (sending.state, sending.attempts, sending.reason) == ("queued", attempts + 1, "away")
        assert abs(sending.due_at - now - pause_after(attempts)) < 3 * SECOND
    assert mail.outbox == []
    assert len(notices.inbox_of(sending.notice.account_id)) == 1


def test_before_it_is_due_nothing_is_tried(sending: Sending, mail_server_away: None) -> None:
    work(sending)
    work(sending)
    assert sending.attempts == 1


def test_when_the_mail_server_is_back_the_letter_goes(
    sending: Sending, stand_at: StandAt, settings: object, mail_server_away: None
) -> None:
    work(sending)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    stand_at(sending.due_at)
    assert (work(sending).state, sending.reason) == ("sent", "")
    assert len(mail.outbox) == 1


def test_a_failed_message_is_asked_for_again_when_it_is_due(
    sending: Sending, mail_server_away: None
) -> None:
    work(sending)
    assert notices.ask_due(sending.due_at - SECOND) == 0
    assert notices.ask_due(sending.due_at) == 1
    assert asked() == [str(sending.pk)] * 2
    assert notices.ask_due(sending.due_at + SECOND) == 0, "a worker has been asked just now"


def test_a_message_whose_worker_died_is_asked_for_again_and_taken(
    at: datetime, sending: Sending, stand_at: StandAt
) -> None:
    assert delivery.claim(sending_id=sending.pk, at=at) is not None  # and the worker is gone
    assert notices.ask_due(at + ASK_AGAIN_AFTER - SECOND) == 0
    assert notices.ask_due(at + ASK_AGAIN_AFTER) == 1
    assert delivery.claim(sending_id=sending.pk, at=at + CLAIM_HOLDS - SECOND) is None
    stand_at(at + ASK_AGAIN_AFTER)
    assert work(sending).state == "sent"


def test_what_was_sent_is_not_asked_for_again(at: datetime, sending: Sending) -> None:
    work(sending)
    assert notices.ask_due(at + timedelta(days=1)) == 0


def test_after_many_failures_a_message_is_given_up_but_stays_in_the_inbox(
    at: datetime, sending: Sending, stand_at: StandAt, mail_server_away: None
) -> None:
    Sending.objects.update(attempts=MOST_ATTEMPTS - 2)
    stand_at(sending.due_at)
    assert work(sending).state == "queued"
    stand_at(sending.due_at)
    assert (work(sending).state, sending.attempts) == ("given-up", MOST_ATTEMPTS)
    assert notices.ask_due(at + timedelta(days=30)) == 0
    assert len(notices.inbox_of(sending.notice.account_id)) == 1
    assert kinds_about(sending.notice) == ["notice:made", "notice:given-up"]


def test_where_no_channel_is_set_up_the_message_is_in_the_inbox_alone(
    at: datetime, settings: object
) -> None:
    settings.CHANNELS = {}
    notice = told(account := account_of(at, None), at)
    assert not notice.sendings.exists()
    assert len(notices.inbox_of(account)) == 1
    assert journal.entries_about(notice.pk)[0].data.channel == "inbox"


def test_a_channel_that_is_down_makes_way_for_the_next(sms: Sending, stand_at: StandAt) -> None:
    down, up = FakeChannel("sms", mode="down"), FakeChannel("whatsapp")
    for _ in range(4):
        stand_at(sms.due_at)
        work(sms, down, up)
    assert (sms.state, sms.reason) == ("given-up", "away")
    other = sent(sms.notice, "whatsapp")
    assert work(other, down, up).state == "sent"
    assert len(up.arrived) == 1
    entry = journal.entries_about(sms.notice_id)[-1]
    assert (entry.kind, entry.data.channel, entry.data.to) == (
        "notice:moved-on",
        "sms",
        "whatsapp",
    )


def test_a_refusal_for_good_takes_the_next_way_at_once(sms: Sending) -> None:
    work(sms, FakeChannel("sms", mode="refuse"))
    assert (sms.state, sms.reason) == ("failed", "refused")
    assert {s.channel for s in sms.notice.sendings.all()} == {"sms", "whatsapp"}


def test_when_every_way_has_failed_it_is_said_once(sms: Sending) -> None:
    for channel in ("sms", "whatsapp", "email"):
        work(sent(sms.notice, channel), FakeChannel(channel, mode="refuse"))
    found = kinds_about(sms.notice)
    assert found == ["notice:made", "notice:moved-on", "notice:moved-on", "notice:given-up"]


@pytest.mark.parametrize("state", [Heard.DELIVERED, Heard.READ])
def test_word_of_arrival_comes_twice_or_before_we_are_done(
    at: datetime, sms: Sending, state: Heard
) -> None:
    """The gateway may be quicker with its report than with its answer."""
    news = Status(sms.pk, state)
    delivery.note_status(channel_name="sms", status=news, at=at + SECOND)
    work(sms, FakeChannel("sms", segments=2))
    delivery.note_status(channel_name="sms", status=news, at=at + MINUTE)
    sms.refresh_from_db()
    assert (sms.state, sms.delivered_at) == (state, at + SECOND)


def test_a_report_of_another_channel_is_nobodys(at: datetime, sms: Sending) -> None:
    work(sms, FakeChannel("sms"))
    news = Status(sms.pk, Heard.DELIVERED)
    delivery.note_status(channel_name="whatsapp", status=news, at=at)
    delivery.note_status(channel_name="sms", status=Status(new_id(), Heard.READ), at=at)
    sms.refresh_from_db()
    assert sms.state == "sent"


def test_a_report_of_failure_takes_the_next_way_once(at: datetime, sms: Sending) -> None:
    work(sms, FakeChannel("sms"))
    for _ in range(2):
        news = Status(sms.pk, Heard.FAILED, "undeliverable")
        delivery.note_status(channel_name="sms", status=news, at=at)
    sms.refresh_from_db()
    assert (sms.state, sms.reason) == ("failed", "undeliverable")
    assert kinds_about(sms.notice) == ["notice:made", "notice:moved-on"]
    late = Status(sms.pk, Heard.DELIVERED)
    delivery.note_status(channel_name="sms", status=late, at=at)
    sms.refresh_from_db()
    assert sms.state == "failed", "what has failed for good does not arrive"


def test_without_word_of_arrival_another_way_is_taken_and_late_word_still_counts(
    sms: Sending,
) -> None:
    work(sms, FakeChannel("sms"))
    assert sms.sent_at is not None
    notices.watch_receipts(sms.sent_at + PATIENCE - SECOND)
    assert sms.notice.sendings.count() == 1
    notices.watch_receipts(sms.sent_at + PATIENCE)
    notices.watch_receipts(sms.sent_at + PATIENCE + MINUTE)
    sms.refresh_from_db()
    assert (sms.state, sms.reason) == ("unconfirmed", "no-word")
    assert {s.channel for s in sms.notice.sendings.all()} == {"sms", "whatsapp"}
    news = Status(sms.pk, Heard.DELIVERED)
    delivery.note_status(channel_name="sms", status=news, at=sms.sent_at + 2 * PATIENCE)
    sms.refresh_from_db()
    assert (sms.state, sms.reason) == ("delivered", "")


def test_what_is_urgent_waits_two_minutes_only(at: datetime, stand_at: StandAt) -> None:
    stand_at(at)
    account = account_of(at, None)
    way(account, "email", 2, at, MAILBOX)
    code = sent(told(account, at, "code", {"code": "123456"}))
    work(code, FakeChannel("sms"))
    assert code.sent_at is not None
    notices.watch_receipts(code.sent_at + PATIENCE_URGENT)
    assert {s.channel for s in code.notice.sendings.all()} == {"sms", "email"}


def test_a_channel_that_tells_nothing_is_not_waited_for(sending: Sending) -> None:
    work(sending)
    assert sending.sent_at is not None
    notices.watch_receipts(sending.sent_at + timedelta(days=1))
    sending.refresh_from_db()
    assert sending.state == "sent"


def test_at_night_what_can_wait_waits_and_a_code_does_not(stand_at: StandAt) -> None:
    night = datetime.fromisoformat("2026-11-25T23:30:00+07:00")
    morning = datetime.fromisoformat("2026-11-26T06:00:00+07:00")
    stand_at(night)
    account = account_of(night, None)
    sms = FakeChannel("sms")
    letter = sent(told(account, night))
    assert (letter.due_at, letter.asked_at, asked()) == (morning, None, [])
    work(letter, sms)
    assert sms.arrived == []
    assert notices.ask_due(morning - SECOND) == 0
    code = sent(told(account, night, "code", {"code": "123456"}))
    assert work(code, sms).state == "sent"
    stand_at(morning)
    assert notices.ask_due(morning) == 1
    assert work(letter, sms).state == "sent"


def test_a_failure_before_night_is_tried_again_in_the_morning(stand_at: StandAt) -> None:
    evening = datetime.fromisoformat("2026-11-25T20:59:58+07:00")
    stand_at(evening)
    letter = sent(told(account_of(evening, None), evening))
    work(letter, FakeChannel("sms", mode="down"))
    assert letter.due_at == datetime.fromisoformat("2026-11-26T06:00:00+07:00")


def test_each_piece_is_counted_and_costs_what_is_set(sms: Sending, settings: object) -> None:
    settings.CHANNELS = {**settings.CHANNELS, "sms": {"url": "x", "price_rupiah": "350"}}
    work(sms, FakeChannel("sms", segments=2))
    assert (sms.segments, sms.cost_rupiah) == (2, 700)
    assert sms.sent_at is not None
    from zoneinfo import ZoneInfo

    (row,) = notices.costs(ZoneInfo("Asia/Jakarta"))
    assert (row.sent, row.arrived, row.segments, row.cost_rupiah) == (1, 0, 2, 700)
    assert (row.month.year, row.month.month) == (2026, 11)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_message_once(at: datetime) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    now = clock.now()
    account = account_of(now, None)
    for _ in range(10):
        one, sms = sent(told(account, now, "code", {"code": "123456"})), FakeChannel("sms")
        at_once(4, lambda _nth, one=one, sms=sms: work(Sending.objects.get(pk=one.pk), sms))
        assert len(sms.arrived) == 1
        assert Sending.objects.get(pk=one.pk).attempts == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_reports_of_failure_at_once_move_on_once(at: datetime) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    account = account_of(at, None)
    way(account, "whatsapp", 2, at)
    way(account, "email", 3, at, MAILBOX)
    one = sent(told(account, at, "code", {"code": "123456"}))
    work(one, FakeChannel("sms"))
    news = Status(one.pk, Heard.FAILED, "undeliverable")
    at_once(4, lambda _nth: delivery.note_status(channel_name="sms", status=news, at=at))
    assert one.notice.sendings.count() == 2
    assert kinds_about(one.notice) == ["notice:made", "notice:moved-on"]


def test_a_task_of_a_message_that_is_gone_does_nothing(at: datetime) -> None:
    deliver.call(str(new_id()))
    assert mail.outbox == []
