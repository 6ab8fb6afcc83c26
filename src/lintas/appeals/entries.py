"""What the journal keeps about an objection: that it was filed and answered, not its words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lintas.journal.public import kind


@kind("appeal:filed")
@dataclass(frozen=True)
class AppealFiled:
    appeal: UUID
    due_on: date


@kind("appeal:granted")
@dataclass(frozen=True)
class AppealGranted:
    appeal: UUID


@kind("appeal:refused")
@dataclass(frozen=True)
class AppealRefused:
    appeal: UUID
