"""Telegram by a bot: a person opens the bot by a link of theirs, and may stop it at any time.

Options: token, bot (its username), secret (of the webhook), url, link.
"""

import json
from collections.abc import Sequence
from typing import ClassVar

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from lintas.notices.channels.asking import ask, fields_of
from lintas.notices.options import option
from lintas.notices.ports import (
    Answer,
    Call,
    Join,
    Message,
    NeverDelivered,
    NotDelivered,
    NotGenuine,
    Taken,
    Told,
    Word,
)

PLACE, LINK = "https://api.telegram.org", "https://t.me"
GONE = frozenset({400, 403})
"""The chat is not there, or the person has blocked the bot."""


class Telegram:
    name: ClassVar[str] = "telegram"
    title: ClassVar[object] = _("Telegram")
    join: ClassVar[Join] = Join.LINK
    tells: ClassVar[bool] = False

    def ready(self) -> bool:
        return bool(option("telegram", "token") and option("telegram", "bot"))

    def address_of(self, typed: str) -> str | None:
        return typed if typed.lstrip("-").isdecimal() else None

    def masked(self, address: str) -> str:
        return f"•••• {address[-4:]}"

    def text_of(self, message: Message) -> str:
        return message.body

    def join_link(self, token: str) -> str:
        return f"{option('telegram', 'link', LINK)}/{option('telegram', 'bot')}?start={token}"

    def send(self, message: Message) -> Taken:
        answer = ask(
            "POST",
            f"{option('telegram', 'url', PLACE)}/bot{option('telegram', 'token')}/sendMessage",
            json={"chat_id": message.to, "text": message.body},
        )
        data = fields_of(answer)
        if data.get("ok") is True:
            return Taken(ref=str(data["result"]["message_id"]))
        if data.get("error_code") in GONE:
            raise NeverDelivered("chat-gone")
        raise NotDelivered(f"telegram-{data.get('error_code', '')}")

    def hear(self, call: Call) -> Told:
        secret = option("telegram", "secret")
        given = call.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not secret or not constant_time_compare(given, secret):
            raise NotGenuine
        try:
            message = json.loads(call.body).get("message") or {}
            if message.get("chat", {}).get("type") != "private":
                return Told()
            return Told((Word(str(int(message["chat"]["id"])), str(message.get("text", ""))),))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotGenuine from None

    def answer(self, words: Sequence[tuple[str, str]]) -> Answer:
        """Telegram does what the answer to its call says: no call of our own is needed."""
        if not words:
            return Answer()
        address, sentence = words[0]
        reply = {"method": "sendMessage", "chat_id": address, "text": sentence}
        return Answer(content_type="application/json", body=json.dumps(reply))
