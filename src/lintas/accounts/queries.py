from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from lintas.accounts.models import Account, CodeDevice, StaffRole
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Role


@dataclass(frozen=True)
class Contact:
    id: UUID
    name: str
    email: str
    phone: str
    language: str


@dataclass(frozen=True)
class StaffMember:
    id: UUID
    username: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class SentCode:
    """A code that is on its way; `token` is personal and never leaves for a log."""

    account_id: UUID
    token: str


def contact_of(account_id: UUID) -> Contact:
    rows = _CONTACTS.rows(account_id)
    if not rows:
        raise Account.DoesNotExist
    name, email, phone, language = rows[0]
    return Contact(
        id=account_id, name=name, email=email or "", phone=phone or "", language=language
    )


_CONTACTS = journal.Prepared(
    lambda pk: Account.objects.filter(pk=pk).values_list("name", "email", "phone", "language")
)


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names to show beside journal entries. Cost: one query."""
    rows = Account.objects.filter(pk__in=set(ids)).values_list("id", "name", "username")
    return {pk: name or username or "" for pk, name, username in rows}


def staff_of(office: str) -> list[StaffMember]:
    """By username. Cost: one query."""
    rows = StaffRole.objects.filter(office=office).order_by("account__username")
    found: dict[UUID, StaffMember] = {}
    for pk, username, name, role in rows.values_list(
        "account_id", "account__username", "account__name", "role"
    ):
        before = found[pk].roles if pk in found else frozenset()
        found[pk] = StaffMember(pk, username or "", name, before | {Role(role)})
    return list(found.values())


def roles_of(account_id: UUID) -> tuple[str, frozenset[Role]]:
    """The office a member of staff works at and the roles held there; ("", empty) for others."""
    rows = _ROLES.rows(account_id)
    if not rows:
        return "", frozenset()
    first = rows[0][0]
    return first, frozenset(Role(role) for office, role in rows if office == first)


_ROLES = journal.Prepared(
    lambda account_id: (
        StaffRole.objects.filter(account_id=account_id)
        .order_by("office")
        .values_list("office", "role")
    )
)


def code_of(device_id: UUID) -> SentCode | None:
    """The code that waits to be sent; None once it was used or its time is over."""
    device = CodeDevice.objects.filter(pk=device_id).first()
    wall_clock = clock.now() - clock.shift()  # the code's own time is the wall clock's
    if device is None or not device.token or device.valid_until < wall_clock:
        return None
    return SentCode(account_id=device.user_id, token=device.token)
