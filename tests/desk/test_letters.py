"""What is previewed is what is sent and kept; a refusal is never sent unseen."""

import re
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.invariants import all_checks
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.letters.models import Letter
from tests import make, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
HASH = re.compile(r'name="letter" value="([0-9a-f]{64})"')
REFUSAL = {"reason": "keterangan-tidak-benar", "text": "Nama pada KTP berbeda."}


@pytest.fixture
def case(at: datetime) -> Application:
    demo.seed_staff("mentawai", clock.now())
    (one,) = make.applications(1, at, of=make.account("somebody", at).pk)
    Application.objects.update(
        reviewed_by=Account.objects.get(username="rosa").pk,
        decider=Account.objects.get(username="yohana").pk,
    )
    return one


def test_a_refusal_is_sent_as_it_was_seen(case: Application) -> None:
    approver, place = walk.signed_in_staff("yohana"), f"/petugas/berkas/{case.pk}/"
    unseen = approver.post(f"{place}refuse/", REFUSAL)
    assert unseen.status_code == 422
    assert "Nama pada KTP berbeda." in unseen.content.decode(), "nothing typed is lost"
    shown = approver.post(f"{place}refuse/", {**REFUSAL, "preview": "refuse"})
    seen = HASH.search(shown.content.decode()).group(1)
    assert walk.status_of(case) == "under-review", "a preview decides nothing"
    other = {**REFUSAL, "text": "Lain.", "letter": seen}
    assert approver.post(f"{place}refuse/", other).status_code == 422
    assert approver.post(f"{place}refuse/", {**REFUSAL, "letter": seen}).status_code == 302
    kept = Letter.objects.get()
    assert kept.sha256 == seen
    said = [e for e in journal.entries_of_case(case.pk) if e.kind == "letter:made"]
    assert [e.data.sha256 for e in said] == [seen]
    assert list(all_checks()["check_letters"]()) == []
    page = approver.get(f"{place}surat/{kept.pk}/").content.decode()
    assert "keterangan-palsu" in page
    assert "keberatan paling lambat" in page


def test_an_approval_that_changed_since_it_was_seen_is_seen_again(case: Application) -> None:
    approver, place = walk.signed_in_staff("yohana"), f"/petugas/berkas/{case.pk}/"
    shown = approver.post(f"{place}approve/", {"text": "Selamat.", "preview": "approve"})
    seen = HASH.search(shown.content.decode()).group(1)
    assert approver.post(f"{place}approve/", {"text": "Lain.", "letter": seen}).status_code == 422
    assert (
        approver.post(f"{place}approve/", {"text": "Selamat.", "letter": seen}).status_code == 302
    )
    assert Letter.objects.get().sha256 == seen


def test_a_return_has_its_letter_item_by_item(case: Application) -> None:
    officer, place = walk.signed_in_staff("rosa"), f"/petugas/berkas/{case.pk}/"
    given = {"item:paper:ktp": "Buram", "item:question:nama": ""}
    shown = officer.post(f"{place}return/", {**given, "preview": "return"}).content.decode()
    assert "KTP elektronik: Buram" in shown
    assert 'value="Buram"' in shown
    seen = HASH.search(shown).group(1)
    officer.post(f"{place}return/", {**given, "letter": seen})
    assert Letter.objects.get().sha256 == seen


def test_the_database_itself_refuses_to_change_a_letter(case: Application) -> None:
    walk.signed_in_staff("yohana").post(f"/petugas/berkas/{case.pk}/approve/", {"text": ""})
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.update(kind="refused")
