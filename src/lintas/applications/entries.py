"""What the journal keeps about an application: ids and facts, no personal data."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lintas.journal.public import kind


@kind("application:started")
@dataclass(frozen=True)
class Started:
    number: str
    service: str
    service_version: int


@kind("application:page-saved")
@dataclass(frozen=True)
class PageSaved:
    page: str


@kind("application:submitted")
@dataclass(frozen=True)
class Submitted:
    number: str
    service: str
    service_version: int


@kind("application:sending-wished")
@dataclass(frozen=True)
class SendingWished:
    """It is sent as soon as the last paper has passed the scanner."""


@kind("application:sending-cancelled")
@dataclass(frozen=True)
class SendingCancelled:
    pass


@kind("application:sending-overtaken")
@dataclass(frozen=True)
class SendingOvertaken:
    """Something was changed after the wish."""


@kind("application:sending-stopped")
@dataclass(frozen=True)
class SendingStopped:
    """A paper did not pass; `account` is told."""

    paper: str
    account: UUID


@kind("application:sending-unfit")
@dataclass(frozen=True)
class SendingUnfit:
    """What was fit to send when it was wished is not any more; `account` is told."""

    account: UUID


@kind("application:payment-asked")
@dataclass(frozen=True)
class PaymentAsked:
    bill: UUID
    total_rupiah: int
    hold_until: datetime


@kind("application:nothing-due")
@dataclass(frozen=True)
class NothingDue:
    pass


@kind("application:payment-accepted")
@dataclass(frozen=True)
class PaymentAccepted:
    bill: UUID
    due_on: date | None


@kind("application:lapsed")
@dataclass(frozen=True)
class Lapsed:
    bill: UUID


@kind("application:hold-renewed")
@dataclass(frozen=True)
class HoldRenewed:
    bill: UUID
    hold_until: datetime


@kind("application:visit-booked")
@dataclass(frozen=True)
class VisitBooked:
    booking: UUID
    ticket: UUID
    starts_at: datetime


@kind("application:visit-moved")
@dataclass(frozen=True)
class VisitMoved:
    booking: UUID
    ticket: UUID
    starts_at: datetime


@kind("application:visit-cancelled")
@dataclass(frozen=True)
class VisitCancelled:
    """The time was given back; the request stays, and another time can be chosen."""

    booking: UUID
    starts_at: datetime


@kind("application:needs-said")
@dataclass(frozen=True)
class NeedsSaid:
    """What somebody needs at the visit was said; what it is stands with the answers alone."""


@kind("application:family-joined")
@dataclass(frozen=True)
class FamilyJoined:
    family: UUID


@kind("application:family-left")
@dataclass(frozen=True)
class FamilyLeft:
    family: UUID


@kind("application:identity-corrected")
@dataclass(frozen=True)
class IdentityCorrected:
    """By an officer, after a place was booked; reason and values stand with the answers."""

    question: str
    correction: UUID


@kind("application:visit-day-moved")
@dataclass(frozen=True)
class VisitDayMoved:
    """The office moved the day; the booking and a new number went with it."""

    booking: UUID
    ticket: UUID
    starts_at: datetime
    from_at: datetime
    reason: str


@kind("application:visit-day-cancelled")
@dataclass(frozen=True)
class VisitDayCancelled:
    """The office cancelled the day, or the new day was too small; `kept_place`: one is offered."""

    booking: UUID
    from_at: datetime
    reason: str
    kept_place: bool


@kind("application:visit-day-held")
@dataclass(frozen=True)
class VisitDayHeld:
    booking: UUID
    from_at: datetime
    reason: str
    decide_at: datetime | None


@kind("application:visit-day-kept")
@dataclass(frozen=True)
class VisitDayKept:
    """What was waited for did not come: the day is as it was."""

    booking: UUID
    from_at: datetime
    reason: str
    decide_at: datetime | None


@kind("application:visit-day-reopened")
@dataclass(frozen=True)
class VisitDayReopened:
    booking: UUID
    from_at: datetime
    reason: str
    decide_at: datetime | None


@kind("application:arrived")
@dataclass(frozen=True)
class Arrived:
    ticket: UUID


@kind("application:visit-continued-later")
@dataclass(frozen=True)
class VisitContinuedLater:
    ticket: UUID


@kind("application:visit-missed")
@dataclass(frozen=True)
class VisitMissed:
    ticket: UUID


@kind("application:interview-started")
@dataclass(frozen=True)
class InterviewStarted:
    ticket: UUID
    counter: str


@kind("application:interview-finished")
@dataclass(frozen=True)
class InterviewFinished:
    ticket: UUID
    due_on: date | None


@kind("application:taken-in")
@dataclass(frozen=True)
class TakenIn:
    pass


@kind("application:reviewed")
@dataclass(frozen=True)
class Reviewed:
    pass


@kind("application:checked")
@dataclass(frozen=True)
class Checked:
    check: str
    outcome: str


@kind("application:returned")
@dataclass(frozen=True)
class Returned:
    corrections: tuple[UUID, ...]


@kind("application:resubmitted")
@dataclass(frozen=True)
class Resubmitted:
    pass


@kind("application:approved")
@dataclass(frozen=True)
class Approved:
    due_on: date | None


@kind("application:refused")
@dataclass(frozen=True)
class Refused:
    reason: str


@kind("application:reopened")
@dataclass(frozen=True)
class Reopened:
    appeal: UUID
    due_on: date | None


@kind("application:production-started")
@dataclass(frozen=True)
class ProductionStarted:
    batch: UUID | None = None


@kind("application:production-failed")
@dataclass(frozen=True)
class ProductionFailed:
    reason: str


@kind("application:made-ready")
@dataclass(frozen=True)
class MadeReady:
    pass


@kind("application:collected")
@dataclass(frozen=True)
class Collected:
    identity_checked: bool
    collector: str = "owner"
    identity: str = ""
    papers: tuple[str, ...] = ()


@kind("application:post-asked")
@dataclass(frozen=True)
class PostAsked:
    delivery: UUID


@kind("application:post-withdrawn")
@dataclass(frozen=True)
class PostWithdrawn:
    delivery: UUID


@kind("application:posted")
@dataclass(frozen=True)
class Posted:
    delivery: UUID
    carrier: str
    tracking: str


@kind("application:post-returned")
@dataclass(frozen=True)
class PostReturned:
    delivery: UUID


@kind("application:post-received")
@dataclass(frozen=True)
class PostReceived:
    delivery: UUID


@kind("application:sent-out")
@dataclass(frozen=True)
class SentOut:
    pass


@kind("application:collection-reminded")
@dataclass(frozen=True)
class CollectionReminded:
    after_days: int
    until: date


@kind("application:uncollected")
@dataclass(frozen=True)
class Uncollected:
    after_days: int


@kind("application:withdrawn")
@dataclass(frozen=True)
class Withdrawn:
    pass


@kind("application:secret-renewed")
@dataclass(frozen=True)
class SecretRenewed:
    pass


@kind("application:draft-reminded")
@dataclass(frozen=True)
class DraftReminded:
    days_before: int
    until: date


@kind("application:draft-expired")
@dataclass(frozen=True)
class DraftExpired:
    after_days: int


@kind("calendar:feed-made")
@dataclass(frozen=True)
class FeedMade:
    """A person asked for a calendar's secret address, or for another one."""
