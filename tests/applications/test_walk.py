"""One request through the pages, from the home page to the hand-over, without JavaScript."""

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from lintas.accounts import demo
from lintas.accounts.models import CodeDevice
from lintas.applications.models import Application
from lintas.appointments import public as appointments
from lintas.invariants import broken
from lintas.journal import public as journal
from lintas.journal import reactions
from lintas.journal.models import Reaction
from lintas.kernel import clock
from lintas.payments.models import Bill
from lintas.payments.signing import signature

ANSWERS = {
    "paspor-lama": {"keadaan-paspor-lama": "utuh", "nomor-paspor-lama": "x 1234567"},
    "identitas": {"nik": "1309 0805 0390 9001", "nama": "Ma'ruf"},
    "kelahiran": {
        "tempat-lahir": "Tuapejat",
        "tanggal-lahir_day": "5",
        "tanggal-lahir_month": "3",
        "tanggal-lahir_year": "1990",
        "status-kawin": "belum-kawin",
    },
    "tempat-tinggal": {"desa": "13.09.08.2003", "telepon": "0812 3456 7890"},
    "masa-berlaku": {"masa-berlaku": "lima-tahun", "tujuan": "wisata"},
}


@pytest.fixture(autouse=True)
def _at_nine(tmp_path: object) -> Iterator[None]:
    """The office's clock stands at a Wednesday morning, whenever the tests run."""
    file = tmp_path / "clock-shift"
    wanted = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
    clock.use_shift_file(None)
    file.write_text(str(int((wanted - clock.now()).total_seconds())))
    clock.use_shift_file(file)
    yield
    clock.use_shift_file(None)


def photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(out, "JPEG")
    out.seek(0)
    out.name = "ktp.jpg"
    return out


def work() -> None:
    """What the worker does, now: order the journal and run every reaction."""
    while journal.order_entries(clock.now()):
        waiting = Reaction.objects.filter(state=Reaction.State.WAITING)
        for handler, stream in set(waiting.values_list("handler", "stream")):
            reactions.run_stream(handler, stream)
    assert list(journal.failing_reactions()) == []


def signed_in_staff(username: str) -> Client:
    client = Client()
    client.post("/petugas/masuk/", {"username": username, "password": demo.PASSWORD})
    answer = client.post("/petugas/masuk/kode/", {"code": demo.current_code(username)})
    assert answer.status_code == 302, answer.content
    return client


def pay(bill: Bill, at: datetime, amount: int | None = None) -> int:
    news = {
        "kode_billing": bill.billing_code,
        "total_disetor": bill.total_rupiah if amount is None else amount,
        "ntb": "000000000001",
        "ntpn": f"{bill.pk.hex[:16].upper()}",
        "tanggal_bayar": at.isoformat(),
    }
    body = json.dumps(news).encode()
    stamp = str(int(clock.now().timestamp()))
    answer = Client().post(
        "/callbacks/billing/",
        body,
        content_type="application/json",
        headers={
            "X-Time": stamp,
            "X-Signature": signature(settings.BILLING_RAIL_SECRET, stamp, body),
        },
    )
    return answer.status_code


def filled_draft(person: Client) -> Application:
    answer = person.post("/permohonan/baru/paspor-penggantian/")
    application = Application.objects.get(pk=UUID(answer.url.split("/")[2]))
    for page, values in ANSWERS.items():
        saved = person.post(f"/permohonan/{application.pk}/isi/{page}/", values)
        assert saved.status_code == 302, re.findall(
            r'class="trouble".*?</p>', saved.content.decode()
        )
    for paper in ("ktp", "paspor-lama"):
        stored = person.post(
            f"/permohonan/{application.pk}/berkas/", {"paper": paper, "file": photo()}
        )
        assert stored.status_code == 302
    return application


def sent(person: Client) -> Application:
    application = filled_draft(person)
    to_sign_in = person.post(f"/permohonan/{application.pk}/kirim/")
    assert to_sign_in.status_code == 302, to_sign_in.content.decode()
    assert to_sign_in.url.startswith("/masuk/?next=")
    person.post(to_sign_in.url, {"contact": "0812 3456 7890"})
    code = CodeDevice.objects.get().token
    back = person.post("/masuk/kode/", {"code": code})
    assert back.url == f"/permohonan/{application.pk}/periksa/"
    answer = person.post(f"/permohonan/{application.pk}/kirim/")
    assert answer.status_code == 302, re.findall(r"<li>.*?</li>", answer.content.decode())
    assert answer.url == f"/permohonan/{application.pk}/bayar/"
    work()
    return application


def status_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).status


def all_is_well() -> None:
    assert list(broken()) == []


def paid_and_booked(person: Client, application: Application) -> None:
    assert pay(Bill.objects.get(case=application.pk), clock.now()) == 200
    work()
    assert status_of(application) == "paid"
    appointments.prepare_slots(clock.now())
    page = person.get(f"/permohonan/{application.pk}/jadwal/").content.decode()
    slot = re.search(r'name="slot" value="([0-9a-f-]{36})"', page).group(1)
    booked = person.post(f"/permohonan/{application.pk}/jadwal/", {"slot": slot})
    assert booked.url == f"/permohonan/{application.pk}/tiket/"
    work()


def interviewed(application: Application, officer: Client, label: str) -> None:
    officer.post("/petugas/loket/duduk/", {"counter": "loket-2"})
    officer.post("/petugas/loket/tiba/", {"ticket": label})
    assert status_of(application) == "arrived"
    officer.post("/petugas/loket/panggil/")
    page = officer.get("/petugas/loket/").content.decode()
    ticket = re.search(r'name="ticket" value="([0-9a-f-]{36})"', page).group(1)
    officer.post("/petugas/loket/nomor/start/", {"ticket": ticket})
    assert status_of(application) == "in-interview"
    officer.post("/petugas/loket/nomor/done/", {"ticket": ticket})
    assert status_of(application) == "under-review"


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
    paid_and_booked(person, application)
    ticket = person.get(f"/permohonan/{application.pk}/tiket/").content.decode()
    label = re.search(r'class="num">([A-Z]-\d+)', ticket).group(1)
    officer, approver = signed_in_staff("rosa"), signed_in_staff("yohana")
    interviewed(application, officer, label)
    case = f"/petugas/berkas/{application.pk}/"
    officer.post(f"{case}check/", {"check": "identitas-sesuai", "outcome": "fits", "note": ""})
    officer.post(
        f"{case}return/", {"item:question:nama": "Seperti di KTP", "item:paper:ktp": "Buram"}
    )
    assert status_of(application) == "returned"
    early = person.post(f"/permohonan/{application.pk}/kirim-perbaikan/")
    assert early.status_code == 422
    person.post(f"/permohonan/{application.pk}/isi/identitas/", {"nama": "Ma'ruf Contoh"})
    person.post(f"/permohonan/{application.pk}/berkas/", {"paper": "ktp", "file": photo()})
    person.post(f"/permohonan/{application.pk}/kirim-perbaikan/")
    assert status_of(application) == "under-review"
    assert officer.post(f"{case}approve/", {"text": ""}).status_code == 422
    approver.post(f"{case}approve/", {"text": ""})
    assert status_of(application) == "approved"
    last_steps = {
        "start-production": "in-production",
        "mark-ready": "ready",
        "hand-over": "collected",
    }
    for action, status in last_steps.items():
        officer.post(f"{case}{action}/")
        assert status_of(application) == status
    work()
    trail = person.get(f"/permohonan/{application.pk}/").content.decode()
    assert "Dokumen diserahkan" in trail
    assert "Ma&#x27;ruf Contoh" in officer.get(case).content.decode()
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
