"""Who works at the office and in which roles."""

import io
from datetime import datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from lintas.accounts import demo
from lintas.accounts.models import Account, StaffRole
from lintas.accounts.public import names_of, staff_of
from lintas.accounts.queries import roles_of
from lintas.journal import public as journal
from lintas.kernel.actor import Role
from tests.accounts.cast import PASSWORD, code_requested, staff_account

pytestmark = pytest.mark.django_db


def kinds_about(account: Account) -> list[str]:
    return [entry.kind for entry in journal.entries_about(account.id)]


def test_a_member_of_staff_has_the_roles_that_were_given(at: datetime) -> None:
    account = staff_account(at, roles=frozenset({Role.APPROVER, Role.HEAD}))
    assert roles_of(account.id) == ("mentawai", {Role.APPROVER, Role.HEAD})
    given = [e.data.role for e in journal.entries_about(account.id) if "role" in e.kind]
    assert sorted(given) == ["approver", "head"]


def test_adding_again_gives_only_what_lacks(at: datetime) -> None:
    account = staff_account(at)
    assert staff_account(at, roles=frozenset({Role.OFFICER, Role.ADMIN})) == account
    assert roles_of(account.id)[1] == {Role.OFFICER, Role.ADMIN}
    assert kinds_about(account).count("account:opened") == 1
    assert kinds_about(account).count("account:role-given") == 2


def test_a_password_is_kept_only_as_its_hash(at: datetime) -> None:
    account = staff_account(at)
    assert PASSWORD not in str(Account.objects.filter(pk=account.pk).values())
    assert authenticate(username=account.username, password=PASSWORD) == account
    assert authenticate(username=account.username, password=PASSWORD + " ") is None


def test_adding_again_does_not_change_the_password(at: datetime) -> None:
    before = staff_account(at).password
    assert staff_account(at, roles=frozenset({Role.HEAD})).password == before


def test_a_person_has_no_roles(at: datetime) -> None:
    code_requested(at)
    assert roles_of(Account.objects.get().pk) == ("", frozenset())
    assert roles_of(uuid4()) == ("", frozenset())
    assert not StaffRole.objects.exists()


def test_the_staff_of_one_office_are_not_those_of_another(at: datetime) -> None:
    staff_account(at, "budi-contoh", frozenset({Role.OFFICER, Role.APPROVER}))
    staff_account(at, "ani-contoh", office="sikakap")
    (member,) = staff_of("mentawai")
    assert member.username == "budi-contoh"
    assert member.roles == {Role.OFFICER, Role.APPROVER}
    assert [m.username for m in staff_of("sikakap")] == ["ani-contoh"]


def test_names_are_given_for_those_who_have_one(at: datetime) -> None:
    account = staff_account(at)
    assert names_of([account.id, uuid4(), account.id]) == {account.id: "Contoh Petugas"}


def test_the_command_prints_a_password_that_signs_in() -> None:
    out = io.StringIO()
    words = ["staff", "add", "contoh-baru", "--name", "Contoh Baru", "--role", "officer"]
    call_command(*words, stdout=out)
    password = out.getvalue().splitlines()[0].rpartition(" ")[2]
    account = authenticate(username="contoh-baru", password=password)
    assert isinstance(account, Account)
    assert roles_of(account.pk) == (settings.OFFICE, {Role.OFFICER})


def test_known_passwords_are_there_only_in_a_demonstration(at: datetime, settings: object) -> None:
    settings.DEMO = False
    with pytest.raises(demo.NotADemonstration):
        demo.seed_staff("mentawai", at)
    with pytest.raises(demo.NotADemonstration):
        demo.current_code("rosa")
    with pytest.raises(CommandError, match="LINTAS_DEMO"):
        call_command("staff", "code", "rosa")
    assert not Account.objects.exists()


def test_seeding_twice_is_seeding_once(at: datetime, settings: object) -> None:
    settings.DEMO = True
    demo.seed_staff("mentawai", at)
    demo.seed_staff("mentawai", at)
    assert [m.username for m in staff_of("mentawai")] == sorted(m.username for m in demo.STAFF)
