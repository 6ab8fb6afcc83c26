"""Money that waits for people, through the pages: keyboard, two people, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application
from lintas.kernel import clock
from lintas.payments.commands import lapse_bill
from lintas.payments.models import Bill
from tests import walk
from tests.applications.test_walk import filled_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def person() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return Client()


@pytest.fixture
def lapsed(person: Client) -> Application:
    """Sent, and not paid: its hold ended a few minutes ago."""
    application = walk.sent(person, filled_draft(person))
    bill = Bill.objects.get(case=application.pk)
    Bill.objects.filter(pk=bill.pk).update(hold_until=clock.now() - timedelta(minutes=5))
    assert lapse_bill(bill_id=bill.pk, at=clock.now())
    walk.work()
    assert walk.status_of(application) == "lapsed"
    return application


def test_who_was_without_signal_renews_once_and_pays_the_new_code(
    person: Client, lapsed: Application
) -> None:
    page = person.get(f"/permohonan/{lapsed.pk}/").content.decode()
    assert "Tadi tanpa sinyal?" in page
    answer = person.post(f"/permohonan/{lapsed.pk}/bayar/perpanjang/")
    assert answer.url == f"/permohonan/{lapsed.pk}/bayar/"
    assert walk.status_of(lapsed) == "awaiting-payment"
    bill = Bill.objects.get(case=lapsed.pk, status="open")
    assert person.get(answer.url).status_code == 200
    assert person.post(f"/permohonan/{lapsed.pk}/bayar/perpanjang/").status_code == 422
    assert walk.pay(bill, clock.now()) == 200
    walk.work()
    assert walk.status_of(lapsed) == "paid"
    assert person.get(f"/permohonan/{lapsed.pk}/kuitansi/").status_code == 200
    assert "diperpanjang" in person.get("/saya/").content.decode()
    walk.all_is_well()


def test_the_old_code_paid_after_all_counts_once(person: Client, lapsed: Application) -> None:
    old = Bill.objects.get(case=lapsed.pk)
    person.post(f"/permohonan/{lapsed.pk}/bayar/perpanjang/")
    assert walk.pay(old, old.hold_until) == 200
    walk.work()
    assert walk.status_of(lapsed) == "paid"
    receipt = person.get(f"/permohonan/{lapsed.pk}/kuitansi/").content.decode()
    assert f"{old.pk.hex[:16].upper()}" in receipt.replace(" ", "")  # shown in groups of four
    walk.all_is_well()


def test_a_payment_after_the_hold_is_accepted_at_the_desk(
    person: Client, lapsed: Application
) -> None:
    bill = Bill.objects.get(case=lapsed.pk)
    assert walk.pay(bill, clock.now()) == 200
    officer, head = walk.signed_in_staff("rosa"), walk.signed_in_staff("lukas")
    page = officer.get("/petugas/uang/").content.decode()
    assert "Dibayar setelah batas waktu" in page
    about = bill.disputedpayment_set.get().pk
    short = officer.post(f"/petugas/uang/{about}/usul/", {"outcome": "accept", "reason": "ya"})
    assert short.status_code == 422
    assert ">ya</textarea>" in short.content.decode()
    given = {"outcome": "accept", "reason": "Terlambat lima menit karena tanpa sinyal"}
    assert officer.post(f"/petugas/uang/{about}/usul/", given).url == "/petugas/uang/"
    assert "orang lain yang memutuskan" in officer.get("/petugas/uang/").content.decode()
    ruling = bill.disputedpayment_set.get().rulings.get().pk
    assert officer.post(f"/petugas/uang/keputusan/{ruling}/", {"agree": "yes"}).status_code == 404
    assert head.post(f"/petugas/uang/keputusan/{ruling}/", {"agree": "yes"}).status_code == 302
    walk.work()
    assert walk.status_of(lapsed) == "paid"
    assert "Tidak ada yang menunggu" in head.get("/petugas/uang/").content.decode()
    walk.all_is_well()
