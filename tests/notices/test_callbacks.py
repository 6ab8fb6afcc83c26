"""Calls of the other sides: doubled ones are welcome, forged ones are not."""

import hashlib
import hmac
import json
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from lintas.demo_channels import SECRET
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.notices.channels.sms import report_address
from lintas.notices.models import Sending, Way
from tests.fakes.channel import FakeChannel
from tests.notices.cast import PHONE, account_of, sent, told, way, work

pytestmark = pytest.mark.django_db
WHATSAPP = "/callbacks/notices/whatsapp/"
TELEGRAM = "/callbacks/notices/telegram/"


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def sms() -> Sending:
    """An urgent message that the gateway has taken."""
    one = sent(told(account_of(clock.now(), None), clock.now(), "code", {"code": "123456"}))
    return work(one, FakeChannel("sms"))


def report(sending: Sending, status: int) -> str:
    address = report_address(sending.pk).replace("%d", str(status))
    return address[address.index("/callbacks") :]


def signed(client: Client, value: dict[str, object], secret: str = SECRET) -> int:
    body = json.dumps({"entry": [{"changes": [{"value": value}]}]}).encode()
    mark = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    answer = client.post(
        WHATSAPP, body, content_type="application/json", headers={"X-Hub-Signature-256": mark}
    )
    return answer.status_code


def test_a_delivery_report_is_taken_as_often_as_it_comes(client: Client, sms: Sending) -> None:
    for _ in range(2):
        assert client.get(report(sms, 1)).status_code == 200
    sms.refresh_from_db()
    assert sms.state == "delivered"
    assert client.get(report(sms, 2)).status_code == 200
    sms.refresh_from_db()
    assert sms.state == "delivered", "failure told after arrival changes nothing"


def test_a_forged_report_changes_nothing(client: Client, sms: Sending) -> None:
    other = sent(told(sms.notice.account_id, clock.now(), "code", {"code": "1"}))
    good = report(sms, 1)
    forged = [
        good.replace(str(sms.pk), str(other.pk)),
        good.replace("mark=", "mark=0"),
        good.replace("status=1", "status=7"),
        good.split("&mark")[0] + "&status=1",
        "/callbacks/notices/sms/?report=1&mark=2&status=1",
        f"/callbacks/notices/sms/?from={PHONE}&text=STOP&token=wrong",
        f"/callbacks/notices/sms/?from={PHONE}&text=STOP",
    ]
    assert [client.get(path).status_code for path in forged] == [401] * len(forged)
    sms.refresh_from_db()
    assert sms.state == "sent"
    assert not Way.objects.exclude(stopped_at=None).exists()


def test_a_channel_without_calls_or_name_is_not_there(client: Client, settings: object) -> None:
    for name in ("email", "push", "nothing"):
        assert client.get(f"/callbacks/notices/{name}/").status_code == 404
    settings.CHANNELS = {}
    assert client.get("/callbacks/notices/sms/").status_code == 404


def test_news_of_whatsapp_come_in_any_order(client: Client, at: datetime) -> None:
    account = account_of(clock.now())
    way(account, "whatsapp", 0, at)
    one = sent(told(account, clock.now()))
    assert one.channel == "whatsapp"
    row = {"id": "wamid.x", "biz_opaque_callback_data": str(one.pk)}
    for status in ("read", "sent", "delivered", "read"):
        assert signed(client, {"statuses": [{**row, "status": status}]}) == 200
    one.refresh_from_db()
    assert one.state == "read"
    assert one.delivered_at is not None
    assert signed(client, {"statuses": [{**row, "status": "failed"}]}, "wrong") == 401
    assert signed(client, {"statuses": [{"status": "delivered"}]}) == 200, "not one of ours"
    assert signed(client, {"statuses": [{}]}) == 401
    one.refresh_from_db()
    assert one.state == "read"


def test_a_failure_of_whatsapp_takes_the_next_way_with_its_reason(
    client: Client, at: datetime
) -> None:
    account = account_of(clock.now())
    way(account, "whatsapp", 0, at)
    one = sent(told(account, clock.now()))
    row = {"status": "failed", "biz_opaque_callback_data": str(one.pk)}
    assert signed(client, {"statuses": [{**row, "errors": [{"code": 131026}]}]}) == 200
    one.refresh_from_db()
    assert (one.state, one.reason) == ("failed", "meta-131026")
    assert sent(one.notice, "email").state == "queued"


def test_stop_by_sms_is_answered_in_the_persons_language(client: Client) -> None:
    person: UUID = account_of(clock.now(), None, language="en")
    told(person, clock.now())
    words = {"from": PHONE, "text": "stop", "token": SECRET}
    answer = client.get("/callbacks/notices/sms/", words)
    assert "Write START" in answer.content.decode()
    assert client.get("/callbacks/notices/sms/", {**words, "text": "halo"}).content == b""
    (entry,) = journal.entries_about(Way.objects.get().pk)
    assert (entry.kind, entry.data.by) == ("way:stopped", "word")


def test_telegram_is_answered_in_its_own_call_and_only_with_the_secret(client: Client) -> None:
    body = {"message": {"chat": {"id": 7, "type": "private"}, "text": "/start nobody"}}
    wrong = client.post(TELEGRAM, body, content_type="application/json")
    assert wrong.status_code == 401
    right = client.post(
        TELEGRAM,
        body,
        content_type="application/json",
        headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
    )
    assert right.json()["method"] == "sendMessage"
    assert right.json()["chat_id"] == "7"


def test_meta_greets_and_is_answered(client: Client) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": SECRET, "hub.challenge": "42"}
    assert client.get(WHATSAPP, asked).content == b"42"
    assert client.get(WHATSAPP, {**asked, "hub.verify_token": "x"}).status_code == 401


def test_no_address_stands_in_the_journal(client: Client, sms: Sending) -> None:
    from lintas.journal.models import Entry

    client.get("/callbacks/notices/sms/", {"from": PHONE, "text": "stop", "token": SECRET})
    rows = str(list(Entry.objects.values()))
    assert "way:stopped" in rows
    assert "7890" not in rows
