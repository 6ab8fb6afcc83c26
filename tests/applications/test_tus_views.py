"""Uploads by tus 1.0 over HTTP: every answer the protocol names, and who may ask."""

import base64
import hashlib
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from lintas.applications.models import Application, Correction
from lintas.applications.public import Status
from lintas.attachments.public import attachments_of, incoming_of
from lintas.invariants import broken
from lintas.kernel import clock
from lintas.kernel.ids import new_id
from tests.make import account
from tests.walk import photo, work

pytestmark = pytest.mark.django_db
VERSION = {"HTTP_TUS_RESUMABLE": "1.0.0"}
KIND = "application/offset+octet-stream"
LIMIT = 15 * 1024 * 1024


def coded(**told: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())


class Sender:
    """A browser with a draft."""

    def __init__(self, language: str = "") -> None:
        self.client = Client()
        place = self.client.post(f"{language}/permohonan/baru/paspor-penggantian/").url
        self.case = place.split("/permohonan/")[1].split("/")[0]
        self.uploads = f"{language}/permohonan/{self.case}/unggahan/"
        self.papers = f"{language}/permohonan/{self.case}/berkas/"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: Any) -> HttpResponse:
        more = {**VERSION, **headers}
        return self.client.generic(method, path, body, content_type=KIND, **more)

    def begin(self, length: int, **told: str) -> HttpResponse:
        metadata = coded(**{"paper": "ktp", "filename": "ktp saya.jpg", **told})
        return self.ask(
            "POST", self.uploads, HTTP_UPLOAD_LENGTH=str(length), HTTP_UPLOAD_METADATA=metadata
        )

    def send(self, place: str, offset: int, piece: bytes, **headers: str) -> HttpResponse:
        return self.ask("PATCH", place, piece, HTTP_UPLOAD_OFFSET=str(offset), **headers)

    def offset(self, place: str) -> int:
        return int(self.ask("HEAD", place)["Upload-Offset"])


def stands(sender: Sender, status: Status, at: datetime) -> None:
    owner = account("orang", at)
    Application.objects.filter(pk=sender.case).update(
        status=status, status_since=at, account_id=owner.pk, submitted_at=at
    )


@pytest.fixture
def sender(db: None) -> Sender:
    return Sender()


def test_what_the_server_can_do(sender: Sender) -> None:
    answer = sender.client.options(sender.uploads)
    assert answer.status_code == 204
    assert answer["Tus-Resumable"] == answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,checksum,expiration,termination"
    assert answer["Tus-Max-Size"] == str(LIMIT)
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_photo_in_three_pieces(sender: Sender) -> None:
    raw = photo().read()
    begun = sender.begin(len(raw))
    assert begun.status_code == 201
    assert begun["Upload-Expires"].endswith("GMT")
    place = begun["Location"]
    for start in (0, 1000, 2000):
        end = start + 1000 if start < 2000 else len(raw)
        answer = sender.send(place, start, raw[start:end])
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(end))
        assert ("Upload-Expires" in answer) == (end < len(raw))
    head = sender.ask("HEAD", place)
    assert (head["Upload-Offset"], head["Upload-Length"]) == (str(len(raw)), str(len(raw)))
    assert "no-store" in head["Cache-Control"]
    (kept,) = attachments_of(Application.objects.get().pk)
    assert (kept.purpose, kept.name) == ("ktp", "ktp saya.jpg")
    assert "ktp saya.jpg" in sender.client.get(sender.papers).content.decode()
    assert list(broken()) == []


def test_a_piece_for_another_place_is_a_conflict(sender: Sender) -> None:
    place = sender.begin(100)["Location"]
    assert sender.send(place, 0, b"x" * 10).status_code == 204
    assert sender.send(place, 0, b"x" * 10).status_code == 409
    assert sender.send(place, 20, b"x" * 10).status_code == 409
    assert sender.offset(place) == 10


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_a_piece_with_a_checksum_is_taken_whole_or_not_at_all(sender: Sender, name: str) -> None:
    place, piece = sender.begin(100)["Location"], b"x" * 10
    right = base64.b64encode(hashlib.new(name, piece).digest()).decode()
    wrong = base64.b64encode(hashlib.new(name, b"other").digest()).decode()
    refused = sender.send(place, 0, piece, HTTP_UPLOAD_CHECKSUM=f"{name} {wrong}")
    assert (refused.status_code, sender.offset(place)) == (460, 0)
    taken = sender.send(place, 0, piece, HTTP_UPLOAD_CHECKSUM=f"{name} {right}")
    assert (taken.status_code, sender.offset(place)) == (204, 10)
    unknown = sender.send(place, 10, piece, HTTP_UPLOAD_CHECKSUM=f"md5 {right}")
    assert (unknown.status_code, sender.offset(place)) == (400, 10)


