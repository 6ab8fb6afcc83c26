"""The pages of casework: they open, they keep what was typed, strangers find nothing."""

import re
from uuid import UUID

import pytest

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.casework.models import Note
from lintas.kernel import clock
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def case() -> UUID:
    at = clock.now()
    demo.seed_staff("mentawai", at)
    (made,) = make.applications(1, at, of=make.account("pemohon", at).pk)
    rosa = make.account("rosa", at).pk
    Application.objects.filter(pk=made.pk).update(reviewed_by=rosa)
    return made.pk


def test_a_note_is_kept_and_the_applicant_does_not_see_it(case: UUID) -> None:
    officer, here = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case}/"
    short = officer.post(f"{here}pegang/catat/", {"text": "pendek"})
    assert short.status_code == 422
    assert ">pendek</textarea>" in short.content.decode()
    officer.post(f"{here}pegang/catat/", {"text": "Suami menelepon, akan datang Kamis"})
    assert "akan datang Kamis" in officer.get(here).content.decode()
    from django.test import Client

    person = Client()
    person.force_login(make.account("pemohon", clock.now()))
    page = person.get(f"/permohonan/{case}/").content.decode()
    assert "akan datang Kamis" not in page
    with pytest.raises(TypeError):
        Note.objects.get(case=case).delete()


def test_a_case_is_taken_over_with_a_reason_and_decided(case: UUID) -> None:
    approver, here = walk.signed_in_staff("yohana"), f"/petugas/berkas/{case}/"
    refused = approver.post(f"{here}approve/", {"text": ""})
    assert refused.status_code == 422
    assert "tidak ada di tangan Anda" in refused.content.decode()
    taken = {"seat": "decide", "reason": "Rekan sedang cuti"}
    assert approver.post(f"{here}pegang/ambil/", taken).status_code == 302
    approver.post(f"{here}approve/", {"text": ""})
    assert Application.objects.get(pk=case).status == "approved"


def test_a_correction_shows_what_stood_there_before(case: UUID) -> None:
    row = Application.objects.select_related("answers").get(pk=case)
    row.answers.data = {"nama": "Maruf"}
    row.answers.save()
    officer, here = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case}/"
    officer.post(f"{here}return/", {"item:question:nama": "Seperti di KTP"})
    from django.test import Client

    person = Client()
    person.force_login(make.account("pemohon", clock.now()))
    person.post(f"/permohonan/{case}/isi/identitas/", {"nama": "Ma'ruf Contoh"})
    page = officer.get(here).content.decode()
    assert re.search(r"<del>Maruf</del> → <ins>Ma&#x27;ruf Contoh</ins>", page)


def test_a_list_is_kept_under_a_name_and_dropped(case: UUID) -> None:
    officer = walk.signed_in_staff("rosa")
    officer.post(
        "/petugas/saya/daftar/", {"name": "Mendesak", "query": "lingkup=saya&tenggat=lewat"}
    )
    assert "lingkup=saya&amp;tenggat=lewat" in officer.get("/petugas/berkas/").content.decode()
    page = officer.get("/petugas/saya/").content.decode()
    kept = re.search(r'name="filter" value="(\d+)"', page).group(1)
    walk.signed_in_staff("markus").post("/petugas/saya/hapus-daftar/", {"filter": kept})
    assert "Mendesak" in officer.get("/petugas/saya/").content.decode()
    officer.post("/petugas/saya/hapus-daftar/", {"filter": kept})
    assert "Mendesak" not in officer.get("/petugas/saya/").content.decode()


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("tidak-hadir", {"starts_on": "2026-12-03", "ends_on": "2026-12-01", "deputy": ""}),
        ("tidak-hadir", {"starts_on": "", "ends_on": "2026-12-01", "deputy": ""}),
        ("kerabat", {"kin": "12345"}),
        ("kerabat", {"kin": "Rosa"}),
    ],
)
def test_what_cannot_be_so_is_refused_and_stays_typed(
    case: UUID, path: str, given: dict[str, str]
) -> None:
    answer = walk.signed_in_staff("rosa").post(f"/petugas/saya/{path}/", given)
    assert answer.status_code == 422
    for value in filter(None, given.values()):
        assert f'value="{value}"' in answer.content.decode()


def test_the_heads_pages_are_the_heads(case: UUID) -> None:
    for who, found in (("rosa", 404), ("sari", 404), ("lukas", 200)):
        client = walk.signed_in_staff(who)
        for path in ("/petugas/tinjauan/", "/petugas/layanan/"):
            assert client.get(path).status_code == found


def test_the_law_of_a_step_is_told_in_the_reader_s_language(case: UUID) -> None:
    officer, here = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case}/"
    page = officer.get(here).content.decode()
    assert "Selesai empat hari kerja setelah wawancara disetujui." in page
    assert "Kepastian: tinggi</small>" in page
    english = officer.get(f"/en{here}").content.decode()
    assert "Done four working days after the interview is approved." in english
    assert "Certainty: high</small>" in english
    assert "Selesai empat hari kerja" not in english
