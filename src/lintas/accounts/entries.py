"""What the journal keeps about accounts; who they are stays in their own rows."""

from dataclasses import dataclass

from lintas.journal import public as journal


@journal.kind("account:opened")
@dataclass(frozen=True)
class AccountOpened:
    by: str  # "phone", "email" or "username"


@journal.kind("code:requested")
@dataclass(frozen=True)
class CodeRequested:
    by: str


@journal.kind("account:signed-in")
@dataclass(frozen=True)
class SignedIn:
    by: str  # "code" or "password"


@journal.kind("account:role-given")
@dataclass(frozen=True)
class RoleGiven:
    role: str
