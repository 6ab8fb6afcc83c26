"""A claim through the pages: its owner, strangers, the desk; nothing typed is lost."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.kernel import clock
from lintas.payments.models import Bill
from lintas.refunds.models import Refund
from tests import walk
from tests.applications.test_walk import filled_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
HASH = re.compile(r'name="letter" value="([0-9a-f]{64})"')
ACCOUNT = {"bank": "Bank Contoh", "number": "1234567890", "holder": "Contoh Pertama"}
STORY = "Biaya percepatan ikut ditagih."


@pytest.fixture
def owner() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return Client()


@pytest.fixture
def paid(owner: Client) -> Application:
    application = walk.sent(owner, filled_draft(owner))
    assert walk.pay(Bill.objects.get(case=application.pk), clock.now()) == 200
    walk.work()
    return application


def claim_of(page: str) -> dict[str, str]:
    money = re.search(r'name="money" value="([0-9a-f-]{36})"', page).group(1)
    ground = re.search(r'name="ground"[^>]*value="([a-z-]+)"', page).group(1)
    amount = re.search(r'name="amount"[^>]*value="([^"]+)"', page).group(1)
    return {"money": money, "ground": ground, "amount": amount, "story": STORY, **ACCOUNT}


def test_a_claim_goes_from_its_owner_to_the_treasury(owner: Client, paid: Application) -> None:
    place = f"/permohonan/{paid.pk}/pengembalian/"
    assert place in owner.get(f"/permohonan/{paid.pk}/").content.decode()
    given = claim_of(owner.get(place).content.decode())
    refused = owner.post(place, {**given, "number": "12", "story": "Sebab yang panjang sekali"})
    assert refused.status_code == 422
    assert "Sebab yang panjang sekali" in refused.content.decode()
    assert 'value="Bank Contoh"' in refused.content.decode()
    assert owner.post(place, given).status_code == 302
    page = owner.get(place).content.decode()
    assert "•••• 7890" in page
    assert "1234567890" not in page
    assert "Yang membayar terlalu banyak kepada negara" in page, "the rule in the reader's words"
    refund = Refund.objects.get()
    changed = owner.post(f"{place}{refund.pk}/rekening/", {**ACCOUNT, "number": "x"})
    assert changed.status_code == 422
    desk = f"/petugas/uang/pengembalian/{refund.pk}/"
    officer, head = walk.signed_in_staff("rosa"), walk.signed_in_staff("lukas")
    assert str(refund.pk) in officer.get("/petugas/uang/pengembalian/").content.decode()
    assert desk in officer.get(f"/petugas/berkas/{paid.pk}/").content.decode()
    assert "1234567890" in officer.get(desk).content.decode()
    assert "Who paid the state too much" in officer.get(f"/en{desk}").content.decode()
    assert officer.post(f"{desk}periksa/").status_code == 302
    short = officer.post(f"{desk}usul/", {"proposal": "grant", "granted": "1", "reason": "ya"})
    assert short.status_code == 422
    assert ">ya</textarea>" in short.content.decode()
    proposal = {"proposal": "grant", "granted": given["amount"], "reason": "Sudah diperiksa."}
    assert officer.post(f"{desk}usul/", proposal).status_code == 302
    assert officer.post(f"{desk}keputusan/", {"agree": "yes"}).status_code == 422
    seen = HASH.search(head.get(desk).content.decode()).group(1)
    assert head.post(f"{desk}keputusan/", {"agree": "yes", "letter": seen}).status_code == 302
    seen = HASH.search(officer.get(desk).content.decode()).group(1)
    assert officer.post(f"{desk}kirim/", {"letter": seen}).status_code == 302
    day = clock.now().date().isoformat()
    sent = officer.post(f"{desk}kembali/", {"sp2d": "261125303000123", "paid_back_on": day})
    assert sent.status_code == 302
    walk.work()
    assert "261125303000123" in owner.get(place).content.decode()
    assert "Uang dikembalikan kas negara" in owner.get(f"/permohonan/{paid.pk}/").content.decode()
    assert "sudah dikembalikan" in owner.get("/saya/").content.decode()
    walk.all_is_well()


def test_a_stranger_finds_nothing(owner: Client, paid: Application) -> None:
    place, stranger = f"/permohonan/{paid.pk}/pengembalian/", Client()
    given = claim_of(owner.get(place).content.decode())
    assert stranger.get(place).status_code == 404
    assert stranger.post(place, given).status_code == 404
    assert stranger.get(f"/permohonan/{paid.pk}/kuitansi/jejak/").status_code == 404
    owner.post(place, given)
    refund = Refund.objects.get()
    assert stranger.post(f"{place}{refund.pk}/rekening/", ACCOUNT).status_code == 404
    officer, desk = walk.signed_in_staff("rosa"), f"/petugas/uang/pengembalian/{refund.pk}/"
    assert officer.get(desk).status_code == 200
    Refund.objects.update(office="siberut")
    assert officer.get(desk).status_code == 404, "another office's"
    assert officer.post(f"{desk}periksa/").status_code == 404
    assert str(refund.pk) not in officer.get("/petugas/uang/pengembalian/").content.decode()


def test_a_number_and_its_secret_do_not_move_money(owner: Client, paid: Application) -> None:
    receipt = owner.get(f"/permohonan/{paid.pk}/kuitansi/").content.decode()
    secret = re.search(r'class="secret">([^<]+)<', receipt).group(1)
    helper, place = Client(), f"/permohonan/{paid.pk}/pengembalian/"
    helper.post("/lanjut/", {"number": paid.number, "secret": secret})
    page = helper.get(place).content.decode()
    assert "hanya akun yang mengirim" in page
    assert 'name="number"' not in page
    given = claim_of(owner.get(place).content.decode())
    assert helper.post(place, given).status_code == 422
    assert not Refund.objects.exists()


def test_a_receipt_leads_its_owner_and_the_desk_to_the_rule(
    owner: Client, paid: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = owner.get(f"/permohonan/{paid.pk}/kuitansi/").content.decode()
    place = f"/permohonan/{paid.pk}/kuitansi/jejak/"
    assert place in receipt
    ntpn = Bill.objects.get(case=paid.pk).ntpn
    officer = walk.signed_in_staff("rosa")
    case = officer.get(f"/petugas/berkas/{paid.pk}/").content.decode()
    assert f"/petugas/uang/lacak/?ntpn={ntpn}" in case
    desk = officer.get("/petugas/uang/lacak/", {"ntpn": ntpn})
    for page in (owner.get(place).content.decode(), desk.content.decode()):
        assert "tarif-pp-45-2024" in page
        assert "Paspor selesai pada hari yang sama" in page, "the rule's own words"
        assert "berlaku sejak Selasa 17 Desember 2024" in page, "since when it holds"
        assert "PP 45/2024; imigrasi.go.id" in page, "where that stands"
        assert "<br>Kepastian: tinggi<br>" in page, "how sure we are, in words"
        assert "bill:paid" in page
    english = owner.get(f"/en{place}").content.decode()
    assert "Same-day passport" in english
    assert "<br>Certainty: high<br>" in english
    assert "Paspor selesai" not in english
    call_command("trace_receipt", ntpn)
    said = capsys.readouterr().out
    assert "In force: 2024-12-17. Source: PP 45/2024" in said
    assert "Sure: high." in said


def test_a_withdrawn_request_says_that_its_code_is_closed(owner: Client) -> None:
    application = walk.sent(owner, filled_draft(owner))
    owner.post(f"/permohonan/{application.pk}/tarik/")
    walk.work()
    bill = Bill.objects.get(case=application.pk)
    assert bill.status == "cancelled"
    page = owner.get(f"/permohonan/{application.pk}/").content.decode()
    assert "Jangan dibayar" in page
    assert walk.pay(bill, clock.now()) == 200
    walk.work()
    place = f"/permohonan/{application.pk}/pengembalian/"
    given = claim_of(owner.get(place).content.decode())
    assert given["ground"] == "salah-bayar"
    assert owner.post(place, given).status_code == 302
    walk.all_is_well()
