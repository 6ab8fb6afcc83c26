"""Evidence for a waiver: brought by its person or the officer, seen by both who decide."""

import re
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.draft_commands import erase
from lintas.applications.models import Answers, Application
from lintas.attachments import public as attachments
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import system
from lintas.waivers.models import Waiver
from tests import make, walk
from tests.fakes.clamd import clamd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
FORCE = "waiver-kahar-hilang"


@pytest.fixture
def case(at: datetime) -> Application:
    """A lost passport, lost in a flood as its owner says; Rosa reviews, Yohana decides."""
    demo.seed_staff("mentawai", clock.now())
    (made,) = make.applications(1, at, of=make.account("somebody", at).pk)
    Application.objects.update(
        service="paspor-hilang",
        service_version=catalogue.service("paspor-hilang").version,
        reviewed_by=Account.objects.get(username="rosa").pk,
        decider=Account.objects.get(username="yohana").pk,
    )
    Answers.objects.update(data={"sebab-hilang": "keadaan-kahar", "nama": "Contoh"})
    made.refresh_from_db()
    return made


@pytest.fixture
def owner(case: Application) -> Client:
    found = Client()
    found.force_login(Account.objects.get(pk=case.account_id))
    return found


def place(case: Application) -> str:
    return f"/permohonan/{case.pk}/bukti/"


def brought(client: Client, case: Application, purpose: str = FORCE, name: str = "surat") -> int:
    given = {"paper": purpose, "file": walk.photo(f"{name}.jpg")}
    return client.post(place(case), given).status_code


def held(case: Application) -> list[UUID]:
    return [one.id for one in attachments.attachments_of(case.pk) if one.purpose == FORCE]


def test_what_the_person_brings_is_seen_by_the_two_who_decide(
    case: Application, owner: Client
) -> None:
    page = owner.get(place(case)).content.decode()
    assert page.index(FORCE) < page.index("waiver-lansia"), "what the answers claim comes first"
    assert brought(owner, case) == 302
    assert "surat.jpg" in owner.get(place(case)).content.decode()
    (file,) = held(case)
    officer, approver = walk.signed_in_staff("rosa"), walk.signed_in_staff("yohana")
    desk = f"/petugas/berkas/{case.pk}/"
    assert "Bukti sudah diunggah, belum diusulkan" in officer.get(desk).content.decode()
    given = {"ground": "kahar-hilang", "evidence": "Surat BPBD nomor contoh"}
    assert officer.post(f"{desk}pengecualian/", given).status_code == 302
    shown = approver.get(desk).content.decode()
    assert f"{desk}lampiran/{file}/" in shown
    assert "surat.jpg" in shown
    assert approver.get(f"{desk}lampiran/{file}/")["Content-Type"] == "image/jpeg"
    kinds = [e.kind for e in journal.entries_of_case(case.pk)]
    assert "attachment:viewed" in kinds
    status = owner.get(f"/permohonan/{case.pk}/").content.decode()
    assert "keadaan kahar, dengan surat" in status, "its owner sees that it was looked at"


def test_once_it_was_proposed_nothing_is_taken_back_and_more_may_come(
    case: Application, owner: Client
) -> None:
    brought(owner, case)
    brought(owner, case, name="lain")
    first, second = held(case)
    assert owner.post(f"{place(case)}{first}/hapus/").status_code == 302
    assert held(case) == [second]
    officer, desk = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case.pk}/"
    given = {"ground": "kahar-hilang", "evidence": "Surat BPBD nomor contoh"}
    officer.post(f"{desk}pengecualian/", given)
    refused = owner.post(f"{place(case)}{second}/hapus/")
    assert refused.status_code == 422
    assert "sedang dinilai" in refused.content.decode()
    assert held(case) == [second]
    assert brought(owner, case) == 302
    waiver = Waiver.objects.get().pk
    answer = {"verdict": "approved"}
    walk.signed_in_staff("yohana").post(f"{desk}pengecualian/{waiver}/", answer)
    assert FORCE not in owner.get(place(case)).content.decode()
    assert brought(owner, case) == 404


