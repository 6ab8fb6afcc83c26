"""What the journal keeps about a waiver: ground, rule and who; the evidence stays with it."""

from dataclasses import dataclass
from uuid import UUID

from lintas.journal.public import kind


@kind("waiver:proposed")
@dataclass(frozen=True)
class WaiverProposed:
    waiver: UUID
    ground: str


@kind("waiver:approved")
@dataclass(frozen=True)
class WaiverApproved:
    waiver: UUID
    ground: str


@kind("waiver:rejected")
@dataclass(frozen=True)
class WaiverRejected:
    waiver: UUID
    ground: str
