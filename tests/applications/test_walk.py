"""One request through the pages, from the home page to the hand-over, without JavaScript."""

import io
from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.payments.models import Bill
from tests import walk
from tests.walk import all_is_well, pay, photo, signed_in_staff, status_of, work

pytestmark = pytest.mark.usefixtures("nine_in_the_morning")
ANSWERS = {
    "keadaan-paspor-lama": "utuh",
    "nomor-paspor-lama": "x 1234567",
    "nik": "1309 0805 0390 9001",
    "nama": "Ma'ruf",
    "tempat-lahir": "Tuapejat",
    "tanggal-lahir": "5 3 1990",
    "status-kawin": "belum-kawin",
    "desa": "13.09.08.2003",
    "telepon": "0812 3456 7890",
    "masa-berlaku": "lima-tahun",
    "tujuan": "wisata",
}
PAPERS = ("ktp", "paspor-lama")


def filled_draft(person: Client) -> Application:
    return walk.filled_draft(person, "paspor-penggantian", ANSWERS, PAPERS)


def sent(person: Client) -> Application:
    return walk.sent(person, filled_draft(person))


@pytest.mark.django_db
def test_a_renewal_walks_from_the_home_page_to_the_hand_over() -> None:
    demo.seed_staff("mentawai", clock.now())
    person = Client()
    assert "/layanan/" in person.get("/").content.decode()
    assert "Rp650.000" in person.get("/layanan/paspor-penggantian/").content.decode().replace(
        "\xa0", ""
    )
    application = sent(person)
    assert status_of(application) == "awaiting-payment"
    assert pay(Bill.objects.get(case=application.pk), clock.now()) == 200
    work()
    assert status_of(application) == "paid"
    label = walk.booked(person, application)
    officer, approver = signed_in_staff("rosa"), signed_in_staff("yohana")
    walk.interviewed(application, officer, label)
    case = f"/petugas/berkas/{application.pk}/"
    officer.post(f"{case}check/", {"check": "identitas-sesuai", "outcome": "fits", "note": ""})
    officer.post(f"{case}return/", {"item:question:tujuan": "Ke mana?", "item:paper:ktp": "Buram"})
    assert status_of(application) == "returned"
    early = person.post(f"/permohonan/{application.pk}/kirim-perbaikan/")
    assert early.status_code == 422
    person.post(f"/permohonan/{application.pk}/isi/masa-berlaku/", {"tujuan": "ibadah"})
    person.post(f"/permohonan/{application.pk}/berkas/", {"paper": "ktp", "file": photo()})
    person.post(f"/permohonan/{application.pk}/kirim-perbaikan/")
    assert status_of(application) == "under-review"
    assert officer.post(f"{case}approve/", {"text": ""}).status_code == 422
    walk.handed_over(application, officer, approver)
    trail = person.get(f"/permohonan/{application.pk}/").content.decode()
    assert "Dokumen diserahkan" in trail
    assert "Ibadah" in officer.get(case).content.decode()
    all_is_well()


@pytest.mark.django_db
def test_an_unpaid_request_lapses_and_a_payment_made_in_time_revives_it() -> None:
    from lintas.payments.commands import lapse_bill

    person = Client()
    application = sent(person)
    bill = Bill.objects.get(case=application.pk)
    assert not lapse_bill(bill_id=bill.pk, at=bill.hold_until)
    assert lapse_bill(bill_id=bill.pk, at=bill.hold_until + timedelta(minutes=2))
    work()
    assert status_of(application) == "lapsed"
    assert pay(bill, bill.hold_until - timedelta(minutes=1)) == 200
    work()
    assert status_of(application) == "paid"
    all_is_well()


@pytest.mark.django_db
def test_news_of_a_payment_counts_once_and_only_when_it_is_genuine() -> None:
    application = sent(Client())
    bill = Bill.objects.get(case=application.pk)
    forged = Client().post("/callbacks/billing/", b"{}", content_type="application/json")
    assert forged.status_code == 401
    at = clock.now()
    assert pay(bill, at, amount=1) == 200
    assert status_of(application) == "awaiting-payment"
    assert [pay(bill, at), pay(bill, at)] == [200, 200]
    work()
    paid = [e for e in journal.entries_of_case(application.pk) if e.kind == "bill:paid"]
    assert len(paid) == 1
    assert status_of(application) == "paid"
    all_is_well()


