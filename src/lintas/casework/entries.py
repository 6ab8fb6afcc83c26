"""What the journal keeps about who has a case and who looked; reasons stay in notes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lintas.journal.public import kind


@dataclass(frozen=True)
class Candidate:
    staff: UUID
    weight: int


@kind("case:assigned")
@dataclass(frozen=True)
class Assigned:
    """`how`: drawn (with candidates and seed, to be recomputed), deputy, taken, handed-over."""

    seat: str
    staff: UUID
    how: str
    candidates: tuple[Candidate, ...] = ()
    seed: str = ""
    note: UUID | None = None


@kind("case:put-back")
@dataclass(frozen=True)
class PutBack:
    """Back to the pool: absence or conflict."""

    seat: str
    staff: UUID
    because: str


@kind("case:conflict-declared")
@dataclass(frozen=True)
class ConflictDeclared:
    staff: UUID
    note: UUID


@kind("case:noted")
@dataclass(frozen=True)
class Noted:
    note: UUID


@kind("case:opened")
@dataclass(frozen=True)
class Opened:
    """Somebody of the office looked at a case; the applicant sees role, office and time."""

    role: str


@kind("case:marked-sensitive")
@dataclass(frozen=True)
class MarkedSensitive:
    note: UUID


@kind("case:glass-broken")
@dataclass(frozen=True)
class GlassBroken:
    glass: UUID
    ground: str
    review_due_on: date


@kind("case:glass-review-missed")
@dataclass(frozen=True)
class GlassReviewMissed:
    """Nobody has reviewed it by this working day; written on each one until somebody does."""

    glass: UUID
    on: date
    review_due_on: date


@kind("case:glass-reviewed")
@dataclass(frozen=True)
class GlassReviewed:
    glass: UUID
    justified: bool


@kind("staff:absence-noted")
@dataclass(frozen=True)
class AbsenceNoted:
    starts_on: date
    ends_on: date
    deputy: UUID | None


@kind("staff:kin-declared")
@dataclass(frozen=True)
class KinDeclared:
    by: str  # "mark" or "name"


@kind("staff:services-set")
@dataclass(frozen=True)
class ServicesSet:
    services: tuple[str, ...]
