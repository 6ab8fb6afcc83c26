"""A lost passport is decided only when the interview is on record; admin included."""

from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.public import Status
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def lost(at: datetime) -> Application:
    """A lost passport under review, looked at by Rosa."""
    demo.seed_staff("mentawai", clock.now())
    (one,) = make.applications(1, at, of=make.account("somebody", at).pk)
    rosa = Account.objects.get(username="rosa")
    Application.objects.update(
        service="paspor-hilang",
        service_version=catalogue.service("paspor-hilang").version,
        status=Status.UNDER_REVIEW,
        reviewed_by=rosa.pk,
        decider=Account.objects.get(username="yohana").pk,
    )
    one.refresh_from_db()
    return one


def test_nothing_is_decided_before_the_record_is_confirmed(lost: Application) -> None:
    officer, approver = walk.signed_in_staff("rosa"), walk.signed_in_staff("yohana")
    case = f"/petugas/berkas/{lost.pk}/"
    answer = approver.post(f"{case}approve/", {"text": ""})
    assert answer.status_code == 422
    assert "membutuhkan berita acara pemeriksaan" in answer.content.decode()
    walk.put_on_record(lost, officer)
    printed = officer.get(f"{case}bap/")
    assert "Contoh jawaban." in printed.content.decode()
    approver.post(f"{case}approve/", {"text": ""})
    assert walk.status_of(lost) == "approved"


def test_what_was_typed_stays_when_something_is_missing(lost: Application) -> None:
    officer = walk.signed_in_staff("rosa")
    given = {"note:bagaimana": "Jatuh dari perahu.", "do": "confirm"}
    answer = officer.post(f"/petugas/berkas/{lost.pk}/wawancara/", given)
    assert answer.status_code == 422
    assert "persetujuan" in answer.content.decode()
    assert "Jatuh dari perahu." in answer.content.decode()


def test_an_administrator_and_a_stranger_see_no_interview(lost: Application) -> None:
    for client in (walk.signed_in_staff("sari"), Client()):
        answer = client.get(f"/petugas/berkas/{lost.pk}/wawancara/")
        assert answer.status_code in {302, 403, 404}
    officer = walk.signed_in_staff("rosa")
    assert officer.get(f"/petugas/berkas/{new_id()}/wawancara/").status_code == 404
