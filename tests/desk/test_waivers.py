"""A fee that was set aside on somebody's word is confirmed by two before anything is approved."""

from datetime import datetime

import pytest

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Answers, Application
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.waivers.models import Waiver
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def test_force_majeure_is_confirmed_by_two_people_before_approval(at: datetime) -> None:
    demo.seed_staff("mentawai", clock.now())
    (case,) = make.applications(1, at, of=make.account("somebody", at).pk)
    rosa = Account.objects.get(username="rosa")
    Application.objects.update(
        service="paspor-hilang",
        service_version=catalogue.service("paspor-hilang").version,
        reviewed_by=rosa.pk,
        decider=Account.objects.get(username="yohana").pk,
    )
    Answers.objects.update(data={"sebab-hilang": "keadaan-kahar", "nama": "Contoh"})
    case.refresh_from_db()
    officer, approver = walk.signed_in_staff("rosa"), walk.signed_in_staff("yohana")
    walk.put_on_record(case, officer)
    place = f"/petugas/berkas/{case.pk}/"
    assert "belum dibenarkan" in approver.get(place).content.decode()
    assert approver.post(f"{place}approve/", {"text": ""}).status_code == 422
    lacking = officer.post(f"{place}pengecualian/", {"ground": "kahar-hilang", "evidence": ""})
    assert lacking.status_code == 422
    given = {"ground": "kahar-hilang", "evidence": "Surat BPBD nomor contoh"}
    assert officer.post(f"{place}pengecualian/", given).status_code == 302
    answer = f"{place}pengecualian/{Waiver.objects.get().pk}/"
    assert officer.post(answer, {"verdict": "approved"}).status_code == 422
    assert approver.post(answer, {"verdict": "approved"}).status_code == 302
    approver.post(f"{place}approve/", {"text": ""})
    assert walk.status_of(case) == "approved"
