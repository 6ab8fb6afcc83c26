"""What the journal keeps of messages: kinds and channels, never words or addresses."""

from dataclasses import dataclass

from lintas.journal import public as journal


@journal.kind("notice:made")
@dataclass(frozen=True)
class NoticeMade:
    template: str
    channel: str  # the first way it takes; "inbox" where there is none


@journal.kind("notice:moved-on")
@dataclass(frozen=True)
class NoticeMovedOn:
    """Another channel was tried because the first did not deliver."""

    channel: str
    to: str
    reason: str


@journal.kind("notice:given-up")
@dataclass(frozen=True)
class NoticeGivenUp:
    """No channel is left; the message is in the web inbox."""

    channel: str
    reason: str


@journal.kind("way:added")
@dataclass(frozen=True)
class WayAdded:
    channel: str


@journal.kind("way:stopped")
@dataclass(frozen=True)
class WayStopped:
    channel: str
    by: str  # "page", "word" or "letter"


@journal.kind("way:resumed")
@dataclass(frozen=True)
class WayResumed:
    channel: str
    by: str


@journal.kind("way:removed")
@dataclass(frozen=True)
class WayRemoved:
    channel: str


@journal.kind("word:heard")
@dataclass(frozen=True)
class WordHeard:
    """Somebody wrote to us; `about` is what the first word means, the text stands beside."""

    about: str