def test_the_officer_brings_it_along_and_a_proposal_that_lacks_words_keeps_it(
    case: Application,
) -> None:
    officer, desk = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case.pk}/"
    lacking = {"ground": "lansia", "evidence": "", "file": walk.photo("ktp-asli.jpg")}
    answer = officer.post(f"{desk}pengecualian/", lacking)
    assert answer.status_code == 422
    assert "ktp-asli.jpg" in answer.content.decode()
    given = {"ground": "lansia", "evidence": "KTP: lahir 1950"}
    assert officer.post(f"{desk}pengecualian/", given).status_code == 302
    shown = walk.signed_in_staff("yohana").get(desk).content.decode()
    assert "ktp-asli.jpg" in shown


def test_a_bad_file_says_why_and_the_others_stay(case: Application, owner: Client) -> None:
    brought(owner, case)
    text = walk.photo()
    text.seek(0)
    text.truncate(0)
    text.write(b"hanya tulisan")
    text.seek(0)
    answer = owner.post(place(case), {"paper": FORCE, "file": text})
    assert answer.status_code == 422
    assert "Jenis berkas ini tidak dapat kami terima" in answer.content.decode()
    assert "surat.jpg" in answer.content.decode()
    assert owner.post(place(case), {"paper": FORCE}).status_code == 422


def test_it_comes_piece_by_piece_like_any_paper(case: Application, owner: Client) -> None:
    raw = walk.photo().read()
    name = "paper d2FpdmVyLWthaGFyLWhpbGFuZw==,filename c3VyYXQuanBn"
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(raw)), "Upload-Metadata": name}
    begun = owner.post(f"{place(case)}unggahan/", headers=headers)
    assert begun.status_code == 201
    sent = owner.patch(
        begun["Location"], raw, content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0"},
    )  # fmt: skip
    assert sent.status_code == 204
    assert len(held(case)) == 1
    other = headers | {"Upload-Metadata": "paper a3Rw"}
    assert owner.post(f"{place(case)}unggahan/", headers=other).status_code == 400


def test_while_the_scanner_is_away_it_waits_and_can_be_given_up(
    case: Application, owner: Client, settings: object
) -> None:
    with clamd() as scanner:
        settings.CLAMD, scanner.answer = scanner.address, ""
        assert brought(owner, case) == 302
        page = owner.get(place(case)).content.decode()
        assert "Menunggu pemeriksaan virus" in page
        upload = re.search(r'data-incoming="([0-9a-f-]+)"', page).group(1)
        assert owner.post(f"{place(case)}{upload}/hapus/").status_code == 302
        assert attachments.incoming_of(case.pk) == []


def test_strangers_find_nothing_and_an_ended_case_takes_nothing(
    case: Application, owner: Client
) -> None:
    brought(owner, case)
    (file,) = held(case)
    stranger = Client()
    assert stranger.get(place(case)).status_code == 404
    assert brought(stranger, case) == 404
    assert stranger.post(f"{place(case)}{file}/hapus/").status_code == 404
    assert stranger.post(f"{place(case)}unggahan/").status_code == 404
    Application.objects.update(status="collected")
    assert brought(owner, case) == 404
    assert owner.post(f"{place(case)}{file}/hapus/").status_code == 404


def test_it_is_erased_with_the_rest(case: Application, owner: Client, at: datetime) -> None:
    brought(owner, case)
    erase(application=case, actor=system("tests"), at=at)
    assert held(case) == []


def test_a_draft_that_claims_a_waiver_is_shown_where_to_bring_it() -> None:
    person = Client()
    where = person.post("/permohonan/baru/paspor-hilang/").url
    draft = UUID(where.split("/")[2])
    papers = f"/permohonan/{draft}/berkas/"
    assert "membebaskan biaya" not in person.get(papers).content.decode()
    Answers.objects.update(data={"sebab-hilang": "keadaan-kahar"})
    page = person.get(papers).content.decode()
    assert "membebaskan biaya" in page
    assert f"/permohonan/{draft}/bukti/" in page
    given = {"paper": FORCE, "file": walk.photo("surat.jpg")}
    assert person.post(f"/permohonan/{draft}/bukti/", given).status_code == 302
