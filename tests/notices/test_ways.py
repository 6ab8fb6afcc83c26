"""How somebody wants to be reached: proved before use, in their order, stopped by one word."""

import json
import re
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.conf import settings as chosen
from django.db import connection
from django.test import Client

from lintas.accounts.models import Account
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.notices import way_commands as ways
from lintas.notices.channels.push import public_key
from lintas.notices.errors import (
    AddressNotUnderstood,
    DeviceNotUnderstood,
    NightNotUnderstood,
    ProofWrong,
    WayIsThere,
    WayNeeded,
)
from lintas.notices.models import Notice, Way
from lintas.notices.ports import Word
from lintas.notices.tasks import message_of
from tests.fakes.channel import FakeChannel
from tests.notices.cast import MAILBOX, PHONE, TESTS, account_of, asked, sent, told, way, work
from tests.notices.test_channels import Device
from tests.threads import at_once

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(at: datetime) -> UUID:
    """Somebody who signs in by telephone and has been told something."""
    account = account_of(at, None)
    told(account, at)
    return account


def ask(person: UUID, at: datetime, name: str = "email", typed: str = MAILBOX) -> str:
    """The code that goes to a new address."""
    ways.ask_code(account_id=person, name=name, typed=typed, actor=TESTS, at=at)
    body = Notice.objects.filter(template="confirm").latest("pk").body
    return str(re.findall(r"\d{6}", body)[0])


def enter(person: UUID, code: str, at: datetime, name: str = "email") -> None:
    ways.enter_code(account_id=person, name=name, code=code, actor=TESTS, at=at)


def test_the_address_of_the_sign_in_is_the_first_way(person: UUID) -> None:
    (own,) = Way.objects.filter(account_id=person)
    assert (own.channel, own.address, own.place) == ("sms", PHONE, 1)


def test_a_new_address_gets_one_code_and_nothing_else_before_it_is_proved(
    person: UUID, at: datetime
) -> None:
    code = ask(person, at)
    confirm = Notice.objects.get(template="confirm")
    assert [(s.channel, s.address) for s in confirm.sendings.all()] == [("email", MAILBOX)]
    assert {s.channel for s in told(person, at).sendings.all()} == {"sms"}
    ways.raise_way(account_id=person, name="email", at=at)
    enter(person, code, at + MINUTE)
    assert sent(told(person, at)).channel == "email"
    kinds = [e.kind for e in journal.entries_about(Way.objects.get(channel="email").pk)]
    assert kinds == ["way:added"]


def test_a_code_that_nobody_takes_goes_no_other_way(person: UUID, at: datetime) -> None:
    ask(person, at)
    sending = sent(Notice.objects.get(template="confirm"))
    sending.due_at = clock.now()
    sending.save()
    work(sending, FakeChannel("email", mode="refuse"))
    assert sending.state == "failed"
    assert sending.notice.sendings.count() == 1


def test_a_wrong_late_or_used_code_proves_nothing(person: UUID, at: datetime) -> None:
    code = ask(person, at)
    other = f"{(int(code) + 1) % 10**6:06d}"
    for wrong in (other, "", code + "0"):
        with pytest.raises(ProofWrong):
            enter(person, wrong, at)
    with pytest.raises(ProofWrong):
        enter(person, code, at + 31 * MINUTE)
    enter(person, code, at + MINUTE)
    with pytest.raises(ProofWrong):
        enter(person, code, at + MINUTE)


def test_after_five_slips_even_the_right_code_is_worthless(person: UUID, at: datetime) -> None:
    code = ask(person, at)
    for _ in range(5):
        with pytest.raises(ProofWrong):
            enter(person, "x", at)
    with pytest.raises(ProofWrong):
        enter(person, code, at)
    enter(person, ask(person, at + MINUTE), at + MINUTE)


def test_codes_are_not_sent_to_everybody_and_for_ever(person: UUID, at: datetime) -> None:
    for _ in range(6):
        ask(person, at)
    with pytest.raises(Refused):
        ask(person, at)
    other = Account.objects.create(phone="+6281299999999", opened_at=at).pk
    with pytest.raises(Refused):
        ask(other, at)


