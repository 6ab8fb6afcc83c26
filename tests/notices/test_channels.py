"""One contract for every channel: the fake of the tests, and each real one at its simulator."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail

from lintas.kernel.ids import new_id
from lintas.notices.channels.email import Email
from lintas.notices.channels.push import Push, new_key, public_address, public_key
from lintas.notices.channels.register import CHANNELS
from lintas.notices.channels.sms import Sms, mark_of
from lintas.notices.channels.telegram import Telegram
from lintas.notices.channels.whatsapp import WhatsApp
from lintas.notices.ports import (
    Call,
    Channel,
    Heard,
    Hears,
    Message,
    NeverDelivered,
    NotDelivered,
    NotGenuine,
    Status,
    Word,
)
from tests.fakes.channel import FakeChannel
from tests.simulators.messaging import SECRET, Office, messaging, options
from tools.postgres import free_port

PHONE = "+6281234567890"


class Device:
    """An installed web app: its keys, and reading what comes by an implementation not ours."""

    def __init__(self, place: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = secrets.token_bytes(16)
        self.endpoint = f"{place}/push/{secrets.token_hex(8)}"

    @property
    def subscription(self) -> str:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": _text(point), "auth": _text(self.auth)}
        return json.dumps({"endpoint": self.endpoint, "expirationTime": None, "keys": keys})

    def read(self, body: bytes) -> dict[str, str]:
        plain = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth)
        found: dict[str, str] = json.loads(plain)
        return found


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Party:
    """A channel, how its other side behaves, what arrived there, and the news it brings."""

    channel: Channel
    to: str
    behave: Callable[[str], object]
    arrived: Callable[[], int]
    news: Callable[[], Call] | None = None


@pytest.fixture(params=["fake", "sms", "whatsapp", "telegram", "push"])
def party(request: pytest.FixtureRequest, settings: object) -> Iterator[Party]:
    if request.param == "fake":
        fake = FakeChannel()
        behave = lambda how: setattr(fake, "mode", how)  # noqa: E731
        news = lambda: fake.report(Heard.DELIVERED)  # noqa: E731
        yield Party(fake, PHONE, behave, lambda: len(fake.arrived), news)
        return
    with Office() as office, messaging(office.url) as client:
        place = str(client.base_url).rstrip("/")
        settings.CHANNELS, settings.SITE_URL = options(place), office.url
        channel = next(one for one in CHANNELS if one.name == request.param)
        to = {"telegram": "1234567890", "push": Device(place).subscription}
        yield Party(
            channel,
            to.get(request.param, PHONE),
            lambda how: client.post("/mode", data={"face": request.param, "how": how}),
            lambda: len(client.get("/arrived").json()),
            (lambda: office.calls.get(timeout=20)) if channel.tells else None,
        )


def message(to: str) -> Message:
    return Message(
        id=new_id(),
        kind="ready",
        language="id",
        to=to,
        subject="Siap diambil",
        body="Dokumen Anda siap diambil.",
        short="Siap diambil: Ç€{}.",
        facts={"number": "MTW-26-7K3Q9"},
    )


def test_what_is_taken_arrives_once(party: Party) -> None:
    address = party.channel.address_of(party.to)
    assert address is not None
    assert party.channel.send(message(address)).segments == 1
    assert party.arrived() == 1


def test_a_side_that_is_down_is_asked_again_later(party: Party) -> None:
    party.behave("down")
    with pytest.raises(NotDelivered):
        party.channel.send(message(party.to))
    assert party.arrived() == 0


def test_a_refusal_is_for_good(party: Party) -> None:
    party.behave("refuse")
    with pytest.raises(NeverDelivered):
        party.channel.send(message(party.to))
    assert party.arrived() == 0


def test_word_of_arrival_is_understood_and_a_forged_one_is_not(party: Party) -> None:
    if party.news is None:
        assert not party.channel.tells
        return
    one = message(party.to)
    party.channel.send(one)
    call = party.news()
    assert isinstance(party.channel, Hears)
    assert party.channel.hear(call).news == (Status(one.id, Heard.DELIVERED),)
    forged = [
        replace(call, headers={}, query={k: v for k, v in call.query.items() if k != "mark"}),
        replace(call, headers={"X-Hub-Signature-256": "sha256=" + "0" * 64}, query={}),
    ]
    for other in forged:
        with pytest.raises(NotGenuine):
            party.channel.hear(other)


@pytest.mark.parametrize("channel", [Sms(), WhatsApp(), Telegram()], ids=lambda c: c.name)
def test_where_nobody_listens_it_is_tried_later(channel: Channel, settings: object) -> None:
    settings.CHANNELS = options(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(NotDelivered):
        channel.send(message(PHONE))


def test_nothing_goes_out_unless_it_is_set_up(settings: object) -> None:
    settings.CHANNELS = {}
    assert [one.name for one in CHANNELS if one.ready()] == ["email"]


def test_an_sms_is_written_in_the_alphabet_it_needs(settings: object) -> None:
    with Office() as office, messaging(office.url) as client:
        settings.CHANNELS = options(str(client.base_url).rstrip("/"))
        Sms().send(replace(message(PHONE), short="Rp650.000 @ 10.30"))
        Sms().send(replace(message(PHONE), short="ş" * 71))
        plain, other = client.get("/arrived").json()
    assert (plain["text"], plain["more"]["coding"]) == ("Rp650.000 @ 10.30", "0")
    assert (other["text"], other["more"]["coding"]) == ("ş" * 71, "2")


def test_a_wrong_password_at_the_gateway_is_the_offices_trouble(settings: object) -> None:
    with Office() as office, messaging(office.url) as client:
        chosen = options(str(client.base_url).rstrip("/"))
        settings.CHANNELS = {**chosen, "sms": {**chosen["sms"], "password": "wrong"}}
        with pytest.raises(NotDelivered, match="password"):
            Sms().send(message(PHONE))


def test_a_report_is_believed_only_for_its_own_message() -> None:
    one, other = new_id(), new_id()
    query = {"report": str(one), "mark": mark_of(one), "status": "2"}
    assert Sms().hear(Call("GET", query, {}, b"")).news == (
        Status(one, Heard.FAILED, "undeliverable"),
    )
    for wrong in ({"report": str(other)}, {"mark": "x"}, {"status": "9"}, {"report": "x"}):
        with pytest.raises(NotGenuine):
            Sms().hear(Call("GET", {**query, **wrong}, {}, b""))


@pytest.mark.parametrize("channel", [Sms(), WhatsApp(), Telegram()], ids=lambda c: c.name)
def test_without_an_agreed_secret_nobody_is_believed(channel: Hears, settings: object) -> None:
    settings.CHANNELS = {}
    empty = hmac.new(b"", b"{}", hashlib.sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={empty}", "X-Telegram-Bot-Api-Secret-Token": ""}
    with pytest.raises(NotGenuine):
        channel.hear(Call("POST", {"token": "", "from": PHONE, "text": "STOP"}, headers, b"{}"))
    with pytest.raises(NotGenuine):
        channel.hear(Call("GET", {"hub.verify_token": "", "hub.challenge": "1"}, {}, b""))


def test_meta_is_greeted_with_its_own_challenge(settings: object) -> None:
    settings.CHANNELS = options("http://127.0.0.1:9")
    query = {"hub.mode": "subscribe", "hub.verify_token": SECRET, "hub.challenge": "1158201444"}
    told = WhatsApp().hear(Call("GET", query, {}, b""))
    assert told.at_once is not None
    assert told.at_once.body == "1158201444"
    script = {**query, "hub.challenge": "<script>"}
    with pytest.raises(NotGenuine):
        WhatsApp().hear(Call("GET", script, {}, b""))


def test_words_of_people_are_read(settings: object) -> None:
    settings.CHANNELS = options("http://127.0.0.1:9")
    query = {"token": SECRET, "from": "6281234567890", "text": "BERHENTI"}
    assert Sms().hear(Call("GET", {**query, "from": PHONE}, {}, b"")).news == (
        Word(PHONE, "BERHENTI"),
    )
    chat = {"chat": {"id": 77, "type": "private"}, "text": "/stop"}
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    body = json.dumps({"update_id": 1, "message": chat}).encode()
    assert Telegram().hear(Call("POST", {}, headers, body)).news == (Word("77", "/stop"),)
    group = json.dumps({"message": {**chat, "chat": {"id": -7, "type": "group"}}}).encode()
    assert Telegram().hear(Call("POST", {}, headers, group)).news == ()
    assert Telegram().hear(Call("POST", {}, headers, b'{"update_id": 2}')).news == ()
    with pytest.raises(NotGenuine):
        Telegram().hear(Call("POST", {}, headers, b"[]"))


def test_a_letter_says_how_it_is_stopped_by_one_press() -> None:
    stop = "https://contoh.example/berhenti/x/"
    Email().send(replace(message("a@contoh.example"), stop_url=stop))
    Email().send(message("a@contoh.example"))
    with_stop, without = (letter.extra_headers for letter in mail.outbox)
    assert with_stop["List-Unsubscribe"] == f"<{stop}>"
    assert with_stop["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in without
    assert without["Auto-Submitted"] == "auto-generated"


def test_a_code_by_whatsapp_goes_as_meta_wants_codes(settings: object) -> None:
    with Office() as office, messaging(office.url) as client:
        settings.CHANNELS = options(str(client.base_url).rstrip("/"))
        WhatsApp().send(replace(message(PHONE), kind="confirm", facts={"code": "123456"}))
        (arrived,) = client.get("/arrived").json()
    assert arrived["more"]["template"] == "lintas_confirm"
    assert arrived["text"] == "code: 123456; code: 123456"


def test_a_device_reads_what_was_sealed_for_it_and_knows_who_sent_it(settings: object) -> None:
    with Office() as office, messaging(office.url) as client:
        place = str(client.base_url).rstrip("/")
        settings.CHANNELS = options(place)
        device = Device(place)
        address = Push().address_of(device.subscription)
        assert address is not None
        one = message(address)
        assert Push().send(one).ref.startswith("/message/")
        (arrived,) = client.get("/arrived").json()
    sealed, headers = bytes.fromhex(arrived["more"]["body"]), arrived["more"]["headers"]
    assert device.read(sealed) == {"title": one.subject, "body": one.short, "tag": str(one.id)}
    with pytest.raises(http_ece.ECEException):
        Device(place).read(sealed)
    assert (headers["content-encoding"], headers["ttl"]) == ("aes128gcm", str(2 * 24 * 3600))
    assert signed_by(headers["authorization"]) == public_key()


def signed_by(authorization: str) -> str:
    """The key of a VAPID header whose signature holds, read without the library that made it."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    parts = dict(p.strip().split("=", 1) for p in authorization.removeprefix("vapid ").split(","))
    signed, _, mark = parts["t"].rpartition(".")
    claims = json.loads(_raw(signed.split(".")[1]))
    assert claims["sub"] == "mailto:kantor@contoh.example"
    assert claims["aud"].startswith("http://127.0.0.1")
    raw = _raw(mark)
    numbers = [int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")]
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(parts["k"]))
    key.verify(encode_dss_signature(*numbers), signed.encode(), ec.ECDSA(hashes.SHA256()))
    return parts["k"]


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://kantor/x",
        "https://10.0.0.5/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://push.example.com:8443/x",
        "https://user@push.example.com/x",
        "https://db.internal/x",
        "ftp://push.example.com/x",
        "https://push.example.com:x/",
        "",
    ],
)
def test_an_address_that_leads_inside_is_no_device(endpoint: str, settings: object) -> None:
    settings.CHANNELS = {"push": {"key": new_key()}}
    device = Device("https://push.example.com")
    assert Push().address_of(device.subscription) is not None
    device.endpoint = endpoint
    assert Push().address_of(device.subscription) is None


