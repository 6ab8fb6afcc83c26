"""Questions about letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lintas.journal import public as journal
from lintas.letters.models import Letter
from lintas.letters.rules import Text


@dataclass(frozen=True)
class LetterView:
    id: UUID
    kind: str
    texts: Mapping[str, Text]
    sha256: str
    at: datetime
    by: UUID | None

    def in_language(self, language: str) -> Text:
        return self.texts["en" if language.startswith("en") else "id"]


def letters_of(case: UUID) -> list[LetterView]:
    """Newest first. Cost: one index read."""
    return [_view(row) for row in _LETTERS.found(case)]


_LETTERS = journal.Prepared(
    lambda case: Letter.objects.filter(case=case).order_by("-made_at", "-id"), of_case=True
)


def letter_of(case: UUID, letter_id: UUID) -> LetterView | None:
    found = Letter.objects.filter(case=case, pk=letter_id).first()
    return _view(found) if found else None


def _view(row: Letter) -> LetterView:
    texts = {
        language: Text(text["title"], tuple(text["paragraphs"]))
        for language, text in row.body.items()
    }
    return LetterView(row.id, row.kind, texts, row.sha256, row.made_at, row.made_by)
