"""Send is pressed once: while the scanner is away it is a wish, and nothing of it is lost."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from lintas.applications.draft_commands import watch_drafts
from lintas.applications.models import Answers, Application, SendWish
from lintas.applications.queries import office_of
from lintas.applications.sending_commands import send
from lintas.attachments import public as attachments
from lintas.attachments.incoming_commands import finish_incoming
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from tests import walk
from tests.applications.test_walk import ANSWERS, PAPERS
from tests.fakes.clamd import EICAR, FakeClamd
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
SERVICE = "paspor-penggantian"


@pytest.fixture
def draft(scanner: FakeClamd, person: Client) -> Application:
    """All is answered, the papers came, and all of them wait for the scanner."""
    made = walk.filled_draft(person, SERVICE, ANSWERS, PAPERS)
    assert attachments.attachments_of(made.pk) == []
    return made


@pytest.fixture
def wished(draft: Application, person: Client) -> Application:
    """Its owner signed in and pressed send."""
    walk.signed_in(person, f"/permohonan/{draft.pk}/periksa/")
    assert person.post(f"/permohonan/{draft.pk}/kirim/").url == f"/permohonan/{draft.pk}/periksa/"
    walk.work()
    return draft


def check(person: Client, draft: Application) -> str:
    page: str = person.get(f"/permohonan/{draft.pk}/periksa/", follow=True).content.decode()
    return page


def waiting(draft: Application) -> list[UUID]:
    return [one.id for one in attachments.incoming_of(draft.pk) if one.state == "waiting"]


def scanned(draft: Application, *papers: UUID) -> None:
    """The worker's next turn, after its pause."""
    for one in papers or waiting(draft):
        with suppress(attachments.UploadRefused):
            finish_incoming(incoming_id=one, at=clock.now() + timedelta(minutes=30))
    walk.work()


def kinds(draft: Application) -> list[str]:
    return [entry.kind for entry in journal.entries_of_case(draft.pk)]


def told() -> set[str]:
    return set(Notice.objects.values_list("template", flat=True))


def test_pressed_once_it_is_sent_when_the_last_paper_has_passed(
    wished: Application, person: Client, scanner: FakeClamd
) -> None:
    page = check(person, wished)
    assert "Akan dikirim begitu berkas selesai diperiksa" in page
    assert "Kirim permohonan<" not in page
    assert walk.status_of(wished) == "draft"
    assert not Bill.objects.exists()
    state = person.get(f"/permohonan/{wished.pk}/keadaan/").json()
    assert (state["status"], state["wish"]) == ("draft", "yes")
    scanned(wished)
    assert walk.status_of(wished) == "draft", "the scanner is still away"
    scanner.answer = None
    first, last = waiting(wished)
    scanned(wished, first)
    assert walk.status_of(wished) == "draft", "one paper still waits"
    scanned(wished, last)
    assert walk.status_of(wished) == "awaiting-payment"
    assert Bill.objects.get().hold_until > clock.now() + timedelta(minutes=100)
    assert {"submitted", "bill-issued"} <= told()
    assert not SendWish.objects.exists()
    walk.all_is_well()


def test_before_it_is_pressed_the_page_says_what_it_waits_for(
    draft: Application, person: Client
) -> None:
    page = check(person, draft)
    assert "tinggal menunggu pemeriksaan virus" in page
    assert "Kirim begitu berkas selesai diperiksa" in page
    assert "Masih perlu dilengkapi" not in page


def test_what_a_person_must_still_do_is_no_wish(scanner: FakeClamd, person: Client) -> None:
    draft = walk.filled_draft(person, SERVICE, ANSWERS, PAPERS[:1])
    walk.signed_in(person, f"/permohonan/{draft.pk}/periksa/")
    answer = person.post(f"/permohonan/{draft.pk}/kirim/")
    assert answer.status_code == 422
    assert "Masih perlu dilengkapi" in answer.content.decode()
    assert not SendWish.objects.exists()


def test_a_paper_that_does_not_pass_stops_it_and_is_named(
    draft: Application, person: Client, scanner: FakeClamd
) -> None:
    (old, *_others) = waiting(draft)
    attachments.drop_incoming(incoming_id=old)
    infected = walk.photo("ktp.jpg")
    infected.seek(0, 2)
    infected.write(EICAR)
    infected.seek(0)
    person.post(f"/permohonan/{draft.pk}/berkas/", {"paper": PAPERS[0], "file": infected})
    walk.signed_in(person, f"/permohonan/{draft.pk}/periksa/")
    person.post(f"/permohonan/{draft.pk}/kirim/")
    scanner.answer = None
    scanned(draft)
    assert walk.status_of(draft) == "draft"
    assert "KTP" in Notice.objects.get(template="sending-stopped").body
    page = check(person, draft)
    assert "Belum terkirim: berkas KTP elektronik tidak dapat diterima" in page
    assert "Masih perlu dilengkapi" in page
    papers = person.get(f"/permohonan/{draft.pk}/berkas/").content.decode()
    assert "Pemindai virus menemukan" in papers
    mended = {"paper": PAPERS[0], "file": walk.photo("ktp.jpg")}
    assert person.post(f"/permohonan/{draft.pk}/berkas/", mended).status_code == 302
    walk.work()
    assert walk.status_of(draft) == "draft", "it is sent at a new wish only"
    assert person.post(f"/permohonan/{draft.pk}/kirim/").status_code == 302
    assert walk.status_of(draft) == "awaiting-payment"


