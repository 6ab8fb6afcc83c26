"""A list costs the same number of questions to the database whatever stands in it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lintas.accounts import demo
from lintas.kernel import clock
from tests import make
from tests.walk import signed_in_staff

pytestmark = pytest.mark.django_db


def questions(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def staff() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return signed_in_staff("rosa")


def person() -> Client:
    client = Client()
    client.force_login(make.account("somebody", clock.now()))
    return client


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (staff, "/petugas/"),
        (staff, "/petugas/berkas/"),
        (staff, "/petugas/berkas/?cari=contoh"),
        (staff, "/petugas/berkas/?status=under-review"),
        (person, "/saya/"),
    ],
)
def test_a_list_costs_the_same_for_two_as_for_twenty(who: Callable[[], Client], path: str) -> None:
    client, at = who(), clock.now()
    owner = make.account("somebody", at).pk
    make.applications(2, at, of=owner)
    client.get(path)  # what is read once a process is read now
    few = questions(client, path)
    make.applications(18, at, of=owner)
    assert questions(client, path) == few
