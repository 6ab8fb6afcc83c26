"""Who may apply for a service, on the very day it turns."""

from datetime import date

import pytest
from django.utils.translation import override

from lintas.catalogue.public import may_apply
from lintas.catalogue.rules import PREDICATES, years_between
from tests.catalogue.cast import changed, passport

DAY = date(2026, 11, 25)
BORN, MARRIED = "tanggal-lahir", "status-kawin"
GROUND = "alasan-itap"
PERMIT_ENDS, PASSPORT_ENDS = "izin-berlaku-sampai", "paspor-berlaku-sampai"


@pytest.mark.parametrize(
    ("born_on", "day", "years"),
    [
        (date(2009, 11, 25), DAY, 17),
        (date(2009, 11, 26), DAY, 16),
        (date(2009, 12, 1), DAY, 16),
        (date(2008, 2, 29), date(2025, 2, 28), 16),
        (date(2008, 2, 29), date(2025, 3, 1), 17),
        (DAY, DAY, 0),
    ],
)
def test_age_is_counted_in_full_years(born_on: date, day: date, years: int) -> None:
    assert years_between(born_on, day) == years


TURNS = [
    ("adult-or-married", {BORN: "2009-11-25"}, True),
    ("adult-or-married", {BORN: "2009-11-26"}, False),
    ("adult-or-married", {BORN: "2009-11-26", MARRIED: "kawin"}, True),
    ("adult-or-married", {BORN: "2009-11-26", MARRIED: "pernah-kawin"}, True),
    ("adult-or-married", {BORN: "2009-11-26", MARRIED: "belum-kawin"}, False),
    ("child", {BORN: "2009-11-26"}, True),
    ("child", {BORN: "2009-11-25"}, False),
    ("before-the-age-of-choosing", {BORN: "2005-11-26"}, True),
    ("before-the-age-of-choosing", {BORN: "2005-11-25"}, False),
    ("born-in-the-past", {BORN: "2026-11-25"}, True),
    ("born-in-the-past", {BORN: "2026-11-26"}, False),
    ("old-passport-at-hand", {"keadaan-paspor-lama": "utuh"}, True),
    ("old-passport-at-hand", {"keadaan-paspor-lama": "hilang"}, False),
    ("old-passport-at-hand", {"keadaan-paspor-lama": "rusak"}, False),
    ("no-passport-before", {"pernah-punya-paspor": "belum"}, True),
    ("no-passport-before", {"pernah-punya-paspor": "pernah"}, False),
    ("permit-still-valid", {PERMIT_ENDS: "2026-11-25"}, True),
    ("permit-still-valid", {PERMIT_ENDS: "2026-11-24"}, False),
    ("not-extended-before", {"pernah-diperpanjang": "tidak"}, True),
    ("not-extended-before", {"pernah-diperpanjang": "ya"}, False),
    ("convertible-visa", {"jenis-visa": "kunjungan"}, True),
    ("convertible-visa", {"jenis-visa": "voa"}, False),
    ("convertible-visa", {"jenis-visa": "bebas-visa"}, False),
    ("long-enough-for-itap", {GROUND: "tiga-tahun", "itas-sejak": "2023-11-25"}, True),
    ("long-enough-for-itap", {GROUND: "tiga-tahun", "itas-sejak": "2023-11-26"}, False),
    ("long-enough-for-itap", {GROUND: "kawin-wni", "kawin-sejak": "2024-11-25"}, True),
    ("long-enough-for-itap", {GROUND: "kawin-wni", "kawin-sejak": "2024-11-26"}, False),
    ("passport-valid-half-a-year", {PASSPORT_ENDS: "2027-05-26"}, True),
    ("passport-valid-half-a-year", {PASSPORT_ENDS: "2027-05-25"}, False),
]


@pytest.mark.parametrize(("name", "answers", "holds"), TURNS)
def test_a_predicate_turns_on_its_day(name: str, answers: dict[str, str], holds: bool) -> None:
    predicate, _sentence = PREDICATES[name]
    assert predicate(answers, DAY) == holds


def test_every_predicate_is_seen_to_hold_and_to_refuse() -> None:
    seen = {(name, holds) for name, _answers, holds in TURNS}
    wanted = {(name, holds) for name in PREDICATES for holds in (True, False)}
    assert wanted - seen == set(), "Add both to TURNS."


@pytest.mark.parametrize("name", sorted(PREDICATES))
@pytest.mark.parametrize("answers", [{}, dict.fromkeys((BORN, PERMIT_ENDS, PASSPORT_ENDS), "x")])
def test_what_is_not_answered_yet_refuses_nobody(name: str, answers: dict[str, str]) -> None:
    predicate, _sentence = PREDICATES[name]
    assert predicate(answers, DAY)


@pytest.mark.parametrize("name", sorted(PREDICATES))
def test_a_refusal_is_a_sentence_in_both_languages(name: str) -> None:
    _predicate, sentence = PREDICATES[name]
    told = {}
    for language in ("id", "en"):
        with override(language):
            told[language] = str(sentence)
        assert told[language][0].isupper()
        assert told[language].endswith(".")
    assert told["id"] != told["en"]


def test_every_reason_that_does_not_fit_is_told() -> None:
    service = passport()
    fitting = {BORN: "1990-03-05", MARRIED: "kawin", "keadaan-paspor-lama": "utuh"}
    assert may_apply(service, fitting, DAY) == ()
    young_and_lost = {BORN: "2015-03-05", "keadaan-paspor-lama": "hilang"}
    assert may_apply(service, young_and_lost, DAY) == (
        PREDICATES["adult-or-married"][1],
        PREDICATES["old-passport-at-hand"][1],
    )


def test_a_service_asks_only_its_own_predicates() -> None:
    only = 'may_apply = ["born-in-the-past"]'
    every = 'may_apply = ["born-in-the-past", "adult-or-married", "old-passport-at-hand"]'
    service = passport(changed(every, only))
    assert may_apply(service, {BORN: "2015-03-05"}, DAY) == ()