def test_size_is_judged_before_a_byte_is_taken(sender: Sender) -> None:
    answer = sender.begin(LIMIT + 1)
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()
    assert "too large" in Sender("/en").begin(LIMIT + 1).content.decode()
    assert sender.begin(0).status_code == 422
    place = sender.begin(10)["Location"]
    assert sender.send(place, 0, b"x" * 11).status_code == 413
    assert sender.offset(place) == 0


def test_the_other_wrong_questions(sender: Sender) -> None:
    place = sender.begin(10)["Location"]
    old = sender.ask("HEAD", place, HTTP_TUS_RESUMABLE="0.2.2")
    assert (old.status_code, old["Tus-Version"]) == (412, "1.0.0")
    plain = sender.client.generic(
        "PATCH", place, b"x", content_type="text/plain", HTTP_UPLOAD_OFFSET="0", **VERSION
    )
    assert plain.status_code == 415
    assert sender.ask("PATCH", place, b"x").status_code == 400
    assert sender.ask("PATCH", place, b"x", HTTP_UPLOAD_OFFSET="-1").status_code == 400
    assert sender.ask("GET", place).status_code == 405
    assert sender.begin(10, paper="tidak-ada").status_code == 400
    assert sender.ask("POST", sender.uploads, HTTP_UPLOAD_METADATA="paper !").status_code == 400
    without = sender.ask("POST", sender.uploads, HTTP_UPLOAD_METADATA=coded(paper="ktp"))
    assert without.status_code == 400
    assert sender.ask("HEAD", f"{sender.uploads}{new_id()}/").status_code == 404


def test_networks_that_know_only_post(sender: Sender) -> None:
    place = sender.begin(10)["Location"]
    answer = sender.ask(
        "POST", place, b"x" * 4, HTTP_UPLOAD_OFFSET="0", HTTP_X_HTTP_METHOD_OVERRIDE="PATCH"
    )
    assert (answer.status_code, sender.offset(place)) == (204, 4)


def test_an_upload_given_up_is_gone(sender: Sender) -> None:
    place = sender.begin(10)["Location"]
    assert sender.ask("DELETE", place).status_code == 204
    assert sender.ask("HEAD", place).status_code == 404


def test_a_stranger_finds_nothing(sender: Sender) -> None:
    place, stranger = sender.begin(10)["Location"], Sender()
    for method in ("HEAD", "PATCH", "DELETE", "OPTIONS"):
        assert stranger.ask(method, place, HTTP_UPLOAD_OFFSET="0").status_code == 404
    assert stranger.ask("POST", sender.uploads).status_code == 404
    other = place.replace(sender.case, stranger.case)  # their own draft, another's upload
    assert stranger.ask("HEAD", other).status_code == 404
    assert stranger.client.post(f"{other}hapus/").status_code == 404
    assert sender.offset(place) == 0


def test_another_site_cannot_send_in_somebodys_name(sender: Sender) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = sender.client.cookies
    place = sender.begin(10)["Location"]
    for method in ("PATCH", "DELETE"):
        answer = careful.generic(
            method, place, b"x", content_type=KIND, HTTP_UPLOAD_OFFSET="0", **VERSION
        )
        assert answer.status_code == 403
    page = careful.get(sender.papers).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = careful.generic(
        "PATCH", place, b"x", content_type=KIND, HTTP_UPLOAD_OFFSET="0",
        HTTP_X_CSRFTOKEN=token, **VERSION,
    )  # fmt: skip
    assert answer.status_code == 204


def test_a_request_that_was_sent_takes_nothing_more(sender: Sender) -> None:
    stands(sender, Status.UNDER_REVIEW, clock.now())
    assert sender.begin(10).status_code == 400


def test_what_is_refused_says_so_on_the_page_in_both_languages() -> None:
    for language, words in (("", "tidak dapat dibuka"), ("/en", "cannot be opened")):
        sender = Sender(language)
        raw = photo().read()[:3000]
        answer = sender.send(sender.begin(len(raw))["Location"], 0, raw)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        page = sender.client.get(sender.papers).content.decode()
        assert words in page
        (refused,) = incoming_of(Application.objects.get(pk=sender.case).pk)
        sender.client.post(f"{sender.uploads}{refused.id}/hapus/")
        assert words not in sender.client.get(sender.papers).content.decode()


def test_a_paper_that_was_asked_for_again_is_done_when_its_upload_is(sender: Sender) -> None:
    application, at = Application.objects.get(), clock.now()
    stands(sender, Status.RETURNED, at)
    for item in ("paper:ktp", "paper:paspor-lama"):
        Correction.objects.create(
            id=new_id(), application=application, item=item, text="buram", asked_at=at,
            asked_by=new_id(),
        )  # fmt: skip
    raw = photo().read()
    assert sender.begin(len(raw), paper="kk").status_code == 400
    sender.send(sender.begin(len(raw))["Location"], 0, raw)
    assert Correction.objects.get(item="paper:ktp").done_at is not None
    Correction.objects.update(done_at=None)
    work()  # the journal's own news does the same, for uploads that had to wait
    done = set(Correction.objects.exclude(done_at=None).values_list("item", flat=True))
    assert done == {"paper:ktp"}
