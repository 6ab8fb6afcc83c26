"""Who does a thing: every command is told, every journal entry says so."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    PERSON = "person"
    STAFF = "staff"
    AGENCY = "agency"
    SYSTEM = "system"


class Role(StrEnum):
    OFFICER = "officer"
    APPROVER = "approver"
    HEAD = "head"
    ADMIN = "admin"


@dataclass(frozen=True)
class Actor:
    """`cases` are the applications a visitor without an account has opened with a secret, and
    those of another office that staff opened in an emergency."""

    kind: ActorKind
    id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    office: str = ""
    name: str = ""
    cases: frozenset[UUID] = frozenset()

    @property
    def is_staff(self) -> bool:
        return self.kind == ActorKind.STAFF

    def has(self, *roles: Role) -> bool:
        return self.is_staff and bool(self.roles & set(roles))


def system(name: str) -> Actor:
    """The program itself, named for the part of it that acts ("worker", "billing-rail")."""
    return Actor(kind=ActorKind.SYSTEM, name=name)
