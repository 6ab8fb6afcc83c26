"""A second request for the same person is told, and nobody learns of somebody else's."""

from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from lintas.accounts.models import Account
from lintas.applications.models import Application
from lintas.applications.overlap import cases_of_the_same, overlapping
from lintas.applications.public import Status, start_draft
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests import make
from tests.answers import SPECIMEN
from tests.walk import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
PASSPORT = "L898902C3"


def someone(name: str, *cases: Application) -> Actor:
    account: Account = make.account(name, clock.now())
    return Actor(kind=ActorKind.PERSON, id=account.pk, cases=frozenset(case.pk for case in cases))


def request_of(actor: Actor, passport: str, status: Status = Status.DRAFT) -> Application:
    at: datetime = clock.now()
    application = start_draft(
        application_id=new_id(),
        service=catalogue.service("perpanjangan-itk"),
        office="mentawai",
        language="id",
        actor=actor,
        at=at,
    )
    page = {
        "nama": "Contoh",
        "kewarganegaraan": "Utopia",
        "nomor-paspor": passport,
        "paspor-berlaku-sampai": "1 1 2031",
    }
    if passport:
        client = Client()
        client.force_login(Account.objects.get(pk=actor.id))
        where = f"/permohonan/{application.pk}/isi/passport/"
        assert client.post(where, form_of(page)).status_code == 302
    Application.objects.filter(pk=application.pk).update(status=status)
    return Application.objects.select_related("answers").get(pk=application.pk)


def test_a_draft_for_the_same_passport_is_offered_and_what_was_sent_comes_first() -> None:
    anna = someone("anna")
    draft, here = request_of(anna, PASSPORT), request_of(anna, PASSPORT)
    assert overlapping(here, anna) == draft
    paid = request_of(anna, PASSPORT, Status.PAID)
    assert overlapping(here, anna) == paid
    Application.objects.filter(pk=paid.pk).update(status=Status.COLLECTED)
    assert overlapping(here, anna) == draft


def test_another_person_of_the_family_is_no_second_request() -> None:
    anna = someone("anna")
    request_of(anna, "X1234567", Status.PAID)
    assert overlapping(request_of(anna, PASSPORT), anna) is None


def test_where_no_number_is_written_yet_the_account_is_enough() -> None:
    anna = someone("anna")
    paid = request_of(anna, PASSPORT, Status.PAID)
    assert overlapping(request_of(anna, ""), anna) == paid


def test_nobody_learns_of_a_request_that_is_not_theirs() -> None:
    anna, other = someone("anna"), someone("other")
    paid = request_of(anna, PASSPORT, Status.PAID)
    here = request_of(other, PASSPORT)
    assert overlapping(here, other) is None
    client = Client()
    client.force_login(Account.objects.get(pk=other.id))
    page = client.get(f"/permohonan/{here.pk}/periksa/").content.decode()
    assert paid.number not in page
    assert "masih berjalan" not in page
    opened = someone("other", paid)  # who has its number and secret may know
    assert overlapping(here, opened) == paid


def test_the_office_sees_every_case_of_the_same_number() -> None:
    anna, other = someone("anna"), someone("other")
    paid = request_of(anna, PASSPORT, Status.PAID)
    here = request_of(other, PASSPORT, Status.UNDER_REVIEW)
    request_of(other, PASSPORT)
    assert cases_of_the_same(here, officer_of("mentawai")) == [paid]
    assert cases_of_the_same(here, officer_of("lain")) == []
    assert cases_of_the_same(request_of(other, ""), officer_of("mentawai")) == []


def officer_of(office: str) -> Actor:
    return Actor(kind=ActorKind.STAFF, id=new_id(), roles=frozenset({Role.OFFICER}), office=office)


def test_the_summary_names_what_differs_and_offers_the_other_draft() -> None:
    person = Client()
    ones = []
    for _ in range(2):
        place = person.post("/permohonan/baru/perpanjangan-itk/").url
        one = UUID(place.split("/")[2])
        person.post(f"/permohonan/{one}/isi/baris-paspor/", {"baris-paspor": SPECIMEN})
        ones.append(Application.objects.get(pk=one))
    first, second = ones
    person.post(
        f"/permohonan/{second.pk}/isi/passport/",
        form_of(
            {
                "nama": "Ana Eriksson",
                "kewarganegaraan": "Utopia",
                "nomor-paspor": PASSPORT,
                "paspor-berlaku-sampai": "15 4 2012",
            }
        ),
    )
    page = person.get(f"/permohonan/{second.pk}/periksa/").content.decode()
    assert first.number in page
    assert f'href="/permohonan/{first.pk}/periksa/"' in page
    assert "Lihat lagi sebelum mengirim" in page
    assert 'href="#q-nama"' in page
    assert "Nama ini berbeda dari nama pada dua baris" in page
