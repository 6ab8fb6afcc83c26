from dataclasses import dataclass
from datetime import datetime
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
