"""Before sending: what does not agree is told with what to do, and nothing is refused."""

from datetime import date

import pytest
from django.utils.translation import override

from lintas.applications.cross_checks import findings_of
from lintas.applications.findings import Finding
from lintas.catalogue.answers import as_rows
from lintas.kernel.months import months_after
from tests.answers import SPECIMEN
from tests.services.test_every_service import defined

DAY = date(2026, 11, 25)
FITS = {
    "baris-paspor": SPECIMEN,
    "nama": "Anna Maria Eriksson",
    "kewarganegaraan": "Utopia",
    "nomor-paspor": "L898902C3",
    "tanggal-lahir": "1974-08-12",
    "paspor-berlaku-sampai": "2012-04-15",
}


def found(service: str, answers: dict[str, str]) -> tuple[Finding, ...]:
    return findings_of(defined(service), answers, DAY)


def test_a_form_that_agrees_with_its_passport_has_nothing_to_tell() -> None:
    assert found("perpanjangan-itk", FITS) == ()
    assert found("perpanjangan-itk", {}) == ()


@pytest.mark.parametrize(
    ("question", "written", "says"),
    [
        ("nama", "Ana Maria Eriksson", "Nama ini berbeda"),
        ("kewarganegaraan", "Australia", "Kewarganegaraan ini berbeda"),
        ("nomor-paspor", "L898902C4", "Nomor paspor ini berbeda"),
        ("tanggal-lahir", "1974-12-08", "Tanggal lahir ini berbeda"),
        ("paspor-berlaku-sampai", "2022-04-15", "Masa berlaku ini berbeda"),
    ],
)
def test_what_differs_from_the_lines_stands_beside_its_answer(
    question: str, written: str, says: str
) -> None:
    (one,) = found("perpanjangan-itk", {**FITS, question: written})
    assert (one.question, one.rule, one.confirmed) == (question, "mrz", True)
    assert one.text.startswith(says)
    with override("en"):
        (in_english,) = found("perpanjangan-itk", {**FITS, question: written})
    assert in_english.text != one.text


def test_a_country_nobody_knows_says_nothing() -> None:
    assert found("perpanjangan-itk", {**FITS, "kewarganegaraan": "Atlantis"}) == ()


def test_a_nik_that_has_another_birth_date_is_a_warning() -> None:
    given = {"nik": "1309080503909001", "tanggal-lahir": "1990-03-06"}
    (one,) = found("paspor-baru-dewasa", given)
    assert (one.question, one.rule) == ("nik", "nik")
    assert found("paspor-baru-dewasa", {**given, "tanggal-lahir": "1990-03-05"}) == ()
    woman = {"nik": "1309084503909002", "tanggal-lahir": "1990-03-05"}
    assert found("paspor-baru-dewasa", woman) == ()


@pytest.mark.parametrize(
    "number", ["1309083112150000", "1309083213159001", "0009081203159001", "1309084203159001"]
)
def test_a_family_card_number_of_odd_parts_is_to_be_confirmed(number: str) -> None:
    (one,) = found("paspor-baru-dewasa", {"nomor-kk": number})
    assert (one.question, one.rule, one.confirmed) == ("nomor-kk", "nomor-kk", False)


def test_a_family_card_number_as_they_are_is_not() -> None:
    assert found("paspor-baru-dewasa", {"nomor-kk": "1309081203159001"}) == ()


def test_a_passport_that_ends_before_the_permit_is_told_as_unsure() -> None:
    (one,) = found("itas-pekerja", {"paspor-berlaku-sampai": "2027-11-24"})
    assert (one.rule, one.confirmed) == ("paspor-untuk-izin", False)
    assert "12 bulan" in one.text
    assert found("itas-pekerja", {"paspor-berlaku-sampai": "2027-11-25"}) == ()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def permits(*spans: tuple[str, str]) -> dict[str, str]:
    rows = [{"nomor": str(n), "dari": a, "sampai": b} for n, (a, b) in enumerate(spans)]
    return {"alasan-itap": "tiga-tahun", "itas-sebelumnya": as_rows(rows)}


def test_permits_that_follow_each_other_leave_no_gap() -> None:
    first, second = ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")
    assert found("itap", permits(second, first)) == ()
    (gap,) = found("itap", permits(first, ("2024-01-02", "2024-12-31")))
    assert (gap.question, gap.rule) == ("itas-sebelumnya", "syarat-itap")
    assert "jeda" in gap.text
    (backward,) = found("itap", permits(("2024-01-01", "2023-12-31")))
    assert "lebih awal" in backward.text


def test_one_name_for_two_people_is_asked_about() -> None:
    rows = as_rows([{"hubungan": "ibu", "nama": "CONTOH  Anak"}, {"hubungan": "ayah", "nama": "B"}])
    (one,) = found("paspor-baru-anak", {"nama": "Contoh Anak", "orang-tua": rows})
    assert (one.question, one.rule, one.confirmed) == ("orang-tua", "nama-di-isian", False)
    assert "Nama lengkap anak" in one.text


def test_papers_that_spell_a_name_differently_are_advised_about() -> None:
    assert found("paspor-baru-dewasa", {"nama-di-berkas": "sama"}) == ()
    (one,) = found("paspor-baru-dewasa", {"nama-di-berkas": "berbeda"})
    assert one.question == "nama-di-berkas"
    assert "Dukcapil" in one.text
    assert one.rule == "syarat-paspor-baru"
