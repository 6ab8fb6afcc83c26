"""The inbox keeps every message, also those that no channel could deliver."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from lintas.notices import public as notices
from lintas.notices.models import Sending
from lintas.notices.queries import demo_messages
from tests.notices.cast import account_of, told

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_the_newest_message_stands_first(at: datetime) -> None:
    account, case = account_of(at), uuid4()
    older, newer = told(account, at), told(account, at + MINUTE, case=case)
    found = notices.inbox_of(account)
    assert [view.id for view in found] == [newer.pk, older.pk]
    assert (found[0].subject, found[0].body) == (newer.subject, newer.body)
    assert (found[0].at, found[0].read_at, found[0].case) == (at + MINUTE, None, case)


def test_an_inbox_shows_the_last_of_many(at: datetime) -> None:
    account = account_of(at)
    made = [told(account, at + n * MINUTE).pk for n in range(4)]
    assert [view.id for view in notices.inbox_of(account, most=3)] == made[:0:-1]


def test_an_inbox_is_read_by_its_owner_alone(at: datetime) -> None:
    mine, theirs = account_of(at), account_of(at, "lain@contoh.example")
    told(theirs, at)
    assert notices.inbox_of(mine) == []
    notices.mark_read(account_id=mine, at=at)
    assert notices.unread_count(theirs) == 1


def test_read_is_marked_once_and_new_messages_are_unread(at: datetime) -> None:
    account = account_of(at)
    told(account, at)
    notices.mark_read(account_id=account, at=at + MINUTE)
    assert notices.unread_count(account) == 0
    told(account, at + 2 * MINUTE)
    assert notices.unread_count(account) == 1
    notices.mark_read(account_id=account, at=at + 3 * MINUTE)
    read = [view.read_at for view in notices.inbox_of(account)]
    assert read == [at + 3 * MINUTE, at + MINUTE]


@pytest.mark.parametrize("state", list(Sending.State))
def test_a_message_is_in_the_inbox_whether_it_went_out_or_not(
    at: datetime, state: Sending.State
) -> None:
    account = account_of(at)
    told(account, at)
    Sending.objects.update(state=state)
    assert len(notices.inbox_of(account)) == notices.unread_count(account) == 1


def test_a_demonstration_shows_the_messages_of_a_day(at: datetime) -> None:
    told(account_of(at), at - DAY - MINUTE, "withdrawn")
    told(account_of(at, None), at - DAY, "submitted", {"number": "X", "service": "Contoh"})
    told(account_of(at, "lain@contoh.example"), at)
    found = demo_messages(at)
    assert [m.to for m in found] == ["lain@contoh.example", "+6281234567890"]
    assert [str(m.channel) for m in found] == ["E-mail", "SMS"]


def test_the_page_of_messages_is_there_only_in_a_demonstration(
    client: Client, settings: object
) -> None:
    settings.DEMO = True
    assert client.get("/pesan/").status_code == 200
    settings.DEMO = False
    assert client.get("/pesan/").status_code == 404
