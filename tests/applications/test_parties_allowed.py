"""Who fills in for another: allowed and ended by the person, on paper too, known at the desk."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.applications.party_models import Confirmation, Party
from lintas.applications.party_queries import mark_now
from lintas.applications.party_rules import PAPER, sheet_sign
from lintas.applications.queries import secret_of
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.notices.models import Notice
from tests import walk
from tests.applications.cast import (
    HELPER,
    NAME,
    PERSON,
    STRANGER,
    account,
    code_asked,
    complete_draft,
    help_with,
    signed_in,
)
from tests.applications.party_cast import NAME_PAGE, SERVICE, changed, here, send

pytestmark = pytest.mark.django_db


def test_whoever_is_written_to_by_mistake_says_so(helper: Client, filled: Application) -> None:
    code_asked(helper, filled)
    stranger = signed_in(PERSON)
    assert "Ini bukan permohonan saya" in stranger.get(here(filled, "orang/")).content.decode()
    assert stranger.post(here(filled, "orang/bukan-saya/")).url == "/saya/"
    assert stranger.get(here(filled, "periksa/")).status_code == 404
    assert (
        "Pemohon dicatat tanpa telepon" in helper.get(here(filled, "konfirmasi/")).content.decode()
    )
    help_with(helper, filled, contact=STRANGER)
    helper.post(here(filled, "konfirmasi/"), {"code": code_asked(helper, filled)})
    assert send(helper, filled) == 302
    filled.refresh_from_db()
    assert filled.account_id == account(STRANGER).pk


def test_a_contact_from_which_the_person_answered_is_changed_no_more(
    helper: Client, filled: Application
) -> None:
    helper.post(here(filled, "konfirmasi/"), {"code": code_asked(helper, filled)})
    page = helper.get(here(filled, "orang/isi-untuk/")).content.decode()
    assert 'name="contact"' not in page
    given = {"name": NAME, "kind": "family", "how": "paper", "contact": STRANGER}
    assert helper.post(here(filled, "orang/isi-untuk/"), given).status_code == 302
    filled.refresh_from_db()
    assert filled.account_id == account(PERSON).pk
    assert send(helper, filled) == 422, "said anew, confirmed anew"


def test_the_person_allows_and_takes_back_and_ends(helper: Client, filled: Application) -> None:
    helper.post(here(filled, "konfirmasi/"), {"code": code_asked(helper, filled)})
    send(helper, filled)
    walk.work()
    party = Party.objects.get()
    person = signed_in(PERSON)
    allow = here(filled, f"orang/{party.pk}/izin/")
    assert helper.post(allow, {"sees": "on"}).status_code == 404, "nobody allows themselves"
    assert not Notice.objects.filter(template="party-news").exists()
    person.post(allow, {"sees": "on", "told": "on"})
    assert helper.get(here(filled, "bayar/")).status_code == 200
    page = helper.get(here(filled)).content.decode()
    assert "Tarik permohonan" not in page
    assert helper.post(here(filled, "tarik/")).status_code == 404
    assert helper.post(allow, {"sees": "on"}).status_code == 422, "seeing is not allowing"
    assert helper.post(here(filled, "ulang/")).url == here(filled), "it is under way"
    person.post(here(filled, "tarik/"))
    walk.work()
    news = Notice.objects.get(template="party-news")
    assert news.account_id == account(HELPER).pk
    assert filled.answers.name not in news.body
    anew = helper.post(here(filled, "ulang/")).url
    again = Application.objects.latest("created_at")
    assert anew == here(again, "periksa/")
    assert again.account_id == account(PERSON).pk, "begun anew it is the person's all the same"
    assert send(helper, again) == 422
    signed_in(PERSON).post(here(again, "konfirmasi/sendiri/"))
    assert helper.get(here(again, "periksa/")).status_code == 200
    assert signed_in(STRANGER).get(here(again, "periksa/")).status_code == 404
    person.post(allow, {})
    assert helper.get(here(filled)).url == here(filled, "ikut/")
    assert person.post(here(filled, f"orang/{party.pk}/akhiri/")).status_code == 302
    assert helper.get(here(filled)).status_code == 404
    assert helper.get(here(filled, "ikut/")).status_code == 404
    assert str(filled.pk) not in helper.get("/saya/").content.decode()
    ended = next(
        e for e in journal.entries_of_case(filled.pk) if e.kind == "application:party-ended"
    )
    assert (ended.data.party, ended.data.by) == (party.pk, "applicant")
    assert person.post(here(filled, f"orang/{party.pk}/akhiri/")).status_code == 422


def test_removed_from_a_draft_the_helper_finds_nothing_nor_writes(
    helper: Client, filled: Application
) -> None:
    code_asked(helper, filled)
    party = Party.objects.get()
    signed_in(PERSON).post(here(filled, f"orang/{party.pk}/akhiri/"))
    for rest in ("", "periksa/", "orang/", "konfirmasi/", "berkas/", f"isi/{NAME_PAGE}/"):
        assert helper.get(here(filled, rest)).status_code == 404, rest
    assert helper.post(here(filled, f"isi/{NAME_PAGE}/"), {"nama": "X"}).status_code == 404
    assert helper.post(here(filled, f"isi/{NAME_PAGE}/ketik/"), {"_q": "nama"}).status_code == 404
    assert send(helper, filled) == 404


def signed_sheet(helper: Client, draft: Application, sign: str, **more: object) -> int:
    given = {"sign": sign, **more}
    return helper.post(here(draft, "konfirmasi/kertas/"), given).status_code


def current_sign(draft: Application) -> str:
    fresh = Application.objects.select_related("answers").get(pk=draft.pk)
    return sheet_sign(mark_now(fresh), fresh.number)


def test_without_any_phone_a_thumb_on_paper_is_photographed(helper: Client) -> None:
    draft = complete_draft(helper, SERVICE)
    help_with(helper, draft, how="paper", contact="")
    assert (
        "tanpa telepon dan e-mail" in helper.post(here(draft, "konfirmasi/kode/")).content.decode()
    )
    sheet = helper.get(here(draft, "konfirmasi/lembar/")).content.decode()
    sign = current_sign(draft)
    for said in (sign, draft.number, NAME, draft.answers.name, "Cap jempol"):
        assert said in sheet
    assert signed_sheet(helper, draft, sign) == 422, "no photo"
    wrong_sign = "0" * 6
    photo = walk.photo("lembar.jpg")
    assert signed_sheet(helper, draft, wrong_sign, file=photo) == 422
    there = [a for a in attachments.attachments_of(draft.pk) if a.purpose == PAPER]
    assert len(there) == 1, "a slip in the code costs no photo"
    assert signed_sheet(helper, draft, sign.lower(), told="on") == 302
    assert send(helper, draft) == 302
    draft.refresh_from_db()
    assert (draft.account_id, draft.on_paper) == (None, True)
    party = Party.objects.get()
    assert (party.may_see, party.is_told) == (False, True)
    assert helper.get(here(draft)).url == here(draft, "ikut/")
    walk.work()
    assert Notice.objects.filter(template="party-news", account=account(HELPER)).exists()
    assert not Notice.objects.filter(template="submitted").exists()
    walk.all_is_well()


def test_a_sheet_printed_before_a_change_is_refused(helper: Client) -> None:
    draft = complete_draft(helper, SERVICE)
    help_with(helper, draft, how="paper", contact="")
    old = current_sign(draft)
    helper.post(here(draft, f"isi/{NAME_PAGE}/"), changed(draft))
    answer = helper.post(
        here(draft, "konfirmasi/kertas/"), {"sign": old, "file": walk.photo("lembar.jpg")}
    )
    assert "Isian berubah sejak kertas dicetak" in answer.content.decode()
    assert signed_sheet(helper, draft, current_sign(draft)) == 302
    helper.post(here(draft, f"berkas/{Confirmation.objects.get().paper}/hapus/"))
    assert send(helper, draft) == 302, "the sheet is none of the papers one removes"


def test_the_desk_sees_who_filled_in_and_hands_the_secret_at_the_counter(helper: Client) -> None:
    draft = complete_draft(helper, SERVICE)
    help_with(helper, draft, how="paper", contact="")
    sign = current_sign(draft)
    signed_sheet(helper, draft, sign, file=walk.photo("lembar.jpg"), sees="on")
    send(helper, draft)
    walk.work()
    demo.seed_staff("mentawai", clock.now())
    officer = walk.signed_in_staff("rosa")
    page = officer.get(f"/petugas/berkas/{draft.pk}/").content.decode()
    for said in (NAME, "pendamping di desa", "kertas bertanda tangan", sign, "Lembar konfirmasi"):
        assert said in page, said
    slip = officer.post(f"/petugas/berkas/{draft.pk}/kode-rahasia/").content.decode()
    draft.refresh_from_db()
    assert secret_of(draft) in slip
    person = Client()
    person.post("/lanjut/", {"number": draft.number, "secret": secret_of(draft)})
    assert NAME in person.get(here(draft, "orang/")).content.decode()
    assert helper.get(here(draft, "bayar/")).status_code == 200
    party = Party.objects.get()
    answer = officer.post(f"/petugas/berkas/{draft.pk}/orang/{party.pk}/akhiri/")
    assert answer.status_code == 302
    assert helper.get(here(draft, "bayar/")).status_code == 404
    assert helper.post(f"/petugas/berkas/{draft.pk}/kode-rahasia/").status_code == 404


def test_parents_apply_for_their_child_and_need_nobodys_word() -> None:
    parent = signed_in(PERSON)
    draft = complete_draft(parent, "paspor-baru-anak")
    page = parent.get(here(draft, "orang/isi-untuk/")).content.decode()
    assert "memang Anda yang mengajukan" in page
    assert send(parent, draft) == 302
    draft.refresh_from_db()
    assert draft.account_id == account(PERSON).pk


def test_a_second_helper_is_told_and_the_database_lets_only_one(
    helper: Client, filled: Application
) -> None:
    code_asked(helper, filled)
    person = signed_in(PERSON)
    given = {"name": "Contoh Lain", "kind": "other", "how": "code", "contact": STRANGER}
    answer = person.post(here(filled, "orang/isi-untuk/"), given)
    assert "Sudah ada orang lain yang tercatat" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(
            id=account(PERSON).pk,
            application=filled,
            account=account(PERSON),
            kind="other",
            invited=False,
            since=filled.created_at,
        )


def test_a_draft_thrown_away_forgets_the_helpers_name(helper: Client, filled: Application) -> None:
    assert helper.post(here(filled, "buang/")).url == "/saya/"
    assert Party.objects.get().name == ""
    assert walk.status_of(filled) == "withdrawn"