@pytest.mark.parametrize("typed", ["", "x", "0812", "nama@", "a@b@c"])
def test_what_is_no_address_is_told(person: UUID, at: datetime, typed: str) -> None:
    for name in ("email", "whatsapp"):
        with pytest.raises(AddressNotUnderstood):
            ways.ask_code(account_id=person, name=name, typed=typed, actor=TESTS, at=at)
    assert not Notice.objects.filter(template="confirm").exists()


def test_a_channel_that_is_not_set_up_or_joined_otherwise_takes_no_code(
    person: UUID, at: datetime, settings: object
) -> None:
    settings.CHANNELS = {}
    for name in ("whatsapp", "telegram", "push", "nothing"):
        with pytest.raises(AddressNotUnderstood):
            ways.ask_code(account_id=person, name=name, typed=PHONE, actor=TESTS, at=at)


def test_a_way_in_use_is_not_replaced_by_typing_another(person: UUID, at: datetime) -> None:
    enter(person, ask(person, at), at)
    with pytest.raises(WayIsThere):
        ask(person, at, typed="lain@contoh.example")
    ways.remove_way(account_id=person, name="email", actor=TESTS, at=at)
    enter(person, ask(person, at, typed="lain@contoh.example"), at)
    assert Way.objects.get(channel="email").address == "lain@contoh.example"


def test_the_address_of_the_sign_in_stays(person: UUID, at: datetime) -> None:
    with pytest.raises(WayNeeded):
        ways.remove_way(account_id=person, name="sms", actor=TESTS, at=at)


def test_places_change_one_by_one(person: UUID, at: datetime) -> None:
    way(person, "email", 2, at, MAILBOX)
    way(person, "telegram", 3, at, "77")
    ways.raise_way(account_id=person, name="telegram", at=at)
    ways.raise_way(account_id=person, name="sms", at=at)
    order = Way.objects.filter(account_id=person).order_by("place")
    assert list(order.values_list("channel", "place")) == [
        ("sms", 1),
        ("telegram", 2),
        ("email", 3),
    ]


def test_telegram_is_joined_by_the_link_of_a_person_once(person: UUID, at: datetime) -> None:
    token = ways.ask_link(account_id=person, name="telegram", at=at)
    other = Word("99", "/start nobody-made-this-token")
    assert "kedaluwarsa" in ways.hear_word(name="telegram", word=other, at=at)
    word = Word("77", f"/start {token}")
    assert "kedaluwarsa" in ways.hear_word(name="telegram", word=word, at=at + 61 * MINUTE)
    assert "Terhubung" in ways.hear_word(name="telegram", word=word, at=at)
    assert "kedaluwarsa" in ways.hear_word(
        name="telegram", word=Word("99", f"/start {token}"), at=at
    )
    assert Way.objects.get(channel="telegram").address == "77"
    assert token not in str(list(Way.objects.values()))


@pytest.mark.parametrize("name", ["sms", "whatsapp", "telegram"])
def test_one_word_stops_and_another_begins_again(person: UUID, at: datetime, name: str) -> None:
    if name != "sms":
        way(person, name, 2, at)
        ways.stop_way(way_id=Way.objects.get(channel="sms").pk, by="page", actor=TESTS, at=at)
    assert sent(told(person, at)).channel == name
    answer = ways.hear_word(name=name, word=Word(PHONE, "Berhenti"), at=at)
    assert "MULAI" in answer
    silent = told(person, at)
    assert not silent.sendings.exists()
    assert silent.in_inbox, "the inbox keeps it"
    assert ways.hear_word(name=name, word=Word(PHONE, "apa kabar"), at=at) == ""
    assert ways.hear_word(name=name, word=Word("+6281200000000", "STOP"), at=at) == ""
    assert "lagi" in ways.hear_word(name=name, word=Word(PHONE, "MULAI"), at=at)
    assert sent(told(person, at)).channel == name
    found = [e.kind for e in journal.entries_about(Way.objects.get(channel=name).pk)]
    assert found == ["way:stopped", "way:resumed"]


def test_stop_said_twice_is_recorded_once(person: UUID, at: datetime) -> None:
    for _ in range(2):
        ways.hear_word(name="sms", word=Word(PHONE, "STOP"), at=at)
    assert len(journal.entries_about(Way.objects.get(channel="sms").pk)) == 1


