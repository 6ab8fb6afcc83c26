"""The papers of a case: nothing is recorded before somebody opens one, and then it is."""

import io
import re
from uuid import UUID

import pytest
from django.test import Client
from PIL import Image

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.attachments.commands import store_upload
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


def kept(case: UUID, purpose: str, kind: str) -> UUID:
    out = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(out, kind)
    found = new_id()
    store_upload(
        attachment_id=found, case=case, purpose=purpose, name=f"{purpose}.{kind}",
        content=io.BytesIO(out.getvalue()), office="mentawai", actor=system("tests"),
        at=clock.now(),
    )  # fmt: skip
    return found


@pytest.fixture
def case() -> UUID:
    at = clock.now()
    demo.seed_staff("mentawai", at)
    (made,) = make.applications(1, at, of=make.account("pemohon", at).pk)
    Application.objects.filter(pk=made.pk).update(reviewed_by=make.account("rosa", at).pk)
    return made.pk


def looks(case: UUID) -> int:
    kinds = [entry.kind for entry in journal.entries_of_case(case)]
    return kinds.count("attachment:viewed")


def test_opening_a_paper_is_recorded_and_seeing_its_small_copy_is_not(case: UUID) -> None:
    photo, pdf = kept(case, "ktp", "JPEG"), kept(case, "ktp", "PDF")
    officer, here = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case}/"
    page = officer.get(here).content.decode()
    assert set(re.findall(r'href="([^"]+)"[^>]*data-paper=', page)) == {
        f"{here}lampiran/{photo}/",
        f"{here}lampiran/{pdf}/",
    }
    assert officer.get(f"{here}lampiran/{photo}/?ukuran=kecil").status_code == 200
    assert looks(case) == 0
    whole = officer.get(f"{here}lampiran/{photo}/")
    assert whole["Content-Disposition"].startswith("inline")
    assert looks(case) == 1
    drawn = officer.get(f"{here}lampiran/{pdf}/?halaman=1")
    assert drawn["Content-Type"] == "image/jpeg"
    assert looks(case) == 2
    assert officer.get(f"{here}lampiran/{pdf}/?halaman=2").status_code == 404
    person_sees = Client()
    person_sees.force_login(make.account("pemohon", clock.now()))
    assert "petugas kantor" in person_sees.get(f"/permohonan/{case}/").content.decode()


def test_every_key_of_the_viewer_is_in_the_list_of_keys_once(case: UUID) -> None:
    kept(case, "ktp", "JPEG")
    page = walk.signed_in_staff("rosa").get(f"/petugas/berkas/{case}/").content.decode()
    viewer = page[page.index('id="viewer"') : page.index('class="shots"')]
    keys = re.findall(r'data-key="(.)"[^>]*data-label="[^"]+"', viewer)
    assert keys == ["+", "-", "0", "r", ",", "."]
    others = re.findall(r'data-key="(.)"', page.replace(viewer, ""))
    assert not set(keys) & set(others)


def test_another_office_finds_no_paper(case: UUID) -> None:
    photo = kept(case, "ktp", "JPEG")
    Application.objects.filter(pk=case).update(office="siberut")
    officer = walk.signed_in_staff("markus")
    for path in ("", "?halaman=1", "?ukuran=kecil"):
        assert officer.get(f"/petugas/berkas/{case}/lampiran/{photo}/{path}").status_code == 404
    assert looks(case) == 0
