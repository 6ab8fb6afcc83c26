"""How answers are kept: one text for each question, in the written form of its kind. Pure.

A date is ISO, a choice its value, several choices their values with blanks between them (a value
is a slug and has none), a group its rows as JSON. docs/decisions/answers-as-text.md says why.
"""

import json
from collections.abc import Iterable, Mapping

Answers = Mapping[str, str]
"""Question id to what was answered; what was not answered is absent or empty."""
Row = Mapping[str, str]
"""One row of a group: the same, for the questions each row asks."""


def chosen(text: str) -> tuple[str, ...]:
    """The values in an answer to one choice or to several."""
    return tuple(text.split())


def as_chosen(values: Iterable[str]) -> str:
    return " ".join(values)


def rows_in(text: str) -> tuple[dict[str, str], ...]:
    """The rows in an answer to a group."""
    return tuple(json.loads(text)) if text else ()


def as_rows(rows: Iterable[Row]) -> str:
    """Rows of which nothing is filled in are no rows; no rows are no answer."""
    kept = [dict(row) for row in rows if any(row.values())]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""
