"""The first step of staff: a password, and nothing told about whose name exists."""

from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts.errors import SignInWrong, TooManyTries
from lintas.accounts.models import Account
from tests.accounts.cast import (
    PASSWORD,
    code_requested,
    password_given,
    shown_by,
    staff_account,
    with_authenticator,
)

pytestmark = pytest.mark.django_db
CODE = "/petugas/masuk/kode/"


@pytest.fixture
def account(at: datetime) -> Account:
    return staff_account(at)


@pytest.mark.parametrize(
    ("username", "password"),
    [("contoh-petugas", "salah"), ("tidak-ada", PASSWORD), ("contoh-petugas", PASSWORD + " ")],
)
def test_a_wrong_password_and_an_unknown_name_get_one_sentence(
    client: Client, account: Account, username: str, password: str
) -> None:
    answer = client.post("/petugas/masuk/", {"username": username, "password": password})
    assert answer.status_code == 200
    assert str(SignInWrong.sentence) in answer.content.decode()
    assert client.get(CODE)["Location"] == "/petugas/masuk/"


def test_without_a_role_or_after_leaving_nobody_signs_in(client: Client, account: Account) -> None:
    Account.objects.update(is_active=False)
    assert password_given(client, account.username) == 200
    Account.objects.update(is_active=True)
    account.roles.all().delete()
    assert password_given(client, account.username) == 200


def test_passwords_are_not_guessed_for_long(
    mid_hour: None, client: Client, account: Account
) -> None:
    for _ in range(10):
        assert password_given(client, account.username, "salah") == 200
    answer = client.post("/petugas/masuk/", {"username": account.username, "password": PASSWORD})
    assert str(TooManyTries.sentence) in answer.content.decode()


def test_a_person_with_a_code_is_not_staff(client: Client, at: datetime) -> None:
    code_requested(at)
    assert password_given(client, "contoh@contoh.example", "") == 200
    assert password_given(client, "contoh@contoh.example", "x") == 200
    assert client.get("/petugas/").status_code == 302


def test_the_desk_one_wanted_is_the_desk_one_gets(client: Client, account: Account) -> None:
    device = with_authenticator(account)
    wanted = {"username": account.username, "password": PASSWORD, "next": "/petugas/berkas/"}
    client.post("/petugas/masuk/", wanted)
    assert client.post(CODE, {"code": shown_by(device)})["Location"] == "/petugas/berkas/"
