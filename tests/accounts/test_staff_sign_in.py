"""Staff sign in with a password and the code of their authenticator; each code works once."""

import re
from base64 import b32decode
from datetime import datetime

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from lintas.accounts.errors import AuthenticatorCodeWrong
from lintas.accounts.models import Account
from lintas.accounts.staff_views import PENDING
from lintas.journal import public as journal
from tests.accounts.cast import (
    hours_pass,
    never_shown_by,
    password_given,
    shown_by,
    staff_account,
    with_authenticator,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db
CODE = "/petugas/masuk/kode/"
WRONG = str(AuthenticatorCodeWrong.sentence)


@pytest.fixture
def account(at: datetime) -> Account:
    return staff_account(at)


@pytest.fixture
def device(account: Account) -> TOTPDevice:
    return with_authenticator(account)


@pytest.fixture
def half(client: Client, account: Account, device: TOTPDevice) -> Client:
    """The password was given; the code comes next."""
    assert password_given(client, account.username) == 302
    return client


def refused(client: Client, code: str) -> bool:
    answer = client.post(CODE, {"code": code})
    return answer.status_code == 200 and WRONG in answer.content.decode()


def works(client: Client) -> bool:
    return client.get("/petugas/").status_code == 200


def test_password_and_code_open_the_desk_and_the_journal_tells(
    half: Client, account: Account, device: TOTPDevice
) -> None:
    assert not works(half)
    assert half.post(CODE, {"code": shown_by(device)})["Location"] == "/petugas/"
    assert works(half)
    told = {entry.kind: entry for entry in journal.entries_about(account.id)}
    entered = told["account:signed-in"]
    assert (entered.data.by, entered.office) == ("password", "mentawai")


def test_a_code_may_be_typed_with_a_blank(half: Client, device: TOTPDevice) -> None:
    code = shown_by(device)
    assert half.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


@pytest.mark.parametrize("typed", ["abcdef", "12", "-1"])
def test_what_is_no_code_is_refused(half: Client, typed: str) -> None:
    assert refused(half, typed)
    assert not works(half)


def test_a_wrong_code_is_refused(half: Client, device: TOTPDevice) -> None:
    assert refused(half, never_shown_by(device))
    assert not works(half)


def test_a_code_that_was_used_is_refused(
    half: Client, account: Account, device: TOTPDevice
) -> None:
    code = shown_by(device)
    assert half.post(CODE, {"code": code}).status_code == 302
    second = Client()
    password_given(second, account.username)
    assert refused(second, code)
    assert not works(second)


def test_the_next_code_works_for_a_second_sign_in(
    half: Client, account: Account, device: TOTPDevice
) -> None:
    half.post(CODE, {"code": shown_by(device)})
    second = Client()
    password_given(second, account.username)
    assert second.post(CODE, {"code": shown_by(device, later=30)}).status_code == 302


def test_after_wrong_codes_even_the_right_one_has_to_wait(half: Client, device: TOTPDevice) -> None:
    assert refused(half, never_shown_by(device))
    assert TOTPDevice.objects.get().throttling_failure_count == 1
    TOTPDevice.objects.update(throttling_failure_count=10)
    assert refused(half, shown_by(device))
    hours_pass(TOTPDevice)
    assert half.post(CODE, {"code": shown_by(device)}).status_code == 302
    assert TOTPDevice.objects.get().throttling_failure_count == 0


def test_the_code_of_a_colleague_is_wrong(half: Client, at: datetime) -> None:
    other = with_authenticator(staff_account(at, "contoh-lain"))
    assert refused(half, shown_by(other))


def test_between_password_and_code_only_some_minutes_may_pass(half: Client) -> None:
    session = half.session
    session[PENDING] = {**session[PENDING], "until": session[PENDING]["until"] - 601}
    session.save()
    assert half.get(CODE)["Location"] == "/petugas/masuk/"


def test_the_first_sign_in_sets_the_authenticator_up(client: Client, account: Account) -> None:
    password_given(client, account.username)
    page = client.get(CODE).content.decode()
    device = TOTPDevice.objects.get(user=account)
    secret = re.search(r"<b class=\"break\">([A-Z2-7=]+)</b>", page)
    assert secret is not None
    assert b32decode(secret.group(1)) == device.bin_key
    assert not device.confirmed
    assert client.post(CODE, {"code": shown_by(device)}).status_code == 302
    assert TOTPDevice.objects.get(user=account).confirmed
    again = Client()
    password_given(again, account.username)
    assert secret.group(1) not in again.get(CODE).content.decode()


def test_nothing_of_a_visitors_session_reaches_the_desk(half: Client, device: TOTPDevice) -> None:
    session = half.session
    session["cases"] = ["00000000-0000-7000-8000-000000000000"]
    session.save()
    half.post(CODE, {"code": shown_by(device)})
    assert "cases" not in half.session


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_a_code_at_one_moment_enters_once_and_a_slip_counts_once(
    account: Account, device: TOTPDevice, right: bool
) -> None:
    code = shown_by(device) if right else never_shown_by(device)
    clients = [Client() for _ in range(6)]
    for client in clients:
        assert password_given(client, account.username) == 302
    found = at_once(6, lambda nth: clients[nth].post(CODE, {"code": code}).status_code)
    device.refresh_from_db()
    assert sorted(found) == [200] * (5 if right else 6) + [302] * right
    assert device.throttling_failure_count >= 1  # the first slip shuts the door for a moment
