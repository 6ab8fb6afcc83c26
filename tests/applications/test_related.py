"""Beside a case: others of the same person first, each once, and only what one may see."""

from datetime import datetime

import pytest

from lintas.accounts import demo
from lintas.applications import public as applications
from lintas.applications.models import Answers, Application, Mark
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests import make, walk

pytestmark = pytest.mark.django_db
NIK = "1309011203900001"


def officer_of(office: str) -> Actor:
    return Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), office)


@pytest.fixture
def cases(at: datetime) -> list[Application]:
    """The case itself, an older one of the same NIK, a newer one of the same account."""
    (same,) = make.applications(1, at, of=make.account("lain", at).pk)
    here, account = make.applications(2, at, of=make.account("pemohon", at).pk)
    for one in (here, same):
        Answers.objects.filter(pk=one.pk).update(data={"nik": NIK})
        Mark.objects.create(answers_id=one.pk, value=NIK)
    return [here, same, account]


def test_the_same_person_comes_first_and_nobody_twice(cases: list[Application]) -> None:
    here, same, account = cases
    found = applications.related_cases(officer_of("mentawai"), here.pk)
    assert [(one.id, one.same_person, one.shares) for one in found] == [
        (same.pk, True, (NIK,)),
        (account.pk, False, ()),
    ]
    assert applications.related_cases(officer_of("siberut"), here.pk) == []


@pytest.mark.usefixtures("nine_in_the_morning")
def test_the_page_has_one_section_for_them(cases: list[Application]) -> None:
    demo.seed_staff("mentawai", clock.now())
    page = walk.signed_in_staff("rosa").get(f"/petugas/berkas/{cases[0].pk}/").content.decode()
    assert page.count("Berkas terkait") == 1
    assert page.count(cases[1].number) == 1
    assert page.count(cases[2].number) == 1
    assert "orang yang sama" in page
