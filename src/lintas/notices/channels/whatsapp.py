"""WhatsApp by Meta's Cloud API: template messages, and signed news of what became of them.

Options: number_id, token, app_secret, verify_token, url, prefix (of template names), price_rupiah.
Templates are agreed with Meta beforehand; `manage.py messages whatsapp` prints them.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from lintas.accounts.public import phone_of
from lintas.notices.channels.asking import ask, fields_of
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

PLACE = "https://graph.facebook.com/v23.0"
TRY_LATER = frozenset({4, 190, 80007, 130429, 131016, 131048, 131056})
"""Meta's codes for too much at once, its own trouble, or our token that ran out."""
STATES = {"delivered": Heard.DELIVERED, "read": Heard.READ, "failed": Heard.FAILED}


class WhatsApp:
    name: ClassVar[str] = "whatsapp"
    title: ClassVar[object] = _("WhatsApp")
    join: ClassVar[Join] = Join.CODE
    tells: ClassVar[bool] = True

    def ready(self) -> bool:
        return bool(option("whatsapp", "number_id") and option("whatsapp", "token"))

    def address_of(self, typed: str) -> str | None:
        return phone_of(typed)

    def masked(self, address: str) -> str:
        return f"•••• {address[-4:]}"

    def text_of(self, message: Message) -> str:
        return message.body

    def send(self, message: Message) -> Taken:
        answer = ask(
            "POST",
            f"{option('whatsapp', 'url', PLACE)}/{option('whatsapp', 'number_id')}/messages",
            headers={"Authorization": f"Bearer {option('whatsapp', 'token')}"},
            json=_template_message(message),
        )
        data = fields_of(answer)
        if "error" in data:
            raise _refusal(data["error"])
        return Taken(ref=str(data["messages"][0]["id"]))

    def hear(self, call: Call) -> Told:
        """Meta's greeting when it is set up, later its signed news."""
        if call.method == "GET":
            return Told(at_once=_greeting(call))
        given = call.headers.get("X-Hub-Signature-256", "")
        if not constant_time_compare(given, signature(call.body)):
            raise NotGenuine
        try:
            return Told(tuple(_news(json.loads(call.body))))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NotGenuine from None

    def answer(self, words: Sequence[tuple[str, str]]) -> Answer:
        return Answer()


def template_name(kind: str) -> str:
    return f"{option('whatsapp', 'prefix', 'lintas')}_{kind.replace('-', '_')}"


def _template_message(message: Message) -> dict[str, Any]:
    """`biz_opaque_callback_data` comes back with each news of this message."""
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": message.to.lstrip("+"),
        "type": "template",
        "template": {
            "name": template_name(message.kind),
            "language": {"code": "en" if message.language.startswith("en") else "id"},
            "components": _components(message),
        },
        "biz_opaque_callback_data": str(message.id),
    }


def _components(message: Message) -> list[dict[str, Any]]:
    """A code goes in Meta's own words, with a button that copies it; else our facts by name."""
    if is_code(message.facts):
        code = [{"type": "text", "text": message.facts["code"]}]
        button = {"type": "button", "sub_type": "url", "index": "0", "parameters": code}
        return [{"type": "body", "parameters": code}, button]
    parameters = [
        {"type": "text", "parameter_name": name, "text": value}
        for name, value in message.facts.items()
    ]
    return [{"type": "body", "parameters": parameters}]


def is_code(facts: Collection[str]) -> bool:
    """Meta takes codes only in templates of the category AUTHENTICATION."""
    return list(facts) == ["code"]


def _refusal(error: dict[str, Any]) -> NotDelivered | NeverDelivered:
    code = error.get("code", 0)
    return NotDelivered(f"meta-{code}") if code in TRY_LATER else NeverDelivered(f"meta-{code}")


def signature(body: bytes) -> str:
    """Raises: NotGenuine where no secret is agreed: then nobody can be believed."""
    secret = option("whatsapp", "app_secret")
    if not secret:
        raise NotGenuine
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _greeting(call: Call) -> Answer:
    agreed = option("whatsapp", "verify_token")
    given = call.query.get("hub.verify_token", "")
    challenge = call.query.get("hub.challenge", "")
    if not agreed or not constant_time_compare(given, agreed) or not challenge.isalnum():
        raise NotGenuine
    return Answer(body=challenge)


def _news(data: dict[str, Any]) -> Iterator[Status | Word]:
    for entry in data["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            yield from (s for row in value.get("statuses", ()) for s in _status(row))
            yield from (w for row in value.get("messages", ()) for w in _word(row))


def _status(row: dict[str, Any]) -> Iterator[Status]:
    state, ours = STATES.get(row["status"]), row.get("biz_opaque_callback_data")
    if state is not None and ours:
        code = row["errors"][0].get("code", "") if row.get("errors") else ""
        yield Status(UUID(ours), state, f"meta-{code}" if code else "")


def _word(row: dict[str, Any]) -> Iterator[Word]:
    address = phone_of(f"+{row['from']}")
    if row.get("type") == "text" and address:
        yield Word(address, str(row["text"]["body"]))
