"""A message that was not delivered is kept, tried again and at last shown as given up."""

import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

import pytest
from django.core import mail

from lintas.accounts.public import contact_of
from lintas.kernel import clock
from lintas.notices import public as notices
from lintas.notices.channels.email import Email
from lintas.notices.models import Notice
from lintas.notices.ports import NotDelivered
from lintas.notices.rules import MOST_ATTEMPTS, pause_after
from lintas.notices.tasks import ASK_AGAIN_AFTER
from tests.notices.cast import MAILBOX, account_of, asked, told, work

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
StandAt = Callable[[datetime], None]


@pytest.fixture
def stand_at(tmp_path: Path) -> Iterator[StandAt]:
    """Sets the office's clock, to the second and never before; it goes on from there."""
    file = tmp_path / "clock-shift"

    def stand(moment: datetime) -> None:
        clock.use_shift_file(None)
        file.write_text(str(ceil((moment - clock.now()).total_seconds())))
        clock.use_shift_file(file)

    yield stand
    clock.use_shift_file(None)


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
def notice(at: datetime, stand_at: StandAt) -> Notice:
    stand_at(at)
    return told(account_of(at), at)


def test_a_delivered_message_is_a_plain_letter_and_goes_once(notice: Notice) -> None:
    assert work(notice).state == "sent"
    assert work(notice).state == "sent"
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == ([MAILBOX], notice.subject, notice.body)
    assert letter.content_subtype == "plain"
    assert notice.sent_at is not None


def test_a_failure_is_kept_and_waits_longer_each_time(
    at: datetime, notice: Notice, stand_at: StandAt, mail_server_away: None
) -> None:
    for attempts in range(4):
        stand_at(now := notice.due_at)
        work(notice)
        assert (notice.state, notice.attempts) == ("waiting", attempts + 1)
        assert abs(notice.due_at - now - pause_after(attempts)) < 3 * SECOND
    assert mail.outbox == []
    assert len(notices.inbox_of(notice.account_id)) == 1


def test_before_it_is_due_nothing_is_tried(notice: Notice, mail_server_away: None) -> None:
    work(notice)
    work(notice)
    assert notice.attempts == 1


def test_when_the_mail_server_is_back_the_letter_goes(
    at: datetime, notice: Notice, stand_at: StandAt, settings: object, mail_server_away: None
) -> None:
    work(notice)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    stand_at(notice.due_at)
    assert work(notice).state == "sent"
    assert len(mail.outbox) == 1


def test_a_failed_message_is_asked_for_again_when_it_is_due(
    notice: Notice, mail_server_away: None
) -> None:
    work(notice)
    assert notices.ask_due(notice.due_at - SECOND) == 0
    assert notices.ask_due(notice.due_at) == 1
    assert asked() == [str(notice.pk)] * 2
    assert notices.ask_due(notice.due_at + SECOND) == 0, "a worker has been asked just now"


def test_a_message_whose_worker_died_is_asked_for_again(at: datetime, notice: Notice) -> None:
    assert notices.ask_due(at + ASK_AGAIN_AFTER - SECOND) == 0
    assert notices.ask_due(at + ASK_AGAIN_AFTER) == 1
    assert asked() == [str(notice.pk)] * 2


def test_what_was_sent_is_not_asked_for_again(at: datetime, notice: Notice) -> None:
    work(notice)
    assert notices.ask_due(at + timedelta(days=1)) == 0


def test_after_many_failures_a_message_is_given_up_but_stays_in_the_inbox(
    at: datetime, notice: Notice, stand_at: StandAt, mail_server_away: None
) -> None:
    Notice.objects.update(attempts=MOST_ATTEMPTS - 2)
    stand_at(notice.due_at)
    assert work(notice).state == "waiting"
    stand_at(notice.due_at)
    assert (work(notice).state, notice.attempts) == ("given-up", MOST_ATTEMPTS)
    assert notices.ask_due(at + timedelta(days=30)) == 0
    assert len(notices.inbox_of(notice.account_id)) == 1


def test_a_telephone_is_reached_only_in_a_demonstration(
    at: datetime, stand_at: StandAt, settings: object
) -> None:
    """No channel for telephones exists yet: nobody is told that a message went out."""
    stand_at(at)
    first, second = told(account := account_of(at, None), at), told(account, at)
    settings.DEMO = False
    assert work(first).state == "waiting"
    settings.DEMO = True
    assert work(second).state == "sent"


def test_the_channel_itself_says_that_it_failed(at: datetime, mail_server_away: None) -> None:
    with pytest.raises(NotDelivered):
        Email().send(contact_of(account_of(at)), "Contoh", "Contoh.")
