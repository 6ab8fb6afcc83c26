from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.journal.public import kind


@kind("booking:made")
@dataclass(frozen=True)
class BookingMade:
    slot: UUID
    starts_at: datetime


@kind("booking:moved")
@dataclass(frozen=True)
class BookingMoved:
    slot: UUID
    starts_at: datetime


@kind("booking:cancelled")
@dataclass(frozen=True)
class BookingCancelled:
    slot: UUID


@kind("booking:kept")
@dataclass(frozen=True)
class BookingKept:
    slot: UUID


@kind("booking:missed")
@dataclass(frozen=True)
class BookingMissed:
    slot: UUID


@kind("booking:reminder-due")
@dataclass(frozen=True)
class ReminderDue:
    """`reminder` is "day" (the day before) or "hour" (shortly before)."""

    reminder: str
    starts_at: datetime


@kind("visit:excused")
@dataclass(frozen=True)
class VisitExcused:
    """By the office, once more; its reason stands beside and not here."""


@kind("place:returned")
@dataclass(frozen=True)
class PlaceReturned:
    """`to` is where it went: the waiting list, or the open page at a moment nobody knows."""

    to: str


@kind("place:freed")
@dataclass(frozen=True)
class PlaceFreed:
    returned: UUID


@kind("draws:ended")
@dataclass(frozen=True)
class DrawsEnded:
    """The office gives all these places out without a draw from now on; what is held, later."""

    places: int


@kind("draw:announced")
@dataclass(frozen=True)
class DrawAnnounced:
    service: str
    opens_at: datetime
    closes_at: datetime
    first_day: date
    last_day: date
    commitment: str


@kind("draw:entered")
@dataclass(frozen=True)
class DrawEntered:
    entry: UUID


@kind("draw:entry-renewed")
@dataclass(frozen=True)
class DrawEntryRenewed:
    """The shares it may use are others now."""

    entry: UUID


@kind("draw:entry-withdrawn")
@dataclass(frozen=True)
class DrawEntryWithdrawn:
    entry: UUID


@kind("draw:drawn")
@dataclass(frozen=True)
class DrawDrawn:
    """The secret is out; `record` is the hash of everything that was published."""

    seed: str
    list_hash: str
    record: str
    entries: int
    given: int


@kind("draw:won")
@dataclass(frozen=True)
class DrawWon:
    entry: UUID
    slot: UUID
    rank: int


@kind("draw:missed-out")
@dataclass(frozen=True)
class DrawMissedOut:
    entry: UUID
    rank: int


@kind("draw:forfeited")
@dataclass(frozen=True)
class DrawForfeited:
    entry: UUID
    slot: UUID


@kind("waiting:joined")
@dataclass(frozen=True)
class WaitingJoined:
    service: str


@kind("waiting:left")
@dataclass(frozen=True)
class WaitingLeft:
    why: str


@kind("offer:made")
@dataclass(frozen=True)
class OfferMade:
    """Without `waiting`: to somebody whose day the office cancelled, by that decision."""

    waiting: UUID | None
    slot: UUID
    starts_at: datetime
    until: datetime
    change: UUID | None = None


@kind("offer:accepted")
@dataclass(frozen=True)
class OfferAccepted:
    slot: UUID


@kind("offer:declined")
@dataclass(frozen=True)
class OfferDeclined:
    slot: UUID


@kind("offer:expired")
@dataclass(frozen=True)
class OfferExpired:
    slot: UUID


@kind("closure:made")
@dataclass(frozen=True)
class ClosureMade:
    """The office or one counter is closed; `why` is one of a few words, never a name."""

    why: str
    counter: str
    starts_at: datetime
    ends_at: datetime


@kind("opening:added")
@dataclass(frozen=True)
class OpeningAdded:
    why: str
    starts_at: datetime
    ends_at: datetime


@kind("calendar-change:ended")
@dataclass(frozen=True)
class CalendarChangeEnded:
    """Before its time: the places come back."""

    counter: str


@kind("places:changed")
@dataclass(frozen=True)
class PlacesChanged:
    """One time of a service by what is changed in the calendar; `beyond` cannot be served."""

    service: str
    starts_at: datetime
    was: int
    now: int
    beyond: int


@kind("places:flowed")
@dataclass(frozen=True)
class PlacesFlowed:
    """Unused places of one share at their hour, to another share or another service."""

    service: str
    share: str
    to_service: str
    to_share: str
    starts_at: datetime
    count: int


@kind("trip:planned")
@dataclass(frozen=True)
class TripPlanned:
    place: str
    on: date
    places: int


@kind("trip:changed")
@dataclass(frozen=True)
class TripChanged:
    place: str
    on: date
    places: int


@kind("day:changed")
@dataclass(frozen=True)
class DayChanged:
    """What was decided about a day, for how many people who were booked then."""

    place: str
    on: date
    action: str
    reason: str
    to_on: date | None
    decide_at: datetime | None
    people: int


@kind("place:reserved")
@dataclass(frozen=True)
class PlaceReserved:
    """For somebody whose day is moved or cancelled, by that decision."""

    change: UUID


@kind("place:kept")
@dataclass(frozen=True)
class PlaceKept:
    """What was reserved is offered to the person: a place kept until a time."""

    change: UUID


@kind("place:let-go")
@dataclass(frozen=True)
class PlaceLetGo:
    """What was reserved is not needed: the person has gone another way meanwhile."""

    change: UUID


@kind("place:closed")
@dataclass(frozen=True)
class PlaceClosed:
    """It came back to a time that was closed, and is gone with it."""


@kind("booking:carried")
@dataclass(frozen=True)
class BookingCarried:
    """The office moved the day, and the booking with it."""

    slot: UUID
    starts_at: datetime
    change: UUID


@kind("booking:released")
@dataclass(frozen=True)
class BookingReleased:
    """The office cancelled the day, or the new day had no place left."""

    slot: UUID
    change: UUID
