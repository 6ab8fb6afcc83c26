"""Who may read a report that more was asked than the law takes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from lintas.kernel.actor import Role
from lintas.kernel.text import bare

ACCUSED: Mapping[str, Role] = {"officer": Role.OFFICER, "head": Role.HEAD}
"""Whoever is meant by the word of a report; a middleman or somebody unknown has no role here."""
SHORTEST_NAME = 3
NO_NAMES = {"bapak", "ibu", "pak"}


@dataclass(frozen=True)
class Reader:
    id: UUID
    name: str
    roles: frozenset[Role]


def readers(whom: str, told: str, staff: Iterable[Reader]) -> frozenset[UUID]:
    """The heads of office who are not accused; where there is none, such administrators.

    Accused is whoever holds the role that is meant, whatever else they are besides, and whoever
    is named in what was told. Nobody, where all who could read are accused.
    """
    fit = [one for one in staff if not _accused(whom, told, one)]
    heads = frozenset(one.id for one in fit if Role.HEAD in one.roles)
    return heads or frozenset(one.id for one in fit if Role.ADMIN in one.roles)


def _accused(whom: str, told: str, one: Reader) -> bool:
    return ACCUSED.get(whom) in one.roles or bool(set(bare(told).split()) & _words_of(one.name))


def _words_of(name: str) -> set[str]:
    """What a name is known by; a remark in brackets is no part of it."""
    words = bare(name.partition("(")[0]).split()
    return {word for word in words if len(word) >= SHORTEST_NAME} - NO_NAMES
