"""Many values as one parameter of a statement."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID


def array_of(values: Iterable[Any]) -> str:
    """As PostgreSQL reads an array that comes as text."""
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: Any) -> str:
    if isinstance(value, UUID):
        return f"{value.int:032x}"  # a third of what its dashes cost
    if value is None:
        return "NULL"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
