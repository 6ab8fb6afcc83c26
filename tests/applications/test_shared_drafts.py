"""The guarantor and the applicant write in one draft: invited, both at once, left and ended."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts.models import CodeDevice
from lintas.applications.models import Answers, Application, Typed
from lintas.applications.party_models import Invitation, Party
from lintas.applications.queries import service_of
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.notices.models import Notice
from tests import walk
from tests.answers import answers_for
from tests.applications.cast import (
    GUARANTOR,
    HELPER,
    NAME,
    PERSON,
    STRANGER,
    account,
    code_asked,
    complete_draft,
    help_with,
    last_code,
    signed_in,
    wrong,
)

pytestmark = pytest.mark.django_db
SERVICE = "itas-pekerja"


def here(draft: Application, rest: str = "") -> str:
    return f"/permohonan/{draft.pk}/{rest}"


@pytest.fixture
def owner() -> Client:
    return signed_in(PERSON)


def begun(client: Client, slug: str = SERVICE) -> Application:
    client.post(f"/permohonan/baru/{slug}/")
    return Application.objects.select_related("answers").latest("created_at")


def invited(client: Client, draft: Application, contact: str = GUARANTOR) -> Invitation:
    given = {"contact": contact, "name": "Contoh Pemohon"}
    answer = client.post(here(draft, "undang/"), given)
    troubles = re.findall(r'class="trouble".*?</p>', answer.content.decode())
    assert answer.status_code == 302, troubles
    walk.work()
    return Invitation.objects.latest("made_at")


def joined(draft: Application, invitation: Invitation) -> Client:
    code = CodeDevice.objects.get(pk=invitation.device).token
    guarantor = signed_in(GUARANTOR)
    given = {"code": code, "name": "PT Contoh Jaya"}
    answer = guarantor.post(f"/undangan/{invitation.pk}/", given)
    assert answer.url == here(draft, "periksa/")
    return guarantor


def test_only_services_with_a_guarantor_have_one_to_invite() -> None:
    with_one = {s.id for s in catalogue.services() if catalogue.has_guarantor(s)}
    assert {"itas-pekerja", "ganti-penjamin", "alih-status", "itas-perpanjangan"} <= with_one
    assert with_one.isdisjoint({"itas-pasangan", "paspor-penggantian", "perpanjangan-itk"})
    person = signed_in(PERSON)
    passport = begun(person, "paspor-penggantian")
    assert "Undang penjamin" not in person.get(here(passport, "orang/")).content.decode()
    assert person.get(here(passport, "undang/")).status_code == 404


def test_an_invitation_is_for_one_contact_once(owner: Client) -> None:
    draft = begun(owner)
    invitation = invited(owner, draft)
    notice = Notice.objects.get(template="party-invite")
    assert notice.account_id == account(GUARANTOR).pk
    code = last_code("invite")
    for said in ("Contoh Pemohon", draft.number, code):
        assert said in notice.short
    address = f"/undangan/{invitation.pk}/"
    assert Client().get(address).url.startswith("/masuk/")
    stranger = signed_in(STRANGER)
    given = {"code": code, "name": "Contoh Asing"}
    assert stranger.post(address, given).status_code == 404, "another's contact"
    assert stranger.get(here(draft, "periksa/")).status_code == 404
    guarantor = signed_in(GUARANTOR)
    assert guarantor.get(here(draft, "periksa/")).status_code == 404, "invited is not joined"
    assert address in guarantor.get("/saya/").content.decode()
    slip = guarantor.post(address, {"code": wrong(code), "name": "PT Contoh Jaya"})
    assert "Kode tidak cocok" in slip.content.decode()
    assert 'value="PT Contoh Jaya"' in slip.content.decode()
    CodeDevice.objects.update(throttling_failure_timestamp=None)
    assert guarantor.post(address, {"code": code, "name": "PT Contoh Jaya"}).status_code == 302
    assert guarantor.get(address).status_code == 404, "works once"
    page = guarantor.get(here(draft, "orang/")).content.decode()
    assert "PT Contoh Jaya" in page
    assert "Akhiri aksesnya" not in page
    kinds = [e.kind for e in journal.entries_of_case(draft.pk)]
    assert kinds[-2:] == ["application:guarantor-invited", "application:guarantor-joined"]


def test_an_invitation_ends_by_its_time_and_by_the_owner(owner: Client) -> None:
    draft = begun(owner)
    invitation = invited(owner, draft)
    address = f"/undangan/{invitation.pk}/"
    guarantor = signed_in(GUARANTOR)
    Invitation.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert guarantor.get(address).status_code == 404
    again = owner.post(here(draft, "undang/"), {"contact": GUARANTOR, "name": "Contoh Pemohon"})
    assert "Tunggu setengah menit" in again.content.decode()
    CodeDevice.objects.update(last_generated_timestamp=None)
    second = invited(owner, draft)
    twice = owner.post(here(draft, "undang/"), {"contact": GUARANTOR, "name": "Contoh Pemohon"})
    assert twice.status_code == 422
    assert guarantor.get(f"/undangan/{second.pk}/").status_code == 200
    assert owner.post(here(draft, f"undang/{second.pk}/tarik/")).status_code == 302
    assert guarantor.get(f"/undangan/{second.pk}/").status_code == 404
    own = owner.post(here(draft, "undang/"), {"contact": PERSON, "name": "Contoh Pemohon"})
    assert "milik orang yang Anda undang" in own.content.decode()


def shown(page: str) -> str:
    return re.search(r'name="shown" value="([^"]*)"', page).group(1)


def test_both_write_at_once_and_nobody_undoes_the_other(owner: Client) -> None:
    draft = begun(owner)
    guarantor = joined(draft, invited(owner, draft))
    place = here(draft, "isi/penjamin/")
    pages = [shown(one.get(place).content.decode()) for one in (owner, guarantor)]
    mine = {"penjamin": "PT Contoh Jaya", "pengurus": "sendiri", "shown": pages[1]}
    assert guarantor.post(place, mine).status_code == 302
    clash = owner.post(place, {**mine, "penjamin": "PT Contoh Lain", "shown": pages[0]})
    text = clash.content.decode()
    assert "juga diubah di jendela" in text
    assert "Tersimpan sekarang: PT Contoh Jaya" in text
    assert Answers.objects.get().data["penjamin"] == "PT Contoh Jaya"
    assert "Terakhir ditulis oleh PT Contoh Jaya" in text
    assert owner.post(place, {**mine, "penjamin": "PT Contoh Lain", "shown": shown(text)}).url
    page = guarantor.get(place).content.decode()
    assert "Terakhir ditulis oleh pemohon" in page
    assert "Terakhir ditulis oleh Anda" in owner.get(place).content.decode()
    before = (clock.now() - timedelta(seconds=5)).isoformat()
    typed = {"_q": "penjamin", "penjamin": "PT Ketiga", "_since": before}
    assert owner.post(f"{place}ketik/", typed).json()["elsewhere"] == []
    there = guarantor.post(f"{place}ketik/", {**typed, "penjamin": "PT Keempat"}).json()
    assert there["elsewhere"] == ["penjamin"]
    assert Typed.objects.get(page="penjamin").written_by == account(GUARANTOR).pk
    assert "diketik orang lain itu" in owner.get(place).content.decode()
    for one in (owner, guarantor):
        assert "PT Contoh Lain" in one.get(here(draft, "periksa/")).content.decode()


def test_the_guarantor_sends_with_the_applicants_word_only(owner: Client) -> None:
    draft = complete_draft(owner, SERVICE)
    guarantor = joined(draft, invited(owner, draft))
    assert guarantor.post(here(draft, "kirim/")).status_code == 422
    assert guarantor.post(here(draft, "ulang/")).url == here(draft), "no copy of another's draft"
    assert Application.objects.count() == 1
    assert guarantor.get(here(draft, "buang/")).status_code == 404
    code = code_asked(guarantor, draft)
    assert Notice.objects.get(template="party-confirm").account_id == account(PERSON).pk
    assert guarantor.post(here(draft, "konfirmasi/"), {"code": code}).status_code == 302
    assert guarantor.post(here(draft, "kirim/")).status_code == 302
    walk.work()
    draft.refresh_from_db()
    assert (draft.status, draft.account_id) == ("awaiting-payment", account(PERSON).pk)
    assert guarantor.get(here(draft)).url == here(draft, "ikut/")
    assert owner.get(here(draft)).status_code == 200
    walk.all_is_well()


def test_the_applicant_sends_a_shared_draft_without_more_ado(owner: Client) -> None:
    draft = complete_draft(owner, SERVICE)
    joined(draft, invited(owner, draft))
    assert owner.post(here(draft, "kirim/")).status_code == 302
    assert walk.status_of(draft) == "awaiting-payment"


def test_the_invited_leaves_and_the_owner_removes(owner: Client) -> None:
    draft = begun(owner)
    guarantor = joined(draft, invited(owner, draft))
    party = Party.objects.get()
    assert guarantor.post(here(draft, f"orang/{party.pk}/akhiri/")).url == "/saya/"
    assert guarantor.get(here(draft, "periksa/")).status_code == 404
    CodeDevice.objects.update(last_generated_timestamp=None)
    guarantor = joined(draft, invited(owner, draft))
    second = Party.objects.get(ended_at=None)
    owner.post(here(draft, f"orang/{second.pk}/akhiri/"))
    assert guarantor.get(here(draft, "periksa/")).status_code == 404
    assert guarantor.post(here(draft, "isi/penjamin/"), {"penjamin": "X"}).status_code == 404
    assert set(Party.objects.values_list("ended_by", flat=True)) == {"party", "applicant"}


def test_a_guarantor_who_begins_invites_the_applicant_to_the_same_draft() -> None:
    guarantor = signed_in(HELPER)
    draft = begun(guarantor)
    help_with(guarantor, draft, kind="guarantor")
    person = signed_in(PERSON)
    assert person.get(here(draft, "periksa/")).status_code == 404
    assert guarantor.post(here(draft, "undang/pemohon/")).status_code == 302
    walk.work()
    invitation = Invitation.objects.get()
    assert invitation.as_applicant
    assert NAME in Notice.objects.get(template="party-invite-applicant").body
    answer = person.post(f"/undangan/{invitation.pk}/", {"code": last_code("invite")})
    assert answer.url == here(draft, "periksa/")
    draft.refresh_from_db()
    assert draft.account_id == account(PERSON).pk
    answers = answers_for(service_of(draft), clock.now().date())
    place = here(draft, "isi/penjamin/")
    given = walk.form_of({q: answers[q] for q in ("penjamin", "pengurus")})
    assert person.post(place, given).status_code == 302
    page = guarantor.get(place).content.decode()
    assert "Terakhir ditulis oleh pemohon" in page
    assert guarantor.post(here(draft, "kirim/")).status_code == 422
    assert 'name="contact"' not in guarantor.get(here(draft, "orang/isi-untuk/")).content.decode()


def test_an_invited_stranger_in_a_draft_begun_before_signing_in() -> None:
    visitor = Client()
    draft = begun(visitor)
    assert visitor.get(here(draft, "undang/")).url.startswith("/masuk/")
    walk.signed_in(visitor, here(draft, "undang/"))
    invited(visitor, draft)
    draft.refresh_from_db()
    assert draft.account_id is not None, "the draft has an owner whom a guarantor can join"
