"""Staff see each message before it is sent, and afterwards whether it arrived."""

import pytest
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.public import Status
from lintas.kernel import clock
from lintas.notices.models import Sending
from lintas.notices.texts import texts
from tests import make, walk
from tests.fakes.channel import FakeChannel
from tests.notices.cast import PHONE, account_of, sent, told, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]


@pytest.fixture
def officer() -> Client:
    demo.seed_staff("mentawai", clock.now())
    return walk.signed_in_staff("rosa")


@pytest.fixture
def case() -> Application:
    """A request whose applicant was told by SMS and could not be reached."""
    at = clock.now()
    account = account_of(at, None)
    (one,) = make.applications(1, at, of=account, status=Status.READY)
    work(sent(told(account, at, case=one.pk)), FakeChannel("sms", mode="refuse"))
    work(sent(told(account, at, case=one.pk)), FakeChannel("sms"))
    return one


def test_each_message_is_shown_on_each_channel_in_both_languages(officer: Client) -> None:
    page = officer.get("/petugas/pesan/").content.decode()
    assert all(f"/petugas/pesan/{kind}/" in page for kind in texts())
    one = officer.get("/petugas/pesan/ready/").content.decode()
    for words in ("SMS", "WhatsApp", "Telegram", "E-mail", "GSM-7", "Rp350", "Mentawai Immigr"):
        assert words in one
    assert officer.get("/petugas/pesan/nothing/").status_code == 404


def test_previews_are_for_staff_alone() -> None:
    assert Client().get("/petugas/pesan/").status_code == 302
    person = Client()
    person.force_login(Account.objects.create(phone=PHONE, opened_at=clock.now()))
    assert person.get("/petugas/pesan/ready/").status_code == 404


def test_costs_are_summed_by_month_and_channel(officer: Client, case: Application) -> None:
    Sending.objects.filter(state="sent").update(cost_rupiah=700, segments=2)
    page = officer.get("/petugas/pesan/").content.decode()
    assert "November 2026" in page
    assert "Rp700" in page


def test_a_case_tells_staff_and_applicant_what_became_of_each_message(
    officer: Client, case: Application
) -> None:
    page = officer.get(f"/petugas/berkas/{case.pk}/").content.decode()
    assert "•••• 7890: gagal" in page
    assert "ditolak oleh layanan pengiriman" in page
    assert "•••• 7890: terkirim" in page
    assert PHONE not in page
    Sending.objects.filter(state="sent").update(state="delivered", delivered_at=clock.now())
    person = Client()
    person.force_login(Account.objects.get(phone=PHONE))
    own = person.get(f"/permohonan/{case.pk}/").content.decode()
    assert "Kami kirim SMS ke •••• 7890, sampai Rab 25 Nov, 09.0" in own
    assert "tidak sampai" in own
