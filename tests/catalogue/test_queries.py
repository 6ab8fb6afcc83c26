"""Finding services, villages and offices, as people spell them."""

import math
from datetime import date, datetime
from pathlib import Path

import pytest

from lintas.catalogue import public as catalogue
from lintas.catalogue.queries import LEAST_LIKENESS
from lintas.kernel import clock
from lintas.kernel.actor import system
from tests.catalogue.cast import (
    PASSPORT,
    PERMIT,
    SAMPLE,
    changed,
    passport,
    sample,
    service_at,
    write,
)

AMONG = (passport(), service_at(PERMIT))


@pytest.fixture
def two_versions(tmp_path: Path, at: datetime) -> None:
    """A service of 1 January 2026 whose second version begins on 1 December."""
    for version, valid_from in ((1, "2026-01-01"), (2, "2026-12-01")):
        write(tmp_path, sample(version, valid_from))
        catalogue.publish_folder(folder=tmp_path, actor=system("test"), at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2026, 1, 1), 1),
        (date(2026, 11, 30), 1),
        (date(2026, 12, 1), 2),
        (date(2030, 1, 1), 2),
    ],
)
def test_a_service_is_the_version_in_force_on_the_day(
    two_versions: None, day: date, version: int
) -> None:
    assert catalogue.service(SAMPLE, on=day).version == version
    assert {s.id: s.version for s in catalogue.services(on=day)}[SAMPLE] == version


@pytest.mark.django_db
def test_before_its_first_version_a_service_is_not_there(two_versions: None) -> None:
    before = date(2025, 12, 31)
    with pytest.raises(catalogue.ServiceUnknown):
        catalogue.service(SAMPLE, on=before)
    assert SAMPLE not in {s.id for s in catalogue.services(on=before)}


@pytest.mark.django_db
def test_a_version_asked_for_by_number_is_found_on_any_day(two_versions: None) -> None:
    assert catalogue.service(SAMPLE, 1, on=date(2030, 1, 1)).version == 1
    assert catalogue.service(SAMPLE, 2, on=date(2020, 1, 1)).valid_from == date(2026, 12, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "version"), [("tidak-ada", None), (SAMPLE, 9)])
def test_what_was_never_published_is_unknown(
    two_versions: None, slug: str, version: int | None
) -> None:
    with pytest.raises(catalogue.ServiceUnknown):
        catalogue.service(slug, version, on=date(2026, 11, 25))


@pytest.mark.django_db
def test_passports_stand_first() -> None:
    families = [s.family for s in catalogue.services(on=date(2026, 11, 25))]
    passports = families.count("paspor")
    assert 0 < passports < len(families)
    assert families[:passports] == ["paspor"] * passports


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("paspor", PASSPORT),
        ("pasport", PASSPORT),
        ("PASPOR", PASSPORT),
        ("paspot", PASSPORT),
        ("perpanjang paspor", PASSPORT),
        ("pasport mati", PASSPORT),
        ("passport renewal", PASSPORT),
        ("izin tinggal", PERMIT),
        ("ijin tinggal", PERMIT),
        ("visa", PERMIT),
        ("voa", PERMIT),
        ("e-VOA", PERMIT),
        ("extend my visa", PERMIT),
    ],
)
def test_search_understands_what_was_meant(typed: str, first: str) -> None:
    found = catalogue.search(typed, AMONG)
    assert found, f"{typed} finds nothing"
    assert found[0].id == first


def test_the_best_fit_stands_first() -> None:
    near = passport(changed('"passport renewal"', '"passport renewel"', sample()))
    exact = passport()
    for among in ((near, exact), (exact, near)):
        assert catalogue.search("passport renewal", among) == [exact, near]


@pytest.mark.parametrize("typed", ["kambing", "kartu keluarga", "xyzzy", "示例"])
def test_search_finds_nothing_where_nothing_fits(typed: str) -> None:
    assert catalogue.search(typed, AMONG) == []


@pytest.mark.parametrize("typed", ["", "   ", "?!"])
def test_a_search_without_words_shows_everything(typed: str) -> None:
    assert catalogue.search(typed, AMONG) == list(AMONG)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tuapeijat", "Tuapejat"),
        ("Tuapejat", "Tuapeijat"),
        ("antrian", "Nomor antrean"),
        ("antrean", "antrian"),
        ("pasport", "Paspor"),
        ("paspor", "PASPORT"),
        ("sikabaluan", "Muara Sikabaluan"),
        ("Maileppet", "Maileppét"),
    ],
)
def test_two_spellings_of_one_word_are_alike(typed: str, meant: str) -> None:
    assert catalogue.likeness(typed, meant) >= LEAST_LIKENESS


@pytest.mark.parametrize(
    ("typed", "other"), [("paspor", "visa"), ("p", "paspor"), ("", "paspor"), ("paspor", "")]
)
def test_different_words_are_not_alike(typed: str, other: str) -> None:
    assert catalogue.likeness(typed, other) < LEAST_LIKENESS


def test_each_village_has_its_own_code_although_names_repeat() -> None:
    found = catalogue.villages()
    assert (len(found), len({v.code for v in found})) == (43, 43)
    assert {v.district for v in found if v.name == "Betumonga"} == {"Pagai Utara", "Sipora Utara"}
    place = catalogue.village("13.09.08.2003")
    assert place is not None
    assert (place.name, place.district) == ("Tuapejat", "Sipora Utara")
    assert catalogue.village("13.09.08.9999") is None


def test_an_office_without_a_folder_is_unknown() -> None:
    assert "mentawai" in {one.id for one in catalogue.offices()}
    with pytest.raises(catalogue.OfficeUnknown):
        catalogue.office("tidak-ada")


@pytest.mark.django_db
def test_the_usual_name_of_a_passport_finds_it() -> None:
    found = [service.family for service in catalogue.search("e-paspor", catalogue.services())]
    assert "paspor" in found[:3]


@pytest.mark.django_db
def test_today_is_the_offices_and_not_greenwichs(tmp_path: Path) -> None:
    for version, valid_from in ((1, "2026-01-01"), (2, "2026-12-01")):
        write(tmp_path, sample(version, valid_from))
        at = datetime.fromisoformat("2026-11-24T10:00:00+07:00")
        catalogue.publish_folder(folder=tmp_path, actor=system("test"), at=at)
    morning = datetime.fromisoformat("2026-12-01T06:00:00+07:00")  # in Greenwich still November
    file = tmp_path / "clock-shift"
    clock.use_shift_file(None)
    file.write_text(str(math.ceil((morning - clock.now()).total_seconds())))
    clock.use_shift_file(file)
    try:
        assert catalogue.service(SAMPLE).version == 2
    finally:
        clock.use_shift_file(None)
