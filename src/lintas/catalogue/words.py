"""Text in the languages of the office."""

from django.utils.translation import get_language
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


LISTED = BeforeValidator(_tuple)
"""A list in the file is a tuple in the frozen model."""


class Strict(BaseModel):
    """What is read from a TOML file: frozen, complete, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(Strict):
    """One text in Indonesian and English; as a string it is in the reader's language."""

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.id

    def __str__(self) -> str:
        return self.in_language(get_language() or "id")
