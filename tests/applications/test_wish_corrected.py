"""A corrected request is sent by one press too, while the scanner is away."""

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.applications.models import Application, Correction, SendWish
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from tests import walk
from tests.applications.test_walk import sent
from tests.applications.test_wish import scanned, waiting
from tests.fakes.clamd import EICAR, FakeClamd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def returned(scanner: FakeClamd, person: Client) -> Application:
    """An officer asked for a name and another photo; then the scanner went away."""
    demo.seed_staff("mentawai", clock.now())
    scanner.answer = None
    application = sent(person)
    assert walk.pay(Bill.objects.get(case=application.pk), clock.now()) == 200
    walk.work()
    officer = walk.signed_in_staff("rosa")
    walk.interviewed(application, officer, walk.booked(person, application))
    officer.post(f"/petugas/berkas/{application.pk}/return/", {"item:paper:ktp": "Buram"})
    assert walk.status_of(application) == "returned"
    scanner.answer = ""
    return application


def again(person: Client, application: Application, extra: bytes = b"") -> str:
    """Bring the photo anew and press send; gives the page after it."""
    photo = walk.photo("ktp.jpg")
    photo.seek(0, 2)
    photo.write(extra)
    photo.seek(0)
    here = f"/permohonan/{application.pk}/"
    person.post(f"{here}berkas/", {"paper": "ktp", "file": photo})
    assert waiting(application)
    assert "sedang diperiksa" in page(person, application)
    answer = person.post(f"{here}kirim-perbaikan/", follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def page(person: Client, application: Application) -> str:
    return str(person.get(f"/permohonan/{application.pk}/").content.decode())


def test_pressed_once_it_goes_back_when_the_paper_has_passed(
    returned: Application, person: Client, scanner: FakeClamd
) -> None:
    said = again(person, returned)
    assert "Akan dikirim begitu berkas selesai diperiksa" in said
    assert "Kirim perbaikan</button>" not in said
    assert walk.status_of(returned) == "returned"
    scanned(returned)
    assert walk.status_of(returned) == "returned", "the scanner is still away"
    scanner.answer = None
    scanned(returned)
    assert walk.status_of(returned) == "under-review"
    assert not SendWish.objects.exists()
    assert not Correction.objects.filter(done_at=None).exists()
    kinds = [entry.kind for entry in journal.entries_of_case(returned.pk)]
    assert kinds.count("application:resubmitted") == 1
    assert Bill.objects.count() == 1
    walk.all_is_well()


def test_a_paper_that_does_not_pass_stops_it_and_is_named(
    returned: Application, person: Client, scanner: FakeClamd
) -> None:
    again(person, returned, EICAR)
    scanner.answer = None
    scanned(returned)
    assert walk.status_of(returned) == "returned"
    assert "KTP" in Notice.objects.get(template="sending-stopped").body
    said = page(person, returned)
    assert "Belum terkirim: berkas KTP elektronik tidak dapat diterima" in said
    assert "Kirim perbaikan</button>" in said
    again_ok = {"paper": "ktp", "file": walk.photo("ktp.jpg")}
    person.post(f"/permohonan/{returned.pk}/berkas/", again_ok)
    walk.work()
    assert walk.status_of(returned) == "returned", "it is sent at a new press only"
    person.post(f"/permohonan/{returned.pk}/kirim-perbaikan/")
    assert walk.status_of(returned) == "under-review"


def test_what_the_person_must_still_do_is_no_wish(returned: Application, person: Client) -> None:
    answer = person.post(f"/permohonan/{returned.pk}/kirim-perbaikan/")
    assert answer.status_code == 422
    assert "Masih ada yang diminta diperbaiki" in answer.content.decode()
    assert not SendWish.objects.exists()


def test_it_is_cancelled_and_overtaken(
    returned: Application, person: Client, scanner: FakeClamd
) -> None:
    again(person, returned)
    cancelled = person.post(f"/permohonan/{returned.pk}/kirim/batal/", follow=True)
    assert "Kirim perbaikan</button>" in cancelled.content.decode()
    person.post(f"/permohonan/{returned.pk}/kirim-perbaikan/")
    (one,) = waiting(returned)
    person.post(f"/permohonan/{returned.pk}/unggahan/{one}/hapus/")
    assert SendWish.objects.get().because == "changed"
    assert "ada yang diubah" in page(person, returned)
    scanner.answer = None
    scanned(returned)
    assert walk.status_of(returned) == "returned"
    assert attachments.incoming_of(returned.pk) == []