def test_a_code_that_is_asked_for_goes_where_other_messages_are_stopped(
    person: UUID, at: datetime
) -> None:
    way(person, "email", 2, at, MAILBOX)
    ways.raise_way(account_id=person, name="email", at=at)
    ways.hear_word(name="sms", word=Word(PHONE, "STOP"), at=at)
    assert sent(told(person, at, "code", {"code": "123456"})).channel == "sms"
    assert sent(told(person, at)).channel == "email"


def test_everybody_at_one_telephone_is_stopped_by_its_word(person: UUID, at: datetime) -> None:
    child = Account.objects.create(email=MAILBOX, opened_at=at).pk
    way(child, "sms", 1, at)
    ways.hear_word(name="sms", word=Word(PHONE, "STOP"), at=at)
    assert Way.objects.filter(channel="sms", stopped_at=at).count() == 2


def test_a_letter_is_stopped_by_a_press_and_not_by_a_look(at: datetime) -> None:
    account = account_of(at)
    letter = message_of(sent(told(account, at)))
    path = letter.stop_url.removeprefix(chosen.SITE_URL)
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert Way.objects.get().stopped_at is None
    pressed = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert Way.objects.get().stopped_at is not None
    assert client.post(path[:-3] + "xx/").status_code == 404
    assert message_of(sent(told(account, at, "code", {"code": "123456"}))).stop_url == ""


def test_ones_own_night_comes_before_the_offices(person: UUID, at: datetime) -> None:
    ways.set_quiet(account_id=person, starts=time(8), ends=time(9), at=at)
    assert sent(told(person, at)).due_at == datetime.fromisoformat("2026-11-25T09:00:00+07:00")
    ways.set_quiet(account_id=person, starts=None, ends=None, at=at)
    midnight = datetime.fromisoformat("2026-11-26T00:00:00+07:00")
    assert sent(told(person, midnight)).due_at == midnight
    ways.follow_office_night(account_id=person, at=at)
    assert sent(told(person, midnight)).due_at == midnight + timedelta(hours=6)
    for starts, ends in ((time(8), None), (time(8), time(8))):
        with pytest.raises(NightNotUnderstood):
            ways.set_quiet(account_id=person, starts=starts, ends=ends, at=at)


def test_a_device_joins_and_another_takes_its_place(person: UUID, at: datetime) -> None:
    for _ in range(2):
        device = Device("https://push.example.com")
        ways.join_browser(account_id=person, subscription=device.subscription, actor=TESTS, at=at)
    (push,) = Way.objects.filter(channel="push")
    assert push.verified_at == at
    assert device.endpoint in push.address
    with pytest.raises(DeviceNotUnderstood):
        ways.join_browser(account_id=person, subscription="{}", actor=TESTS, at=at)
    push.refresh_from_db()
    assert push.verified_at == at, "a refused device takes nobody's place"


def test_a_device_that_is_gone_must_be_joined_anew(at: datetime) -> None:
    account = account_of(at)
    way(account, "push", 0, at, Device("https://push.example.com").subscription)
    first = sent(told(account, clock.now(), "code", {"code": "123456"}), "email")
    assert first.channel == "email"
    account_way = Way.objects.get(channel="push")
    notice = told(account, clock.now(), "submitted", {"number": "N", "service": "S"})
    sending = sent(notice)
    assert sending.channel == "push"
    sending.due_at = clock.now()
    sending.save()
    work(sending, FakeChannel("push", mode="refuse"))
    account_way.refresh_from_db()
    assert account_way.verified_at is None
    assert sent(notice, "email").state == "queued"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_five_slips_are_five_also_at_once(at: datetime) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    person = account_of(at, None)
    code = ask(person, at)
    tries = ["x"] * 7 + [code]
    found = at_once(8, lambda nth: enter(person, tries[nth], at))
    assert all(one is None or isinstance(one, ProofWrong) for one in found)
    assert Way.objects.get(channel="email").slips <= 5


# The page.


@pytest.fixture
def browser_of(person: UUID) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=person))
    return client


