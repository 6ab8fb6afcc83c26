"""What a service costs: every way to pay for it, and nothing that is not confirmed."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from lintas.applications.models import Application
from lintas.catalogue import public as catalogue
from tests import walk
from tests.answers import answers_for, as_kept
from tests.services.test_every_service import TODAY, defined


@pytest.mark.parametrize(
    ("slug", "least", "most"),
    [
        ("paspor-penggantian", 650_000, 950_000),
        ("paspor-hilang", 650_000, 1_950_000),
        ("paspor-rusak", 650_000, 1_450_000),
        ("perpanjangan-itk", 500_000, 500_000),
    ],
)
def test_the_range_on_the_page_holds_every_total(slug: str, least: int, most: int) -> None:
    assert defined(slug).possible_totals(TODAY) == (least, most)


def test_before_the_new_tariff_the_old_one_holds() -> None:
    service = defined("paspor-penggantian")
    answers = {"masa-berlaku": "sepuluh-tahun"}
    assert service.total_on(date(2024, 12, 16), answers) == 650_000
    assert service.total_on(date(2024, 12, 17), answers) == 950_000


@pytest.fixture
def real_office(settings: object, tmp_path: Path) -> None:
    """An office like the example, but no demonstration."""
    text = (settings.ROOT / "offices" / "mentawai" / "office.toml").read_text()
    file = tmp_path / "bukan-contoh" / "office.toml"
    file.parent.mkdir()
    file.write_text(
        text.replace('id = "mentawai"', 'id = "bukan-contoh"').replace(
            "demo = true", "demo = false"
        )
    )
    settings.OFFICES_FOLDER, settings.OFFICE = tmp_path, "bukan-contoh"


@pytest.mark.django_db
@pytest.mark.usefixtures("nine_in_the_morning", "real_office")
@pytest.mark.parametrize(("slug", "sends"), [("paspor-penggantian", True), ("itap", False)])
def test_a_real_office_bills_no_fee_that_is_not_confirmed(slug: str, sends: bool) -> None:
    assert settings.OFFICE == "bukan-contoh"
    service, person = catalogue.service(slug), Client()
    answers = answers_for(service, TODAY)
    kept = {q.id: as_kept(q, answers[q.id]) for q in service.questions}
    papers = [p.id for p in service.papers_for(kept) if p.required]
    draft = walk.filled_draft(person, slug, answers, papers)
    walk.signed_in(person, f"/permohonan/{draft.pk}/periksa/")
    answer = person.post(f"/permohonan/{draft.pk}/kirim/")
    assert (answer.status_code == 302) is sends
    if not sends:
        assert "belum dipastikan" in answer.content.decode()
        assert Application.objects.get(pk=draft.pk).status == "draft"
