"""SMS through a gateway that speaks Kannel's HTTP: sendsms, delivery reports, incoming words.

Options: url (of sendsms), username, password, sender, token (of incoming words), price_rupiah.
"""

from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from lintas.accounts.public import phone_of
from lintas.notices.channels.asking import ask
from lintas.notices.gsm import size_of
from lintas.notices.options import option
from lintas.notices.ports import (
    Answer,
    Call,
    Heard,
    Join,
    Message,
    NeverDelivered,
    NotDelivered,
    NotGenuine,
    Status,
    Taken,
    Told,
    Word,
)

TAKEN = 202
FORBIDDEN = 403
REPORTS_WANTED = 1 | 2 | 16
"""Kannel's bits: on the telephone, not deliverable, refused by the network's own centre."""
REPORTS = {
    "1": (Heard.DELIVERED, ""),
    "2": (Heard.FAILED, "undeliverable"),
    "16": (Heard.FAILED, "refused"),
}


class Sms:
    name: ClassVar[str] = "sms"
    title: ClassVar[object] = _("SMS")
    join: ClassVar[Join] = Join.CODE
    tells: ClassVar[bool] = True

    def ready(self) -> bool:
        return bool(option("sms", "url"))

    def address_of(self, typed: str) -> str | None:
        return phone_of(typed)

    def masked(self, address: str) -> str:
        return f"•••• {address[-4:]}"

    def text_of(self, message: Message) -> str:
        return message.short

    def send(self, message: Message) -> Taken:
        size = size_of(message.short)
        asked = {
            "username": option("sms", "username"),
            "password": option("sms", "password"),
            "from": option("sms", "sender", "IMIGRASI"),
            "to": message.to,
            "text": message.short,
            "charset": "UTF-8",
            "coding": "0" if size.plain else "2",
            "dlr-mask": str(REPORTS_WANTED),
            "dlr-url": report_address(message.id),
        }
        answer = ask("GET", option("sms", "url"), params=asked)
        if answer.status_code == FORBIDDEN:
            raise NotDelivered("password")
        if answer.status_code != TAKEN:
            raise NeverDelivered("refused")
        return Taken(segments=size.segments)

    def hear(self, call: Call) -> Told:
        """A delivery report with the mark we gave it, or words with the agreed token."""
        if "report" in call.query:
            return Told((_report(call),))
        token = option("sms", "token")
        if not token or not constant_time_compare(call.query.get("token", ""), token):
            raise NotGenuine
        address = phone_of(call.query.get("from", ""))
        return Told((Word(address, call.query.get("text", "")),) if address else ())

    def answer(self, words: Sequence[tuple[str, str]]) -> Answer:
        """Kannel sends the body back to whoever wrote; an empty one is no message."""
        return Answer(body=words[0][1] if words else "")


def mark_of(message: UUID) -> str:
    return salted_hmac("lintas.notices.sms", str(message)).hexdigest()[:32]


def report_address(message: UUID) -> str:
    """Kannel puts its news in the place of %d."""
    query = urlencode({"report": str(message), "mark": mark_of(message)})
    return f"{settings.SITE_URL}/callbacks/notices/sms/?{query}&status=%d"


def _report(call: Call) -> Status:
    try:
        message = UUID(call.query["report"])
        state, reason = REPORTS[call.query.get("status", "")]
    except (ValueError, KeyError):
        raise NotGenuine from None
    if not constant_time_compare(call.query.get("mark", ""), mark_of(message)):
        raise NotGenuine
    return Status(message, state, reason)