def test_the_page_shows_ways_masked_and_proves_a_new_one(browser_of: Client, person: UUID) -> None:
    page = browser_of.get("/saya/pesan/").content.decode()
    assert "•••• 7890" in page
    assert PHONE not in page
    assert public_key() in page
    added = browser_of.post("/saya/pesan/tambah/email/", {"address": MAILBOX})
    assert added.status_code == 302
    code = re.findall(r"\d{6}", Notice.objects.get(template="confirm").body)[0]
    wrong = browser_of.post("/saya/pesan/kode/email/", {"code": "12"})
    assert wrong.status_code == 422
    assert "minta kode baru" in wrong.content.decode()
    spaced = f"{code[:3]} {code[3:]}"
    assert browser_of.post("/saya/pesan/kode/email/", {"code": spaced}).status_code == 302
    assert browser_of.post("/saya/pesan/email/naik/").status_code == 302
    assert list(Way.objects.order_by("place").values_list("channel", flat=True)) == [
        "email",
        "sms",
    ]
    assert browser_of.post("/saya/pesan/email/mati/").status_code == 302
    assert "dimatikan" in browser_of.get("/saya/pesan/").content.decode()
    assert browser_of.post("/saya/pesan/email/nyala/").status_code == 302
    assert browser_of.post("/saya/pesan/email/hapus/").status_code == 302
    refused = browser_of.post("/saya/pesan/sms/hapus/")
    assert refused.status_code == 422
    assert list(Way.objects.values_list("channel", flat=True)) == ["sms"]


def test_what_was_typed_is_still_there_after_a_refusal(browser_of: Client) -> None:
    refused = browser_of.post("/saya/pesan/tambah/whatsapp/", {"address": "bukan nomor"})
    assert refused.status_code == 422
    assert 'value="bukan nomor"' in refused.content.decode()


def test_the_page_makes_a_link_for_telegram(browser_of: Client) -> None:
    made = browser_of.post("/saya/pesan/tambah/telegram/")
    assert re.search(r"/t\.me/lintas_contoh_bot\?start=[\w-]{20,64}\"", made.content.decode())


def test_night_and_language_are_chosen_on_the_page(browser_of: Client, person: UUID) -> None:
    chosen_hours = {"night": "own", "starts": "20", "ends": "7"}
    assert browser_of.post("/saya/pesan/malam/", chosen_hours).status_code == 302
    page = browser_of.get("/saya/pesan/").content.decode()
    assert '<option value="20" selected>' in page
    same = browser_of.post("/saya/pesan/malam/", {"night": "own", "starts": "7", "ends": "7"})
    assert same.status_code == 422
    odd = browser_of.post("/saya/pesan/malam/", {"night": "own", "starts": "99", "ends": ""})
    assert odd.status_code == 422
    assert browser_of.post("/saya/pesan/malam/", {"night": "none"}).status_code == 302
    assert browser_of.post("/saya/pesan/malam/", {"night": "office"}).status_code == 302
    browser_of.post("/saya/pesan/bahasa/", {"language": "en"})
    assert Account.objects.get(pk=person).language == "en"
    browser_of.post("/saya/pesan/bahasa/", {"language": "xx"})
    assert Account.objects.get(pk=person).language == "en"


def test_nobody_changes_the_ways_of_another(browser_of: Client, at: datetime) -> None:
    other = Account.objects.create(email="lain@contoh.example", opened_at=at).pk
    way(other, "email", 1, at, "lain@contoh.example")
    assert browser_of.post("/saya/pesan/email/mati/").status_code == 404
    assert browser_of.post("/saya/pesan/sms/hancur/").status_code == 404
    assert Client().get("/saya/pesan/").status_code == 302
    assert Client().post("/saya/pesan/sms/mati/").status_code == 302
    assert not Way.objects.exclude(stopped_at=None).exists()


def test_a_device_is_joined_from_the_page(browser_of: Client, person: UUID) -> None:
    device = Device("https://push.example.com")
    joined = browser_of.post("/saya/pesan/perangkat/", {"subscription": device.subscription})
    assert joined.status_code == 302
    assert Way.objects.filter(channel="push").exclude(verified_at=None).count() == 1
    inside = json.dumps({**json.loads(device.subscription), "endpoint": "https://127.0.0.1/"})
    refused = browser_of.post("/saya/pesan/perangkat/", {"subscription": inside})
    assert refused.status_code == 422
    assert asked() != []
