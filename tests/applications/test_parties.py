"""Filling in for somebody else: recorded, confirmed by the person, allowed and ended by them."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import CodeDevice, Tries
from lintas.applications.invariants import check_applications
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
    wrong,
)

pytestmark = pytest.mark.django_db
SERVICE = "paspor-penggantian"
NAME_PAGE = "identitas"


def here(draft: Application, rest: str = "") -> str:
    return f"/permohonan/{draft.pk}/{rest}"


def kinds(draft: Application) -> list[str]:
    return [e.kind for e in journal.entries_of_case(draft.pk)]


@pytest.fixture
def helper() -> Client:
    return signed_in(HELPER)


@pytest.fixture
def filled(helper: Client) -> Application:
    """A draft that is complete, with whoever fills in written down."""
    draft = complete_draft(helper, SERVICE)
    help_with(helper, draft)
    draft.refresh_from_db()
    return draft


def send(client: Client, draft: Application) -> int:
    return client.post(here(draft, "kirim/")).status_code


def test_from_the_service_page_one_says_at_the_start_that_it_is_for_another() -> None:
    visitor = Client()
    assert "Saya mengisi untuk orang lain" in visitor.get(f"/layanan/{SERVICE}/").content.decode()
    begun = visitor.post(f"/permohonan/baru/{SERVICE}/", {"untuk": "orang-lain"})
    assert begun.url.endswith("/orang/isi-untuk/")
    assert visitor.get(begun.url).url.startswith("/masuk/?next=")


def test_the_draft_becomes_the_persons_and_old_keys_open_nothing(helper: Client) -> None:
    draft = complete_draft(helper, SERVICE)
    other = Client()
    given = {"number": draft.number, "secret": secret_of(draft)}
    assert other.post("/lanjut/", given).status_code == 302
    assert other.get(here(draft, "periksa/")).status_code == 200
    help_with(helper, draft)
    assert other.get(here(draft, "periksa/")).status_code == 404, "opened before with the secret"
    assert Client().post("/lanjut/", given).status_code == 200, "the secret is another now"
    draft.refresh_from_db()
    assert draft.account_id is None
    page = helper.get(here(draft, "periksa/")).content.decode()
    assert NAME in page
    assert helper.get(here(draft, "simpan/")).url == here(draft, "orang/"), "shows no secret"
    assert signed_in(STRANGER).get(here(draft, "orang/")).status_code == 404
    entry = next(e for e in journal.entries_of_case(draft.pk) if e.kind == "application:help-begun")
    assert (entry.data.kind, entry.data.how) == ("village", "code")
    assert NAME not in str(entry.data)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"contact": HELPER}, "Anda sendiri. Tulis milik pemohon"),
        ({"contact": ""}, "Tulis nomor telepon atau alamat e-mail pemohon."),
        ({"contact": "bukan nomor"}, "Tulis nomor telepon seperti"),
        ({"name": " "}, "Tulis nama lengkap Anda."),
        ({"kind": "boss"}, "Pilih salah satu."),
    ],
)
def test_what_is_refused_is_said_and_stays_typed(
    helper: Client, given: dict[str, str], sentence: str
) -> None:
    place = helper.post(f"/permohonan/baru/{SERVICE}/").url
    draft = Application.objects.get()
    full = {"name": NAME, "kind": "family", "how": "code", "contact": PERSON, **given}
    answer = helper.post(here(draft, "orang/isi-untuk/"), full)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert not Party.objects.exists()
    assert given.get("name", NAME).strip() in page
    assert helper.get(place).status_code == 200, "nothing of the draft is lost"


def test_nothing_is_sent_before_the_person_says_yes(helper: Client, filled: Application) -> None:
    page = helper.get(here(filled, "periksa/")).content.decode()
    assert "Sebelum dikirim, pemohon harus mengonfirmasi" in page
    assert 'disabled aria-describedby="lacking"' in page
    assert send(helper, filled) == 422
    assert walk.status_of(filled) == "draft"


def test_the_message_says_who_for_what_and_what_it_costs(
    helper: Client, filled: Application
) -> None:
    code = code_asked(helper, filled)
    notice = Notice.objects.get(template="party-confirm")
    assert notice.account_id == account(PERSON).pk
    for said in (NAME, filled.number, code, "Ganti paspor", "Rp", "tidak ada yang lain"):
        assert said in notice.body
        assert said in notice.short
    assert code not in notice.subject, "subjects are shown on the pages of the request"
    assert not notice.in_inbox


def test_with_the_code_the_helper_sends_and_then_sees_only_where_it_stands(
    helper: Client, filled: Application
) -> None:
    code = code_asked(helper, filled)
    assert helper.post(here(filled, "konfirmasi/"), {"code": code}).url == here(filled, "periksa/")
    assert helper.get(here(filled, "konfirmasi/")).status_code == 200
    assert send(helper, filled) == 302
    walk.work()
    filled.refresh_from_db()
    assert filled.status == "awaiting-payment"
    assert filled.account_id == account(PERSON).pk
    assert list(check_applications()) == []
    assert helper.get(here(filled)).url == here(filled, "ikut/")
    standing = helper.get(here(filled, "ikut/")).content.decode()
    assert filled.number in standing
    assert filled.answers.name not in standing
    assert helper.get(here(filled, "bayar/")).url == here(filled, "ikut/")
    assert helper.post(here(filled, "tarik/")).status_code == 404
    assert filled.number in helper.get("/saya/").content.decode()
    assert {n.account_id for n in Notice.objects.filter(template="submitted")} == {
        account(PERSON).pk
    }
    person = signed_in(PERSON)
    page = person.get(here(filled)).content.decode()
    assert NAME in page
    assert "Pemohon mengonfirmasi isian" in page
    walk.all_is_well()


def test_a_wrong_code_and_then_too_many(helper: Client, filled: Application) -> None:
    code = code_asked(helper, filled)
    answer = helper.post(here(filled, "konfirmasi/"), {"code": wrong(code)})
    assert answer.status_code == 422
    assert "Kode tidak cocok" in answer.content.decode()
    assert Confirmation.objects.get().confirmed_at is None
    again = helper.post(here(filled, "konfirmasi/"), {"code": code})
    assert "Terlalu banyak percobaan" in again.content.decode(), "slowed down after a slip"
    for _ in range(4):
        CodeDevice.objects.update(throttling_failure_timestamp=None)
        helper.post(here(filled, "konfirmasi/"), {"code": wrong(code)})
    CodeDevice.objects.update(throttling_failure_timestamp=None)
    late = helper.post(here(filled, "konfirmasi/"), {"code": code})
    assert "Kode tidak cocok" in late.content.decode(), "after five slips it is good for nothing"
    assert send(helper, filled) == 422


def test_the_person_is_not_flooded_with_codes(helper: Client, filled: Application) -> None:
    code_asked(helper, filled)
    soon = helper.post(here(filled, "konfirmasi/kode/"))
    assert "Tunggu setengah menit" in soon.content.decode()
    for _ in range(5):
        code_asked(helper, filled)
    CodeDevice.objects.update(last_generated_timestamp=None)
    many = helper.post(here(filled, "konfirmasi/kode/"))
    assert many.status_code == 422
    assert "Terlalu banyak percobaan" in many.content.decode()
    assert Notice.objects.filter(template="party-confirm").count() == 6
    assert Tries.objects.exists()


def test_a_code_is_for_this_request_and_for_what_was_written(
    helper: Client, filled: Application
) -> None:
    code = code_asked(helper, filled)
    helper.post(here(filled, f"isi/{NAME_PAGE}/"), changed(filled))
    answer = helper.post(here(filled, "konfirmasi/"), {"code": code})
    assert "Isian berubah sejak kode itu dikirim" in answer.content.decode()
    other = complete_draft(helper, SERVICE)
    help_with(helper, other)
    assert helper.post(here(other, "konfirmasi/"), {"code": code}).status_code == 422
    fresh = code_asked(helper, filled)
    assert helper.post(here(filled, "konfirmasi/"), {"code": fresh}).status_code == 302


def changed(draft: Application) -> dict[str, object]:
    draft.answers.refresh_from_db()
    data = draft.answers.data
    return walk.form_of({"nama": "Contoh Diubah", "nik": data["nik"]})


def test_answers_changed_after_the_confirmation_are_confirmed_anew(
    helper: Client, filled: Application
) -> None:
    helper.post(here(filled, "konfirmasi/"), {"code": code_asked(helper, filled)})
    helper.post(here(filled, f"isi/{NAME_PAGE}/"), changed(filled))
    page = helper.get(here(filled, "periksa/")).content.decode()
    assert "Isian berubah sejak pemohon mengonfirmasi" in page
    assert send(helper, filled) == 422
    helper.post(here(filled, "konfirmasi/"), {"code": code_asked(helper, filled)})
    assert send(helper, filled) == 302
    assert kinds(filled).count("application:confirmed") == 2


def test_a_confirmation_code_signs_nobody_in(helper: Client, filled: Application) -> None:
    code = code_asked(helper, filled)
    CodeDevice.objects.update(last_generated_timestamp=None)
    thief = Client()
    thief.post("/masuk/", {"contact": PERSON})
    session = thief.session
    device = CodeDevice.objects.get(name="confirm")
    session["code-pending"] = {**session["code-pending"], "device": str(device.pk)}
    session.save()
    assert thief.post("/masuk/kode/", {"code": code}).status_code == 200
    assert thief.get("/saya/").status_code == 302


def test_the_person_reads_it_and_sends_it_themselves(helper: Client, filled: Application) -> None:
    assert signed_in(PERSON).get(here(filled, "periksa/")).status_code == 404, "not written to yet"
    code_asked(helper, filled)
    person = signed_in(PERSON)
    page = person.get(here(filled, "periksa/")).content.decode()
    assert NAME in page
    assert 'id="lacking"' not in page
    assert send(person, filled) == 302
    assert walk.status_of(filled) == "awaiting-payment"


def test_signed_in_the_person_agrees_and_the_helper_sends(
    helper: Client, filled: Application
) -> None:
    code_asked(helper, filled)
    assert helper.post(here(filled, "konfirmasi/sendiri/")).status_code == 422
    assert signed_in(PERSON).post(here(filled, "konfirmasi/sendiri/")).status_code == 302
    assert Confirmation.objects.get().said == "self"
    assert send(helper, filled) == 302


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
