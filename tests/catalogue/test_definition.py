"""A service says who is asked what, which papers and what it costs; names in it must fit."""

from datetime import date

import pytest

from lintas.catalogue.definition import Service
from lintas.catalogue.problems import CannotBeRead
from tests.catalogue.cast import changed, passport

TODAY = date(2026, 11, 25)
FIVE, TEN = {"masa-berlaku": "lima-tahun"}, {"masa-berlaku": "sepuluh-tahun"}
INTACT, LOST = {"keadaan-paspor-lama": "utuh"}, {"keadaan-paspor-lama": "hilang"}
ANOTHER = """[[questions]]
id = "hobi"
kind = "text"
label = { id = "Hobi", en = "Hobby" }

[[papers]]
id = "ktp"
"""


@pytest.fixture(scope="module")
def service() -> Service:
    return passport()


@pytest.mark.parametrize(
    ("old", "new", "say"),
    [
        (
            '["nik", "nama"]',
            '["nik", "nama", "hobi"]',
            "pages.1.questions asks 'hobi'",
        ),
        ('["nik", "nama"]', '["nik"]', "'nama' is on no page"),
        ('["nik", "nama"]', '["nik", "nama", "desa"]', "'desa', which another page asks"),
        ('[[papers]]\nid = "ktp"\n', ANOTHER, "'hobi' is on no page"),
        ('{ question = "tujuan",', '{ question = "tuju",', "when depends on 'tuju', which is no"),
        ('{ question = "masa-berlaku",', '{ question = "lama",', "fees.0.when depends on 'lama'"),
        ('is_in = ["lima-tahun"]', 'is_in = ["lima"]', "fees.0.when waits for ['lima']"),
        ('id = "bukti-nama"', 'id = "ktp"', "papers.2 has the id 'ktp' of an earlier one"),
        ('id = "identitas"\n', 'id = "paspor-lama"\n', "pages.1 has the id 'paspor-lama'"),
        ('agrees_with = "tanggal-lahir"', 'agrees_with = "hari"', "agrees_with names 'hari'"),
        ("valid_until = 2024-12-16", "valid_until = 2018-12-16", "lies before valid_from"),
        ('title = { id = "KTP elektronik"', 'title = "KTP" #', "must have its keys in braces"),
        ('questions = ["nik", "nama"]', 'questions = "nik"', "must be a list in square brackets"),
        ('kind = "choice"', 'kind = "text"', "the other kinds have none"),
        ('kind = "village"', 'kind = "choice"', "a choice has [[questions.choices]]"),
    ],
)
def test_names_that_point_at_nothing_are_refused(old: str, new: str, say: str) -> None:
    with pytest.raises(CannotBeRead) as refused:
        passport(changed(old, new))
    assert say in str(refused.value)


def test_a_paper_that_depends_on_no_question_is_refused() -> None:
    paper = 'your photo." }\nwhen = { question = "keadaan-paspor-lama"'
    with pytest.raises(CannotBeRead, match="papers.1.when depends on 'keadaan'"):
        passport(changed(paper, paper.replace("keadaan-paspor-lama", "keadaan")))


def test_only_what_the_answers_call_for_is_asked(service: Service) -> None:
    page = service.page("paspor-lama")
    assert page is not None
    intact = [q.id for q in service.questions_on(page, INTACT)]
    assert intact == ["keadaan-paspor-lama", "nomor-paspor-lama"]
    assert [q.id for q in service.questions_on(page, LOST)] == ["keadaan-paspor-lama"]
    assert "nomor-paspor-lama" not in {q.id for q in service.visible_questions(LOST)}
    assert "nomor-paspor-lama" not in {q.id for q in service.visible_questions({})}


def test_a_page_without_questions_is_skipped() -> None:
    service = passport(
        changed(
            '["keadaan-paspor-lama", "nomor-paspor-lama"]',
            '["keadaan-paspor-lama"]',
            changed(
                '[[pages]]\nid = "identitas"',
                '[[pages]]\nid = "nomor"\ntitle = { id = "Nomor", en = "Number" }\n'
                'questions = ["nomor-paspor-lama"]\n\n[[pages]]\nid = "identitas"',
            ),
        )
    )
    assert "nomor" in {page.id for page in service.visible_pages(INTACT)}
    assert "nomor" not in {page.id for page in service.visible_pages(LOST)}


def test_only_the_papers_the_answers_call_for_are_asked(service: Service) -> None:
    assert [p.id for p in service.papers_for(INTACT)] == ["ktp", "paspor-lama", "bukti-nama"]
    assert [p.id for p in service.papers_for(LOST)] == ["ktp", "bukti-nama"]


@pytest.mark.parametrize(
    ("day", "answers", "codes", "total"),
    [
        (date(2019, 5, 2), FIVE, [], 0),
        (date(2019, 5, 3), FIVE, ["PSP-E48"], 650_000),
        (date(2024, 12, 16), FIVE, ["PSP-E48"], 650_000),
        (date(2024, 12, 16), TEN, ["PSP-E48"], 650_000),
        (date(2024, 12, 17), FIVE, ["PSP-E5"], 650_000),
        (date(2024, 12, 17), TEN, ["PSP-E10"], 950_000),
        (TODAY, {}, [], 0),
    ],
)
def test_a_fee_is_the_one_of_the_day(
    service: Service, day: date, answers: dict[str, str], codes: list[str], total: int
) -> None:
    assert [fee.code for fee in service.fees_on(day, answers)] == codes
    assert service.total_on(day, answers) == total


@pytest.mark.parametrize(
    ("day", "least", "most"),
    [
        (date(2024, 12, 16), 650_000, 650_000),
        (date(2024, 12, 17), 650_000, 950_000),
        (date(2019, 5, 2), 0, 0),
    ],
)
def test_a_price_is_shown_from_least_to_most(
    service: Service, day: date, least: int, most: int
) -> None:
    assert service.possible_totals(day) == (least, most)


def test_a_fee_without_a_condition_is_due_beside_the_others() -> None:
    """Here ten years cost their fee alone, five years both."""
    condition = 'when = { question = "masa-berlaku", is_in = ["sepuluh-tahun"] }\n'
    service = passport(changed(condition, ""))
    assert service.total_on(TODAY, FIVE) == 1_600_000
    assert service.total_on(TODAY, TEN) == 950_000
    assert service.possible_totals(TODAY) == (950_000, 1_600_000)


def test_the_name_on_the_ticket_is_the_main_name(service: Service) -> None:
    assert service.main_name is not None
    assert service.main_name.id == "nama"
    assert service.page("tidak-ada") is None
