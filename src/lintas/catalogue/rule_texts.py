"""A rule in its own words, in both languages, and how sure we are of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lintas.catalogue.words import Words


class Sure(StrEnum):
    """How sure we are of a rule, as its file says it."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


SURE_WORDS: Mapping[Sure, object] = {
    Sure.HIGH: _("tinggi"),
    Sure.MEDIUM: _("sedang"),
    Sure.LOW: _("rendah, perlu konfirmasi"),
}


@dataclass(frozen=True)
class RuleText:
    """`since` is None where the day on which it came into force is not known."""

    id: str
    text: Words
    source: Words
    sure: Sure
    remark: Words | None
    since: date | None
    until: date | None
    subject: str
    """The file of docs/rules in which it stands."""

    @property
    def how_sure(self) -> str:
        """In words, in the reader's language."""
        return str(SURE_WORDS[self.sure])
