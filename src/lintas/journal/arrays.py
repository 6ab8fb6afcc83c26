"""Many values as one parameter of a statement."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

NUL = "\0"
"""Stands between texts while they are quoted; PostgreSQL refuses a text that holds one."""


def array_of(values: Iterable[Any]) -> str:
    """As PostgreSQL reads an array that comes as text; ids and texts, which are most, at once."""
    values = list(values)
    kinds = set(map(type, values))
    if kinds == {UUID}:  # without their dashes, which cost twice as much again
        return "{" + ",".join([f"{value.int:032x}" for value in values]) + "}"
    if kinds == {datetime}:
        return "{" + ",".join([value.isoformat() for value in values]) + "}"
    if kinds == {str}:
        joined = NUL.join(values)
        if joined.count(NUL) == len(values) - 1:
            return '{"' + _quoted(joined).replace(NUL, '","') + '"}'
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    return f'"{_quoted(str(value))}"'
