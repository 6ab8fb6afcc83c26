"""A channel in memory: it can be away, refuse for good, and tell of arrivals."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

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
)

SECRET = "agreed"


@dataclass
class FakeChannel:
    name: str = "sms"
    title: object = "Contoh"
    join: Join = Join.CODE
    tells: bool = True
    mode: str = "plain"
    segments: int = 1
    arrived: list[Message] = field(default_factory=list)

    def ready(self) -> bool:
        return True

    def address_of(self, typed: str) -> str | None:
        return typed or None

    def masked(self, address: str) -> str:
        return address[-4:]

    def text_of(self, message: Message) -> str:
        return message.short

    def send(self, message: Message) -> Taken:
        if self.mode == "down":
            raise NotDelivered("away")
        if self.mode == "refuse":
            raise NeverDelivered("refused")
        self.arrived.append(message)
        return Taken(segments=self.segments)

    def report(self, state: Heard) -> Call:
        """News of the last message, as the other side would bring it."""
        news = {"message": str(self.arrived[-1].id), "state": state}
        return Call("POST", {}, {"Secret": SECRET}, json.dumps(news).encode())

    def hear(self, call: Call) -> Told:
        if call.headers.get("Secret") != SECRET:
            raise NotGenuine
        from uuid import UUID

        news = json.loads(call.body)
        return Told((Status(UUID(news["message"]), Heard(news["state"])),))

    def answer(self, words: Sequence[tuple[str, str]]) -> Answer:
        return Answer()
