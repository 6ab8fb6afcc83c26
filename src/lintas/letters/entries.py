"""What the journal keeps about a letter: which words it had, by their hash."""

from dataclasses import dataclass
from uuid import UUID

from lintas.journal.public import kind


@kind("letter:made")
@dataclass(frozen=True)
class LetterMade:
    letter: UUID
    letter_kind: str
    sha256: str