def test_an_answer_that_changed_meanwhile_ends_the_wish_and_the_page_says_so(
    wished: Application, person: Client, scanner: FakeClamd
) -> None:
    here = f"/permohonan/{wished.pk}/"
    names = {"nik": ANSWERS["nik"], "nama": ANSWERS["nama"]}
    first = next(p.id for p in walk.service_of(wished).pages if "nama" in p.questions)
    page = walk.asked_on(person.get(f"{here}isi/{first}/").content.decode())
    same = walk.form_of({q: a for q, a in ANSWERS.items() if q in page} | names)
    assert person.post(f"{here}isi/{first}/", same).status_code == 302
    assert SendWish.objects.get().fell_at is None, "saved as it was, nothing changed"
    assert person.post(f"{here}isi/{first}/", same | {"nama": "Contoh Lain"}).status_code == 302
    assert "sesudah Anda menekan Kirim, ada yang diubah" in check(person, wished)
    scanner.answer = None
    scanned(wished)
    assert walk.status_of(wished) == "draft"
    assert "application:sending-overtaken" in kinds(wished)
    assert person.post(f"{here}kirim/").status_code == 302
    assert walk.status_of(wished) == "awaiting-payment"


def test_it_is_cancelled(wished: Application, person: Client, scanner: FakeClamd) -> None:
    for _ in range(2):
        person.post(f"/permohonan/{wished.pk}/kirim/batal/")
    assert kinds(wished).count("application:sending-cancelled") == 1
    assert "Kirim begitu berkas selesai diperiksa" in check(person, wished)
    scanner.answer = None
    scanned(wished)
    assert walk.status_of(wished) == "draft"


def test_taking_a_paper_back_ends_the_wish(wished: Application, person: Client) -> None:
    (one, _other) = waiting(wished)
    person.post(f"/permohonan/{wished.pk}/unggahan/{one}/hapus/")
    assert SendWish.objects.get().because == "changed"


def test_stopping_an_upload_by_tus_ends_the_wish(wished: Application, person: Client) -> None:
    (one, _other) = waiting(wished)
    headers = {"Tus-Resumable": "1.0.0"}
    answer = person.delete(f"/permohonan/{wished.pk}/unggahan/{one}/", headers=headers)
    assert answer.status_code == 204
    assert SendWish.objects.get().because == "changed"


@pytest.mark.parametrize("how", ["thrown away", "expired"])
def test_an_erased_draft_is_not_sent_and_leaves_nothing(
    wished: Application, person: Client, scanner: FakeClamd, how: str
) -> None:
    uploads = waiting(wished)
    if how == "thrown away":
        assert person.post(f"/permohonan/{wished.pk}/buang/").status_code == 302
    else:
        watch_drafts(clock.now() + timedelta(days=office_of(wished).draft_days + 1))
    scanner.answer = None
    scanned(wished, *uploads)
    assert walk.status_of(wished) == "withdrawn"
    assert not SendWish.objects.exists()
    assert attachments.incoming_of(wished.pk) == []
    assert attachments.attachments_of(wished.pk) == []
    walk.all_is_well()


def test_what_became_unfit_meanwhile_is_told(
    wished: Application, person: Client, scanner: FakeClamd
) -> None:
    """As when a rule changes between the wish and the scanner's word."""
    answers = Answers.objects.get(pk=wished.pk)
    answers.data = {**answers.data, "keadaan-paspor-lama": "hilang"}
    answers.save()
    scanner.answer = None
    scanned(wished)
    assert walk.status_of(wished) == "draft"
    assert SendWish.objects.get().because == "unfit"
    assert "sending-unfit" in told()
    assert "syarat atau tarif layanan ini berubah" in check(person, wished)


def test_a_stranger_cannot_cancel(wished: Application) -> None:
    assert Client().post(f"/permohonan/{wished.pk}/kirim/batal/").status_code == 404
    assert SendWish.objects.get().fell_at is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_scanners_word_and_the_wish_at_the_same_instant(
    draft: Application, person: Client, scanner: FakeClamd, at: datetime
) -> None:
    walk.signed_in(person, f"/permohonan/{draft.pk}/periksa/")
    account = walk.CodeDevice.objects.get().user_id
    actor, scanner.answer = Actor(kind=ActorKind.PERSON, id=account), None
    uploads = waiting(draft)

    def turn(nth: int) -> None:
        if nth < len(uploads):
            finish_incoming(incoming_id=uploads[nth], at=clock.now() + timedelta(minutes=30))
        else:
            send(application=Application.objects.get(pk=draft.pk), bill_id=new_id(), actor=actor,
                 at=clock.now())  # fmt: skip

    found = at_once(len(uploads) + 1, turn)
    assert not any(isinstance(one, Exception) and not isinstance(one, Refused) for one in found)
    walk.work()
    assert walk.status_of(draft) == "awaiting-payment"
