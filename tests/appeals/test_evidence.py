"""Papers with an objection: brought before or after it is filed, seen by whoever answers."""

from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts.models import Account
from lintas.appeals.models import Appeal
from lintas.applications.models import Application
from lintas.attachments import public as attachments
from tests import walk
from tests.appeals.test_commands import GROUNDS, answer, refused

__all__ = ["refused"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def owner(refused: Application) -> Client:
    found = Client()
    found.force_login(Account.objects.get(username="somebody"))
    return found


def place(case: Application) -> str:
    return f"/permohonan/{case.pk}/keberatan/"


def kept(case: Application) -> list[str]:
    return [one.name for one in attachments.attachments_of(case.pk)]


def test_one_form_takes_words_and_papers_and_the_decider_sees_both(
    refused: Application, owner: Client
) -> None:
    given = {"grounds": GROUNDS, "file": [walk.photo("surat.jpg"), walk.photo("ktp.jpg")]}
    assert owner.post(place(refused), given | {"do": "ajukan"}).status_code == 302
    (paper, _other) = attachments.attachments_of(refused.pk)
    desk = f"/petugas/berkas/{refused.pk}/"
    page = walk.signed_in_staff("lukas").get(desk).content.decode()
    assert GROUNDS in page
    assert f"{desk}lampiran/{paper.id}/" in page
    owners = owner.get(place(refused)).content.decode()
    assert "surat.jpg" in owners
    status = owner.get(f"/permohonan/{refused.pk}/").content.decode()
    assert "Siapa yang membuka berkas Anda" in status


def test_papers_stay_when_words_lack_and_words_stay_when_papers_come(
    refused: Application, owner: Client
) -> None:
    lacking = {"grounds": " ", "file": walk.photo("surat.jpg"), "do": "ajukan"}
    answered = owner.post(place(refused), lacking)
    assert answered.status_code == 422
    assert "surat.jpg" in answered.content.decode()
    more = {"grounds": GROUNDS, "file": walk.photo("lain.jpg"), "do": "unggah"}
    page = owner.post(place(refused), more)
    assert page.status_code == 200
    assert GROUNDS in page.content.decode()
    assert "lain.jpg" in page.content.decode()
    nothing = owner.post(place(refused), {"grounds": GROUNDS, "do": "unggah"})
    assert nothing.status_code == 422
    assert GROUNDS in nothing.content.decode()
    assert not Appeal.objects.exists()


def test_before_it_is_filed_a_paper_is_taken_back_and_after_it_not(
    refused: Application, owner: Client
) -> None:
    for name in ("satu.jpg", "dua.jpg"):
        owner.post(place(refused), {"file": walk.photo(name), "do": "unggah"})
    first, second = attachments.attachments_of(refused.pk)
    assert owner.post(place(refused), {"do": f"hapus:{first.id}"}).status_code == 302
    assert kept(refused) == ["dua.jpg"]
    owner.post(place(refused), {"grounds": GROUNDS, "do": "ajukan"})
    assert owner.post(place(refused), {"do": f"hapus:{second.id}"}).status_code == 422
    more = {"file": walk.photo("tiga.jpg"), "do": "unggah"}
    assert owner.post(place(refused), more).status_code == 302
    assert kept(refused) == ["dua.jpg", "tiga.jpg"]
    assert owner.post(place(refused), {"do": "hapus:bukan-id"}).status_code == 404


def test_once_it_is_answered_nothing_more_is_taken(
    refused: Application, owner: Client, at: datetime
) -> None:
    owner.post(place(refused), {"grounds": GROUNDS, "do": "ajukan"})
    answer(Appeal.objects.get(), "refused", at)
    late = owner.post(place(refused), {"file": walk.photo("telat.jpg"), "do": "unggah"})
    assert late.status_code == 422
    assert kept(refused) == []
    assert 'type="file"' not in late.content.decode()


def test_it_comes_piece_by_piece_and_a_stranger_finds_nothing(
    refused: Application, owner: Client
) -> None:
    page = owner.get(place(refused)).content.decode()
    assert f'data-begin="{place(refused)}unggahan/"' in page
    headers = {
        "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": "paper a3Rw",
    }  # fmt: skip
    assert owner.post(f"{place(refused)}unggahan/", headers=headers).status_code == 400
    assert Client().post(f"{place(refused)}unggahan/", headers=headers).status_code == 404
