"""Who may take a finished document, what must be seen, and what is kept of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lintas.applications.rules import Status
from lintas.kernel.text import only_digits, tidy


class Collector(StrEnum):
    OWNER = "owner"
    FAMILY = "family"
    """Somebody on the same family card."""
    PROXY = "proxy"
    """Somebody with a power of attorney."""


class Identity(StrEnum):
    KTP = "ktp"
    PASSPORT = "passport"
    DRIVING_LICENCE = "driving-licence"
    STAY_PERMIT = "stay-permit"
    FAMILY_CARD = "family-card"
    """For a child, who has no card of its own."""


class Seen(StrEnum):
    IDENTITY = "identity"
    PAYMENT_PROOF = "payment-proof"
    FAMILY_CARD = "family-card"
    POWER_OF_ATTORNEY = "power-of-attorney"
    """With duty stamp of Rp10.000."""


MUST_BE_SEEN: Mapping[Collector, tuple[Seen, ...]] = {
    Collector.OWNER: (Seen.IDENTITY,),
    Collector.FAMILY: (Seen.IDENTITY, Seen.FAMILY_CARD, Seen.PAYMENT_PROOF),
    Collector.PROXY: (Seen.IDENTITY, Seen.POWER_OF_ATTORNEY, Seen.PAYMENT_PROOF),
}
BY_ANOTHER_RULE = "paspor-diambil-orang-lain"
POST_ASKABLE = frozenset(
    {
        Status.PAID,
        Status.VISIT_BOOKED,
        Status.ARRIVED,
        Status.IN_INTERVIEW,
        Status.UNDER_REVIEW,
        Status.RETURNED,
        Status.APPROVED,
        Status.IN_PRODUCTION,
        Status.READY,
    }
)


@dataclass(frozen=True)
class Given:
    """What the officer at the counter wrote down."""

    code: str
    document_number: str
    collector: str
    name: str
    identity: str
    identity_number: str
    seen: frozenset[str]
    agrees: bool
    """Name, face and date of birth agree with the papers shown."""


def rule_of(collector: Collector) -> str:
    return "" if collector == Collector.OWNER else BY_ANOTHER_RULE


def not_seen(collector: Collector, seen: frozenset[str]) -> list[Seen]:
    return [paper for paper in MUST_BE_SEEN[collector] if paper not in seen]


def document_number(typed: str) -> str:
    """The one written form of a document's number; blanks and hyphens are for reading."""
    return "".join(c for c in tidy(typed).upper() if c not in " -.")[:30]


def same_number(typed: str, known: str) -> bool:
    folded = only_digits(typed).casefold()
    return bool(folded) and folded == only_digits(known).casefold()


def masked_name(name: str) -> str:
    """M•••• C•••••: whoever knows the person knows them by it, nobody else does."""
    return " ".join(f"{word[0]}{'•' * 4}" for word in tidy(name).split())[:200]


def masked_number(number: str) -> str:
    """The last four signs, of a number that has more than that."""
    kept = only_digits(number)
    return f"••••{kept[-4:]}" if len(kept) > 4 else "••••"


def clock_moved(waits_from: date, stopped_on: date, today: date) -> date:
    """The first day of waiting after a stretch in which the clock stood still."""
    return waits_from + timedelta(days=max(0, (today - max(stopped_on, waits_from)).days))
