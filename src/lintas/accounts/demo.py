"""The made-up staff of a demonstration: everybody may know how they sign in."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from lintas.accounts.commands import add_staff
from lintas.accounts.models import Account
from lintas.kernel import clock
from lintas.kernel.actor import Role, system
from lintas.kernel.ids import new_id

PASSWORD = "contoh-peragaan-2026"  # noqa: S105 - printed on the demo's own pages


@dataclass(frozen=True)
class DemoStaff:
    username: str
    name: str
    roles: frozenset[Role]
    key: str  # hex, as the authenticator keeps it


STAFF = (
    DemoStaff("rosa", "Rosa (contoh)", frozenset({Role.OFFICER}), "11" * 20),
    DemoStaff("markus", "Markus (contoh)", frozenset({Role.OFFICER}), "22" * 20),
    DemoStaff("yohana", "Yohana (contoh)", frozenset({Role.APPROVER}), "33" * 20),
    DemoStaff("lukas", "Lukas (contoh)", frozenset({Role.HEAD, Role.APPROVER}), "44" * 20),
    DemoStaff("sari", "Sari (contoh)", frozenset({Role.ADMIN}), "55" * 20),
)


class NotADemonstration(Exception):
    """Known passwords exist in a demonstration only (LINTAS_DEMO=1)."""


def seed_staff(office: str, at: datetime) -> None:
    """Raises: NotADemonstration."""
    if not settings.DEMO:
        raise NotADemonstration
    for member in STAFF:
        add_staff(
            account_id=new_id(),
            username=member.username,
            name=member.name,
            roles=member.roles,
            office=office,
            password=PASSWORD,
            actor=system("demo"),
            at=at,
        )
        account = Account.objects.get(username=member.username)
        TOTPDevice.objects.update_or_create(
            user=account, name="authenticator", defaults={"key": member.key, "confirmed": True}
        )


def current_code(username: str) -> str:
    """What this member's authenticator shows now. Raises: NotADemonstration, StopIteration."""
    if not settings.DEMO:
        raise NotADemonstration
    member = next(m for m in STAFF if m.username == username)
    totp = TOTP(bytes.fromhex(member.key))
    totp.time = (clock.now() - clock.shift()).timestamp()  # authenticators know the wall clock
    return f"{totp.token():06d}"


def sign_ins() -> list[tuple[str, str, str, str]]:
    """Username, name, roles and current code of each."""
    return [
        (m.username, m.name, ", ".join(sorted(m.roles)), current_code(m.username)) for m in STAFF
    ]
