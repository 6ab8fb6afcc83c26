"""Something that happened is said once, in the language of whom it concerns."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from lintas.accounts import commands as accounts
from lintas.accounts.models import CodeDevice
from lintas.accounts.rules import Address
from lintas.journal import public as journal
from lintas.journal import reactions
from lintas.journal.models import Entry, Reaction
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from lintas.notices import public as notices
from lintas.notices.models import Notice
from tests.notices.cast import FACTS, account_of, asked, sent, told

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_what_happened_is_said_once_however_often_it_is_told(at: datetime) -> None:
    account, entry = account_of(at), new_id()
    first = told(account, at, notice_id=entry)
    again = told(account, at + MINUTE, "withdrawn", notice_id=entry)
    assert (again.body, again.made_at) == (first.body, at)
    assert asked() == [str(sent(first).pk)]
    assert [e.kind for e in journal.entries_about(entry)] == ["notice:made"]


def test_two_events_are_two_messages(at: datetime) -> None:
    account = account_of(at)
    one, other = told(account, at), told(account, at)
    assert one.pk != other.pk
    assert sorted(asked()) == sorted([str(sent(one).pk), str(sent(other).pk)])


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("id", "Siap diambil: permohonan MTW-26-7K3Q9"),
        ("en", "Ready to collect: application MTW-26-7K3Q9"),
        ("fr", "Siap diambil: permohonan MTW-26-7K3Q9"),
    ],
)
def test_a_message_is_in_the_language_of_the_person(
    at: datetime, language: str, subject: str
) -> None:
    account = account_of(at, language=language)
    with override("en" if language == "id" else "id"):
        assert told(account, at).subject == subject


@pytest.mark.parametrize(("email", "channel"), [("contoh@contoh.example", "email"), (None, "sms")])
def test_a_message_goes_where_the_account_can_be_reached(
    at: datetime, email: str | None, channel: str
) -> None:
    notice = told(account_of(at, email), at, case=(case := uuid4()))
    (entry,) = journal.entries_of_case(case)
    assert (sent(notice).channel, sent(notice).state, notice.case) == (channel, "queued", case)
    assert (entry.data.template, entry.data.channel) == ("ready", channel)
    assert (entry.subject, entry.office, entry.at) == (notice.pk, "mentawai", at)


def test_a_message_with_a_hole_is_not_written(at: datetime) -> None:
    account = account_of(at)
    with pytest.raises(KeyError, match="office"):
        told(account, at, facts={"number": "MTW-26-7K3Q9"})
    assert not Notice.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_facts_are_written_as_they_are_and_never_read_as_a_template(at: datetime) -> None:
    office = "Kantor <b>{number}</b> {{ office }} & Contoh"
    notice = told(account_of(at), at, facts={**FACTS, "office": office})
    assert f"di {office}." in notice.body


def test_the_journal_tells_that_something_was_said_and_not_what(at: datetime) -> None:
    notice = told(account_of(at), at)
    row = str(Entry.objects.filter(subject=notice.pk).values())
    assert "contoh" not in row.lower()
    assert "7K3Q9" not in row


def requested(at: datetime) -> CodeDevice:
    """A code is asked for and its entry has its place in the order."""
    address = Address("email", "contoh@contoh.example")
    device_id = accounts.request_code(address=address, language="en", at=at)
    while journal.order_entries(clock.now()):
        pass
    return CodeDevice.objects.get(pk=device_id)


def react() -> None:
    for handler, stream in set(Reaction.objects.values_list("handler", "stream")):
        reactions.run_stream(handler, stream)
    assert list(journal.failing_reactions()) == []


def test_a_requested_code_is_sent_once_and_stays_out_of_the_inbox(at: datetime) -> None:
    device = requested(at)
    react()
    react()
    (notice,) = Notice.objects.all()
    assert notice.subject == f"Sign-in code {device.token}"
    assert device.token in notice.body
    assert notices.inbox_of(device.user_id) == []
    assert notices.unread_count(device.user_id) == 0


def test_a_code_that_was_used_before_it_was_sent_is_not_sent(at: datetime) -> None:
    device = requested(at)
    accounts.enter_code(device_id=device.pk, code=device.token, at=at)
    react()
    assert not Notice.objects.exists()
