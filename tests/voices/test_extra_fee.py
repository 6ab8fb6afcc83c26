"""Anybody tells that more was asked; it is kept for good, and not for those it is about."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from lintas.accounts import demo
from lintas.accounts.models import StaffRole
from lintas.journal import public as journal
from lintas.kernel import clock
from lintas.voices.models import ExtraFeeReport
from tests import walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nine_in_the_morning")]
TOLD = {
    "happened_on": "2026-11-24",
    "place": "Loket 2",
    "asked": "Lima puluh ribu agar cepat",
    "whom": "officer",
    "described": "Kemeja biru",
    "contact": "",
}


def told(**changed: str) -> str:
    answer = Client().post("/biaya/lapor/", TOLD | changed, follow=True)
    assert answer.status_code == 200
    number: str = ExtraFeeReport.objects.latest("made_at").number
    assert number in answer.content.decode()
    return number


def page_of(client: Client) -> str:
    return client.get("/petugas/laporan-biaya/").content.decode()


def seen_by(username: str) -> str:
    return page_of(walk.signed_in_staff(username))


def test_a_report_needs_no_name_and_gets_a_number() -> None:
    assert "/biaya/lapor/" in Client().get("/biaya/").content.decode()
    number = told()
    report = ExtraFeeReport.objects.get(number=number)
    (entry,) = journal.entries_about(report.pk)
    assert (entry.kind, entry.data.number) == ("extra-fee:reported", number)
    assert entry.actor_id is None
    walk.all_is_well()


def test_the_head_sees_it_and_those_accused_do_not() -> None:
    demo.seed_staff("mentawai", clock.now())
    about_officer, about_head = told(), told(whom="head")
    head, admin = seen_by("lukas"), seen_by("sari")
    assert about_officer in head
    assert about_head not in head
    assert about_head in admin
    assert about_officer not in admin
    for username in ("rosa", "yohana"):
        page = walk.signed_in_staff(username).get("/petugas/laporan-biaya/")
        assert page.status_code == 404


def test_another_role_or_ones_name_in_it_closes_a_report() -> None:
    demo.seed_staff("mentawai", clock.now())
    about_officer, about_head = told(), told(whom="head")
    names_the_head = told(whom="middleman", described="Katanya disuruh Pak Lukas")
    head, admin = walk.signed_in_staff("lukas"), walk.signed_in_staff("sari")
    assert names_the_head not in page_of(head)
    assert names_the_head in page_of(admin)
    lukas = StaffRole.objects.filter(account__username="lukas").first().account
    StaffRole.objects.create(account=lukas, role="admin", office="mentawai")
    assert about_head not in page_of(head), "head and administrator at once"
    StaffRole.objects.create(account=lukas, role="officer", office="mentawai")
    assert about_officer not in page_of(head), "head and officer at once"
    assert about_officer in page_of(admin)


def test_it_is_never_changed_or_removed() -> None:
    told()
    for spoil in (
        lambda: ExtraFeeReport.objects.update(asked=""),
        ExtraFeeReport.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


@pytest.mark.parametrize(
    ("field", "value"), [("happened_on", "2027-01-01"), ("asked", ""), ("whom", "king")]
)
def test_what_was_typed_is_still_there_when_something_is_missing(field: str, value: str) -> None:
    answer = Client().post("/biaya/lapor/", TOLD | {field: value})
    assert answer.status_code == 422
    assert "Kemeja biru" in answer.content.decode()
    assert not ExtraFeeReport.objects.exists()


def test_a_flood_is_stopped_with_a_sentence() -> None:
    for _ in range(5):
        told()
    answer = Client().post("/biaya/lapor/", TOLD)
    assert answer.status_code == 422
    assert "Lima puluh ribu" in answer.content.decode()
    assert ExtraFeeReport.objects.count() == 5
