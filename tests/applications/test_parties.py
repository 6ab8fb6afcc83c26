"""Filling in for somebody else: recorded, and sent only once the person says yes."""

import pytest
from django.test import Client

from lintas.accounts.models import CodeDevice, Tries
from lintas.applications.invariants import check_applications
from lintas.applications.models import Application
from lintas.applications.party_models import Confirmation, Party
from lintas.applications.queries import secret_of
from lintas.journal import public as journal
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
from tests.applications.party_cast import NAME_PAGE, SERVICE, changed, here, kinds, send

pytestmark = pytest.mark.django_db


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
