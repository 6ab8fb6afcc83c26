"""What the journal keeps about an interview: that it was held and confirmed, not what was said."""

from dataclasses import dataclass
from uuid import UUID

from lintas.journal.public import kind


@kind("interview:noted")
@dataclass(frozen=True)
class InterviewNoted:
    questions: tuple[str, ...]


@kind("interview:consented")
@dataclass(frozen=True)
class InterviewConsented:
    pass


@kind("interview:held-by-video")
@dataclass(frozen=True)
class InterviewHeldByVideo:
    call: UUID


@kind("interview:confirmed")
@dataclass(frozen=True)
class InterviewConfirmed:
    record: UUID
    sha256: str
    how: str


@kind("interview:corrected")
@dataclass(frozen=True)
class InterviewCorrected:
    addendum: UUID