def test_a_subscription_with_broken_keys_is_no_device() -> None:
    good = json.loads(Device("https://push.example.com").subscription)
    for broken in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "!"}):
        assert Push().address_of(json.dumps({**good, "keys": {**good["keys"], **broken}})) is None
    assert Push().address_of("x") is None
    assert Push().address_of(json.dumps({**good, "endpoint": "https://a.b/" + "x" * 3000})) is None


def test_a_name_that_leads_inside_is_not_asked() -> None:
    """Found when sending: this machine's own name is public to nobody."""
    with pytest.raises(NeverDelivered, match="endpoint"):
        public_address("localhost")
    with pytest.raises(NeverDelivered, match="endpoint"):
        public_address("127.0.0.1")
    with pytest.raises(NotDelivered, match="name"):
        public_address("no-such-host.invalid")
    assert public_address("8.8.8.8") == "8.8.8.8"


def test_addresses_are_masked_for_whoever_looks_on() -> None:
    assert Sms().masked(PHONE) == "•••• 7890"
    assert Email().masked("contoh@contoh.example") == "c•••@contoh.example"
    assert Push().masked(Device("https://push.example.com").subscription) == "push.example.com"


def test_the_simulator_calls_nobody_but_the_office(settings: object) -> None:
    """A report address that leads elsewhere is not called."""
    with Office() as office, Office() as stranger, messaging(office.url) as client:
        settings.CHANNELS = options(str(client.base_url).rstrip("/"))
        settings.SITE_URL = stranger.url
        Sms().send(message(PHONE))
        settings.SITE_URL = office.url
        Sms().send(message(PHONE))
        office.calls.get(timeout=20)
        assert stranger.calls.empty()
