"""When a message goes out, is tried again, or takes another way. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=2)
MOST_ATTEMPTS = 30
ATTEMPTS_BEFORE_ANOTHER_WAY = 4
"""About two and a half minutes; with only one way there is nothing to gain by leaving it."""

PATIENCE = timedelta(minutes=30)
PATIENCE_URGENT = timedelta(minutes=2)
CLAIM_HOLDS = timedelta(seconds=90)


@dataclass(frozen=True)
class Quiet:
    """From when until when nothing that can wait goes out, on the clock of a place."""

    starts: time
    ends: time
    time_zone: str


DEFAULT_QUIET = Quiet(time(21), time(6), "Asia/Jakarta")


def pause_after(attempts: int) -> timedelta:
    """Doubling from ten seconds to two hours; thirty attempts are about two days."""
    factor: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def most_attempts(another_way: bool) -> int:
    return ATTEMPTS_BEFORE_ANOTHER_WAY if another_way else MOST_ATTEMPTS


def patience(urgent: bool) -> timedelta:
    """How long we wait for word that a message arrived before we take another way."""
    return PATIENCE_URGENT if urgent else PATIENCE


def awake_at(at: datetime, quiet: Quiet | None) -> datetime:
    """This moment, or the morning after the quiet hours it falls into."""
    if quiet is None or quiet.starts == quiet.ends:
        return at
    here = at.astimezone(ZoneInfo(quiet.time_zone))
    over_midnight = quiet.starts > quiet.ends
    now = here.time()
    if over_midnight:
        is_quiet = now >= quiet.starts or now < quiet.ends
    else:
        is_quiet = quiet.starts <= now < quiet.ends
    if not is_quiet:
        return at
    day = here.date() + timedelta(days=1 if over_midnight and now >= quiet.starts else 0)
    return datetime.combine(day, quiet.ends, tzinfo=here.tzinfo)


COMES_AFTER: Mapping[str, frozenset[str]] = {
    "sent": frozenset({"queued"}),
    "delivered": frozenset({"queued", "sent", "unconfirmed"}),
    "read": frozenset({"queued", "sent", "unconfirmed", "delivered"}),
    "unconfirmed": frozenset({"sent"}),
    "failed": frozenset({"queued", "sent", "unconfirmed"}),
    "given-up": frozenset({"queued"}),
}
"""From which states a sending comes to a state: news that is late or told twice changes nothing."""


STOP_WORDS = frozenset({"stop", "berhenti", "unreg", "batal", "/stop"})
START_WORDS = frozenset({"start", "mulai", "/mulai"})


def wish_of(text: str) -> str:
    """What somebody who writes to us wants: "stop", "start" or ""."""
    words = text.strip().lower().split()
    first = words[0].strip(".!") if words else ""
    if len(words) <= 2 and first in STOP_WORDS:
        return "stop"
    return "start" if len(words) == 1 and first in START_WORDS else ""


LATE_WORDS = frozenset({"terlambat", "telat", "late"})


def about_of(text: str) -> str:
    """What a word is about that another part of the house answers: "late" or ""."""
    words = text.strip().lower().split()
    return "late" if words and words[0].strip(".!,") in LATE_WORDS else ""
