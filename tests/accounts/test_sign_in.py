"""People sign in on pages: a contact, a code, and back to where they came from."""

from datetime import datetime

import pytest
from django.test import Client

from lintas.accounts.errors import CodeSentJustNow, CodeWrong, TooManyTries
from lintas.accounts.models import Account, CodeDevice
from lintas.accounts.views import PENDING
from tests.accounts.cast import PERSON, hours_pass, person_signed_in, wrong

pytestmark = pytest.mark.django_db
TO = {"contact": PERSON.value}


def code() -> str:
    return CodeDevice.objects.latest("id").token


def page_of(client: Client, path: str, typed: dict[str, str]) -> str:
    answer = client.post(path, typed)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_code_brings_one_back_to_the_page_one_came_from(client: Client) -> None:
    client.post("/masuk/", {**TO, "next": "/layanan/"})
    entered = client.post("/masuk/kode/", {"code": code()})
    assert (entered.status_code, entered["Location"]) == (302, "/layanan/")
    assert client.get("/saya/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere", ["https://lain.example/", "//lain.example", "javascript:alert(1)", "\\\\lain"]
)
def test_nobody_is_sent_to_another_site(client: Client, elsewhere: str) -> None:
    client.post("/masuk/", {**TO, "next": elsewhere})
    assert client.post("/masuk/kode/", {"code": code()})["Location"] == "/saya/"


def test_a_code_may_be_typed_with_blanks_and_other_digits(client: Client) -> None:
    client.post("/masuk/", TO)
    wide = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in code())
    assert client.post("/masuk/kode/", {"code": f" {wide[:3]} {wide[3:]}"}).status_code == 302


def test_a_wrong_code_says_what_to_do_and_the_page_stays(client: Client) -> None:
    client.post("/masuk/", TO)
    page = page_of(client, "/masuk/kode/", {"code": wrong(code())})
    assert str(CodeWrong.sentence) in page
    assert client.get("/saya/").status_code == 302


def test_the_page_for_the_code_hides_most_of_the_address(client: Client) -> None:
    client.post("/masuk/", TO)
    page = client.get("/masuk/kode/").content.decode()
    assert "c•••@contoh.example" in page
    assert PERSON.value not in page
    assert code() not in page


@pytest.mark.parametrize("typed", ["contoh", "0812", "contoh@"])
def test_a_contact_that_is_not_understood_stays_in_its_field(client: Client, typed: str) -> None:
    page = page_of(client, "/masuk/", {"contact": typed})
    assert "0812 3456 7890" in page
    assert f'value="{typed}"' in page
    assert not Account.objects.exists()


def test_asking_again_at_once_says_to_wait_and_keeps_the_code(client: Client) -> None:
    client.post("/masuk/", TO)
    before = code()
    assert str(CodeSentJustNow.sentence) in page_of(client, "/masuk/kode/lagi/", {})
    assert str(CodeSentJustNow.sentence) in page_of(client, "/masuk/", TO)
    assert client.post("/masuk/kode/", {"code": before}).status_code == 302


def test_asking_again_later_sends_another_code(client: Client) -> None:
    client.post("/masuk/", TO)
    hours_pass()
    assert client.post("/masuk/kode/lagi/")["Location"] == "/masuk/kode/"
    assert client.post("/masuk/kode/", {"code": code()}).status_code == 302


def test_a_mailbox_is_not_flooded(mid_hour: None, client: Client) -> None:
    for _ in range(6):
        assert Client().post("/masuk/", TO).status_code == 302
        hours_pass()
    assert str(TooManyTries.sentence) in page_of(client, "/masuk/", TO)


@pytest.mark.parametrize("path", ["/masuk/kode/", "/masuk/kode/lagi/"])
def test_without_a_contact_there_is_no_code_to_enter(client: Client, path: str) -> None:
    assert client.post(path, {"code": "123456"})["Location"] == "/masuk/"


def test_a_used_code_signs_no_second_browser_in(client: Client) -> None:
    client.post("/masuk/", TO)
    used, other = code(), Client()
    session = other.session
    session[PENDING] = client.session[PENDING]
    session.save()
    assert client.post("/masuk/kode/", {"code": used}).status_code == 302
    assert str(CodeWrong.sentence) in page_of(other, "/masuk/kode/", {"code": used})


def test_the_account_keeps_the_language_it_was_opened_in(client: Client) -> None:
    client.post("/en/masuk/", TO)
    assert Account.objects.get().language == "en"


def test_signing_out_is_signing_out(at: datetime) -> None:
    person = person_signed_in(at)
    assert person.get("/saya/").status_code == 200
    assert person.get("/keluar/").status_code == 405
    person.post("/keluar/")
    assert person.get("/saya/").status_code == 302
