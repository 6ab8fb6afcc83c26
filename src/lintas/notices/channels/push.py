"""Messages to the installed web app (RFC 8030), encrypted for it (8291) and signed (8292).

Options: key (`manage.py messages push-key` makes one), contact (e-mail), trusted (origins that
need be neither https nor public: a push service of one's own, the simulator).
"""

import base64
import ipaddress
import json
import socket
from functools import cache
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError
from webpush import WebPush, WebPushSubscription

from lintas.notices.channels.asking import ask
from lintas.notices.options import option
from lintas.notices.ports import Join, Message, NeverDelivered, NotDelivered, Taken

KEPT_SECONDS = 2 * 24 * 3600
GONE = frozenset({404, 410})
LONGEST_ADDRESS = 2000


class Keys(BaseModel):
    model_config = ConfigDict(extra="ignore")
    p256dh: str
    auth: str


class Subscription(BaseModel):
    """What a browser gives: where its push service listens, and the keys of this app on it."""

    model_config = ConfigDict(extra="ignore")
    endpoint: str
    keys: Keys


class Push:
    name: ClassVar[str] = "push"
    title: ClassVar[object] = _("Notifikasi perangkat")
    join: ClassVar[Join] = Join.BROWSER
    tells: ClassVar[bool] = False

    def ready(self) -> bool:
        return bool(option("push", "key"))

    def address_of(self, typed: str) -> str | None:
        """The subscription in one spelling; None unless its service is https and not in here."""
        if len(typed) > LONGEST_ADDRESS:
            return None
        try:
            found = Subscription.model_validate_json(typed)
            _public_key(found.keys.p256dh)
            fits = len(_bytes(found.keys.auth)) == 16 and _may_be_asked(found.endpoint)
        except (ValidationError, ValueError):
            return None
        return found.model_dump_json() if fits else None

    def masked(self, address: str) -> str:
        return str(urlsplit(Subscription.model_validate_json(address).endpoint).hostname or "")

    def text_of(self, message: Message) -> str:
        return f"{message.subject}\n{message.short}"

    def send(self, message: Message) -> Taken:
        found = Subscription.model_validate_json(message.to)
        sealed = _sealer().get(
            json.dumps({"title": message.subject, "body": message.short, "tag": str(message.id)}),
            WebPushSubscription.model_validate(found.model_dump()),
            subscriber=option("push", "contact", settings.DEFAULT_FROM_EMAIL),
        )
        answer = _post(found.endpoint, sealed.encrypted, dict(sealed.headers))
        if answer.status_code in GONE:
            raise NeverDelivered("device-gone")
        if not answer.is_success:
            raise NeverDelivered(f"http-{answer.status_code}")
        return Taken(ref=answer.headers.get("Location", "")[-200:])


def public_key() -> str:
    """What a browser needs to subscribe."""
    numbers = (
        _private_key(option("push", "key"))
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return base64.urlsafe_b64encode(numbers).rstrip(b"=").decode()


def new_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _private_key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_bytes(text), "big"), ec.SECP256R1())


def _public_key(text: str) -> ec.EllipticCurvePublicKey:
    """Raises: ValueError when it is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(text))


def _sealer() -> WebPush:
    private, public = _pem(option("push", "key"))
    return WebPush(private_key=private, public_key=public, ttl=KEPT_SECONDS)


@cache
def _pem(key: str) -> tuple[bytes, bytes]:
    private = _private_key(key)
    return (
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    )


def _trusted(url: SplitResult) -> bool:
    trusted = [word.strip() for word in option("push", "trusted").split(",") if word.strip()]
    return f"{url.scheme}://{url.netloc}" in trusted


def _may_be_asked(endpoint: str) -> bool:
    """By its looks; where the name leads is seen anew at each sending.

    Raises: ValueError.
    """
    url = urlsplit(endpoint)
    if _trusted(url):
        return True
    host = url.hostname or ""
    named = "." in host and not host.endswith((".local", ".internal", ".localhost"))
    plain = url.username is None and url.port in {None, 443}
    return url.scheme == "https" and named and plain and not _is_number(host)


def _is_number(host: str) -> bool:
    """A numeric address in any spelling that a resolver takes: 127.0.0.1, 2130706433, 0x7f.1."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rsplit(".", 1)[-1][:1].isdecimal()
    return True


def _post(endpoint: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
    """Ask the very address that was found to be public: a name may lead elsewhere a moment later.

    Raises: NeverDelivered, NotDelivered.
    """
    url = urlsplit(endpoint)
    if not _may_be_asked(endpoint):
        raise NeverDelivered("endpoint")
    target, more = httpx.URL(endpoint), {}
    if not _trusted(url):
        target = target.copy_with(host=public_address(url.hostname or ""))
        headers = {**headers, "Host": str(url.hostname)}
        more = {"sni_hostname": str(url.hostname)}
    return ask("POST", target, content=body, headers=headers, extensions=more, trust_env=False)


def public_address(host: str) -> str:
    """One address of a host, all of whose addresses are public.

    Raises: NeverDelivered, NotDelivered when the name cannot be looked up now.
    """
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as trouble:
        raise NotDelivered("name") from trouble
    addresses = [str(row[4][0]) for row in found]
    if not all(ipaddress.ip_address(one).is_global for one in addresses):
        raise NeverDelivered("endpoint")
    return addresses[0]