@pytest.mark.django_db
def test_what_was_typed_is_still_there_with_a_sentence_that_helps() -> None:
    person = Client()
    start = person.post("/permohonan/baru/paspor-penggantian/")
    one = start.url.split("/")[2]
    page = person.post(
        f"/permohonan/{one}/isi/identitas/", {"nik": "130908050390900", "nama": "Martinus"}
    ).content.decode()
    assert "Yang tertulis baru 15" in page
    assert 'value="130908050390900"' in page
    assert 'value="Martinus"' in page


@pytest.mark.django_db
def test_a_refused_file_says_why_and_the_rest_stands() -> None:
    person = Client()
    application = filled_draft(person)
    bad = io.BytesIO(b"hello")
    bad.name = "ktp.jpg"
    answer = person.post(f"/permohonan/{application.pk}/berkas/", {"paper": "ktp", "file": bad})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Jenis berkas ini tidak dapat kami terima" in page
    assert page.count("paspor-lama.jpg") + page.count("ktp.jpg") >= 2


@pytest.mark.django_db
def test_a_stranger_finds_nothing() -> None:
    application = filled_draft(Client())
    for page in ("", "isi/identitas/", "berkas/", "periksa/", "simpan/", "tiket/", "keadaan/"):
        assert Client().get(f"/permohonan/{application.pk}/{page}").status_code == 404


@pytest.mark.django_db
def test_number_and_secret_open_a_draft_elsewhere() -> None:
    from lintas.applications.queries import secret_of

    application = filled_draft(Client())
    elsewhere = Client()
    wrong = elsewhere.post("/lanjut/", {"number": application.number, "secret": "2222-2222"})
    assert "tidak cocok" in wrong.content.decode()
    right = elsewhere.post(
        "/lanjut/",
        {"number": application.number.lower().replace("-", " "), "secret": secret_of(application)},
    )
    assert right.url == f"/permohonan/{application.pk}/"
    assert elsewhere.get(f"/permohonan/{application.pk}/periksa/").status_code == 200


@pytest.mark.django_db
def test_whoever_has_sent_one_is_told_before_paying_for_a_second() -> None:
    person = Client()
    first = sent(person)
    second = filled_draft(person)
    page = person.get(f"/permohonan/{second.pk}/periksa/").content.decode()
    assert first.number in page
    assert f"/permohonan/{first.pk}/" in page
    stranger = Client()
    alone = filled_draft(stranger)
    assert "masih berjalan" not in stranger.get(f"/permohonan/{alone.pk}/periksa/").content.decode()


@pytest.mark.django_db
def test_a_returned_request_keeps_the_papers_nobody_asked_for_again() -> None:
    demo.seed_staff("mentawai", clock.now())
    person = Client()
    application = sent(person)
    assert pay(Bill.objects.get(case=application.pk), clock.now()) == 200
    work()
    officer = signed_in_staff("rosa")
    walk.interviewed(application, officer, walk.booked(person, application))
    case = f"/petugas/berkas/{application.pk}/"
    officer.post(f"{case}return/", {"item:paper:ktp": "Buram"})
    papers = {a.purpose: a.id for a in attachments.attachments_of(application.pk)}
    here = f"/permohonan/{application.pk}/berkas/"
    assert person.post(f"{here}{papers['paspor-lama']}/hapus/").status_code == 404
    person.post(here, {"paper": "ktp", "file": photo()})
    for one in attachments.attachments_of(application.pk):
        if one.purpose == "ktp":
            assert person.post(f"{here}{one.id}/hapus/").status_code == 302
    page = person.get(f"/permohonan/{application.pk}/").content.decode()
    assert f'href="{here}#ktp"' in page  # taken back again, it is still to be done
    assert person.post(f"/permohonan/{application.pk}/kirim-perbaikan/").status_code == 422
