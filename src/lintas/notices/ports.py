"""What a channel must be able to do, and what passes between it and the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable
from uuid import UUID


class NotDelivered(Exception):
    """The other side did not take it now; it is tried again. The text is a short reason."""


class NeverDelivered(Exception):
    """The other side will never take it at this address; the next channel is tried."""


class NotGenuine(Exception):
    """A call that does not come from the channel's other side, or cannot be understood."""


class Join(StrEnum):
    """How an address is added: a code sent to it, a link to its program, or this browser."""

    CODE = "code"
    LINK = "link"
    BROWSER = "browser"


@dataclass(frozen=True)
class Message:
    """One message on its way by one channel; `facts` are the body's, in the order it names them.

    `stop_url` ends further messages here; empty for what was asked for at this moment.
    """

    id: UUID
    kind: str
    language: str
    to: str
    subject: str
    body: str
    short: str
    facts: Mapping[str, str]
    stop_url: str = ""


@dataclass(frozen=True)
class Taken:
    """The other side has taken it: its own name for the message, and the pieces it was cut in."""

    ref: str = ""
    segments: int = 1


class Heard(StrEnum):
    """What a channel tells of a message later."""

    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True)
class Status:
    """News of a message we sent."""

    message: UUID
    state: Heard
    reason: str = ""


@dataclass(frozen=True)
class Word:
    """Something a person wrote to us from an address."""

    address: str
    text: str


@dataclass(frozen=True)
class Call:
    """A call from outside, as it came."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    body: str = ""


News = Status | Word


@dataclass(frozen=True)
class Told:
    """What a genuine call said; `at_once` is the answer when the other side only greets."""

    news: tuple[News, ...] = ()
    at_once: Answer | None = field(default=None)


class Channel(Protocol):
    """One file in channels/ and one line in its register."""

    name: ClassVar[str]
    title: ClassVar[object]
    join: ClassVar[Join]
    tells: ClassVar[bool]
    """Whether it says later that a message arrived."""

    def ready(self) -> bool:
        """Whether this installation has set it up."""

    def address_of(self, typed: str) -> str | None:
        """An address as it is kept, or None when this is none."""

    def masked(self, address: str) -> str:
        """Enough of an address to know it by."""

    def text_of(self, message: Message) -> str:
        """The words that person will read on this channel, for previews and the demonstration."""

    def send(self, message: Message) -> Taken:
        """Raises: NotDelivered, NeverDelivered."""


@runtime_checkable
class Links(Protocol):
    """A channel that is joined by a link to its own program."""

    def join_link(self, token: str) -> str:
        """Where a person opens it; the token comes back in their first word."""


@runtime_checkable
class Hears(Protocol):
    """A channel whose other side calls us."""

    def hear(self, call: Call) -> Told:
        """Raises: NotGenuine."""

    def answer(self, words: Sequence[tuple[str, str]]) -> Answer:
        """What the caller gets back; each word is an address and a sentence for it."""
