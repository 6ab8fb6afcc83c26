"""Officers find a case by whatever the person in front of them has at hand."""

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.commands import add_staff
from lintas.kernel import clock
from lintas.kernel.actor import Role, system
from lintas.kernel.ids import new_id
from tests import walk
from tests.applications.test_walk import filled_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def number() -> str:
    person = Client()
    return walk.sent(person, filled_draft(person)).number


@pytest.fixture
def officer() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return walk.signed_in_staff("rosa")


def found(officer: Client, typed: str, number: str) -> bool:
    return number in officer.get("/petugas/berkas/", {"cari": typed}).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "1309080503909001",
        "1309 0805 0390 9001",
        "X1234567",
        "x 1234567",
        "0812 3456 7890",
        "+62 812-3456-7890",
        "ma'ruf",
        "Maruf",
    ],
)
def test_a_case_is_found_by(officer: Client, number: str, typed: str) -> None:
    assert found(officer, typed, number)


@pytest.mark.parametrize("typed", ["1309080503909002", "X7654321", "0812 3456 7891", "Ruf"])
def test_a_case_is_not_found_by(officer: Client, number: str, typed: str) -> None:
    assert not found(officer, typed, number)


def test_a_number_that_was_changed_finds_nothing_any_more() -> None:
    person = Client()
    draft = filled_draft(person)
    assert draft.answers.marks.filter(value="x1234567").exists()
    page = f"/permohonan/{draft.pk}/isi/paspor-lama/"
    given = {"keadaan-paspor-lama": "utuh", "nomor-paspor-lama": "Y7654321"}
    assert person.post(page, given).status_code == 302
    marks = set(draft.answers.marks.values_list("value", flat=True))
    assert "y7654321" in marks
    assert "x1234567" not in marks


def test_another_office_finds_nothing(number: str) -> None:
    add_staff(
        account_id=new_id(),
        username="rosa",
        name="Contoh",
        roles=frozenset({Role.OFFICER}),
        office="siberut",
        password=demo.PASSWORD,
        actor=system("test"),
        at=clock.now(),
    )
    demo.seed_staff("siberut", clock.now())
    assert not found(walk.signed_in_staff("rosa"), "1309080503909001", number)
