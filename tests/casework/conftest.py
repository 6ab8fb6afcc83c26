"""The demonstration's staff, and a case that Rosa has interviewed."""

from datetime import datetime
from uuid import UUID

import pytest

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.kernel.actor import Actor, ActorKind, Role
from tests import make


@pytest.fixture
def staff(at: datetime) -> dict[str, Actor]:
    """Username to actor; rosa and markus officers, yohana approver, lukas head and approver."""
    demo.seed_staff("mentawai", at)
    found = {}
    for account in Account.objects.filter(roles__office="mentawai").distinct():
        roles = frozenset(Role(r.role) for r in account.roles.all())
        found[account.username] = Actor(ActorKind.STAFF, account.pk, roles, "mentawai")
    return found


@pytest.fixture
def case(staff: dict[str, Actor], at: datetime) -> UUID:
    (made,) = make.applications(1, at, of=make.account("pemohon", at).pk)
    Application.objects.filter(pk=made.pk).update(reviewed_by=staff["rosa"].id)
    return made.pk
