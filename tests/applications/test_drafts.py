"""Drafts are kept for a time the office says, reminded of, and erased; several a person."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from lintas.applications.draft_commands import watch_drafts
from lintas.applications.draft_queries import kept_until, progress_of
from lintas.applications.models import Answers, Application, DraftContact, Mark, Typed
from lintas.applications.queries import office_of
from lintas.attachments import public as attachments
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.notices.models import Notice
from tests import walk

pytestmark = pytest.mark.django_db
SERVICE = "paspor-penggantian"


def begun(person: Client) -> Application:
    place = person.post(f"/permohonan/baru/{SERVICE}/").url
    return Application.objects.get(pk=UUID(place.split("/")[2]))


def filled(person: Client) -> Application:
    """A name, a NIK, half a date, a photo."""
    draft = begun(person)
    at = f"/permohonan/{draft.pk}/"
    person.post(f"{at}isi/identitas/", {"nik": "1309011203900001", "nama": "Contoh Sapphira"})
    half = {"_q": "tanggal-lahir", "tanggal-lahir_day": "3"}
    assert person.post(f"{at}isi/kelahiran/ketik/", half).status_code == 200
    given = {"paper": "ktp", "file": walk.photo()}
    assert person.post(f"{at}berkas/", given).status_code == 302
    draft.refresh_from_db()
    return draft


def kinds(draft: Application) -> list[str]:
    return [e.kind for e in journal.entries_of_case(draft.pk)]


def in_days(count: int) -> datetime:
    return clock.now() + timedelta(days=count)


def test_a_draft_is_reminded_of_twice_and_then_erased() -> None:
    person = Client()
    draft = filled(person)
    office = office_of(draft)
    assert kept_until(draft) == office.today(clock.now()) + timedelta(days=office.draft_days)
    address = f"/permohonan/{draft.pk}/simpan/"
    assert "Tulis nomor telepon" in person.post(address, {"contact": "x"}).content.decode()
    assert person.post(address, {"contact": "0812 3456 7890"}).status_code == 302
    for days in (10, office.draft_days - 14, office.draft_days - 13, office.draft_days - 3):
        watch_drafts(in_days(days))
        watch_drafts(in_days(days))
    assert kinds(draft).count("application:draft-reminded") == 2
    walk.work()
    letters = Notice.objects.filter(template="draft-reminded")
    assert letters.count() == 2
    assert {letter.case for letter in letters} == {None}, "whoever reads there has no key to it"
    assert "dihapus" in letters[0].body
    watch_drafts(in_days(office.draft_days - 1))
    assert walk.status_of(draft) == "draft"
    watch_drafts(in_days(office.draft_days))
    watch_drafts(in_days(office.draft_days))
    assert walk.status_of(draft) == "withdrawn"
    assert kinds(draft).count("application:draft-expired") == 1
    assert Answers.objects.get().data == {}
    assert not Answers.objects.get().name
    assert not Mark.objects.exists()
    assert not Typed.objects.exists()
    assert not DraftContact.objects.exists()
    assert attachments.attachments_of(draft.pk) == []
    page = person.get(f"/permohonan/{draft.pk}/").content.decode()
    assert "lama tidak disentuh" in page
    assert "Ajukan lagi" not in page
    walk.work()
    walk.all_is_well()


def test_a_word_typed_or_a_photo_begins_the_time_anew() -> None:
    person = Client()
    draft = filled(person)
    long_ago = clock.now() - timedelta(days=59)
    Answers.objects.update(written_at=long_ago, warned_days=3)
    draft = Application.objects.get()
    assert kept_until(draft) > office_of(draft).today(in_days(50)), "the photo is of today"
    person.post(f"/permohonan/{draft.pk}/isi/identitas/ketik/", {"_q": "nama", "nama": "Contoh S"})
    kept = Answers.objects.get()
    assert kept.written_at > long_ago
    assert kept.warned_days is None


def test_a_request_that_was_sent_does_not_expire(at: datetime) -> None:
    draft = begun(Client())
    Application.objects.update(status="withdrawn")
    watch_drafts(at + timedelta(days=1000))
    assert "application:draft-expired" not in kinds(draft)


def test_several_drafts_of_one_browser_are_listed_copied_and_thrown_away() -> None:
    person = Client()
    assert person.get("/saya/").status_code == 302, "nothing here: sign in"
    first, second = filled(person), begun(person)
    page = person.get("/saya/").content.decode()
    assert first.number in page
    assert second.number in page
    done = progress_of(first)
    assert f"{done.done} dari {done.count} langkah" in page
    assert "disimpan sampai" in page
    assert first.number not in Client().get("/saya/", follow=True).content.decode()

    copied = person.post(f"/permohonan/{first.pk}/ulang/")
    copy = Application.objects.get(pk=UUID(copied.url.split("/")[2]))
    assert copy.pk not in {first.pk, second.pk}
    assert copy.answers.data["nama"] == "Contoh Sapphira"
    assert [a.purpose for a in attachments.attachments_of(copy.pk)] == ["ktp"]

    assert Client().post(f"/permohonan/{first.pk}/buang/").status_code == 404
    assert "Buang isian" in person.get(f"/permohonan/{first.pk}/buang/").content.decode()
    assert person.post(f"/permohonan/{first.pk}/buang/").url == "/saya/"
    assert walk.status_of(first) == "withdrawn"
    assert Answers.objects.get(pk=first.pk).data == {}
    assert attachments.attachments_of(first.pk) == []
    assert len(attachments.attachments_of(copy.pk)) == 1, "a copy has papers of its own"


def test_what_belongs_to_no_account_is_seen_by_nobody_but_who_began_it() -> None:
    mine = Client()
    draft = begun(mine)
    assert draft.account_id is None
    another = Client()
    begun(another)
    for stranger in (Client(), another):
        assert stranger.get(f"/permohonan/{draft.pk}/").status_code == 404
    assert mine.get(f"/permohonan/{draft.pk}/").status_code in {200, 302}
