"""Who is let in where: a stranger is sent to sign in, whoever has no business finds nothing."""

from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts.models import Account
from lintas.kernel.actor import Role
from tests.accounts import pages
from tests.accounts.cast import password_given, person_signed_in, staff_account, staff_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.pages")]

ANYONE, MACHINE, STAFF = "/uji/siapa-saja/", "/uji/mesin/", "/uji/petugas/"
SIGNED_IN = "/uji/masuk/sini/"
DESK = "/petugas/masuk/"


@pytest.fixture
def person(at: datetime) -> Client:
    return person_signed_in(at)


@pytest.fixture
def officer(at: datetime) -> Client:
    return staff_signed_in(staff_account(at))


@pytest.fixture
def half_signed_in(at: datetime) -> Client:
    """The password is right, the authenticator's code was not given yet."""
    client = Client()
    assert password_given(client, staff_account(at).username) == 302
    return client


def test_a_visitor_is_a_person_without_a_name(client: Client) -> None:
    met = client.get(ANYONE).json()
    assert (met["kind"], met["id"], met["roles"], met["cases"]) == ("person", "", [], [])


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_same_page(client: Client) -> None:
    answer = client.get(f"{SIGNED_IN}?hal=2&cari=a%26b")
    assert answer.status_code == 302
    assert answer["Location"] == "/masuk/?next=%2Fuji%2Fmasuk%2Fsini%2F%3Fhal%3D2%26cari%3Da%2526b"


def test_a_person_enters_and_is_known(person: Client) -> None:
    met = person.get(SIGNED_IN).json()
    account = Account.objects.get()
    assert (met["kind"], met["id"], met["place"]) == ("person", str(account.pk), "sini")


def test_staff_enter_the_pages_of_people_only_as_people(officer: Client) -> None:
    assert officer.get(SIGNED_IN)["Location"].startswith("/masuk/?next=")


def test_staff_with_the_role_enter_and_are_known(officer: Client) -> None:
    met = officer.get(STAFF).json()
    assert (met["kind"], met["office"], met["roles"]) == ("staff", "mentawai", ["officer"])


def test_one_of_the_roles_is_enough(at: datetime) -> None:
    head = staff_signed_in(staff_account(at, roles=frozenset({Role.HEAD, Role.ADMIN})))
    assert head.get(STAFF).json()["roles"] == ["admin", "head"]


def test_staff_without_the_role_find_nothing(at: datetime) -> None:
    admin = staff_signed_in(staff_account(at, roles=frozenset({Role.ADMIN})))
    assert admin.get(STAFF).status_code == 404
    assert admin.get(ANYONE).json()["kind"] == "staff"


def test_a_person_finds_nothing_where_staff_work(person: Client) -> None:
    for page in (STAFF, "/petugas/", "/petugas/berkas/", "/petugas/sistem/"):
        assert person.get(page).status_code == 404, page


def test_a_visitor_is_shown_the_door_of_staff(client: Client) -> None:
    assert client.get(STAFF)["Location"] == f"{DESK}?next=%2Fuji%2Fpetugas%2F"


def test_half_signed_in_is_not_signed_in(half_signed_in: Client) -> None:
    assert half_signed_in.get(STAFF)["Location"].startswith(DESK)
    assert half_signed_in.get(SIGNED_IN)["Location"].startswith("/masuk/")
    assert half_signed_in.get(ANYONE).json()["id"] == ""


def test_a_password_in_the_session_without_a_code_makes_no_staff(at: datetime) -> None:
    client = Client()
    client.force_login(staff_account(at))
    met = client.get(ANYONE).json()
    assert (met["kind"], met["id"], met["roles"]) == ("person", "", [])
    assert client.get(STAFF)["Location"].startswith(DESK)


def test_a_role_that_was_taken_away_ends_at_once(at: datetime) -> None:
    account = staff_account(at)
    officer = staff_signed_in(account)
    account.roles.all().delete()
    assert officer.get(STAFF).status_code == 404


def test_a_machine_is_asked_for_no_session(client: Client) -> None:
    assert client.get(MACHINE).status_code == 200
    assert Client(enforce_csrf_checks=True).get(MACHINE).status_code == 200


def test_a_browser_follows_the_cases_it_was_granted(client: Client) -> None:
    told = client.get("/uji/beri/3/").json()
    assert told["known"] == told["granted"]
    assert client.get(ANYONE).json()["cases"] == told["granted"]
    assert Client().get(ANYONE).json()["cases"] == []


def test_a_browser_follows_the_last_twenty_cases(client: Client) -> None:
    first = client.get("/uji/beri/15/").json()["granted"]
    last = client.get("/uji/beri/10/").json()["granted"]
    followed = set(client.get(ANYONE).json()["cases"])
    assert len(followed) == 20
    assert set(last) <= followed <= {*first, *last}


def test_every_kind_of_entry_says_its_name() -> None:
    said = [getattr(page.callback, "entry", "") for page in pages.urlpatterns[:4]]
    assert said == ["anyone", "machine", "signed-in", "staff: officer, head"]
