"""Whoever writes a service is told where it is wrong and what to write instead."""

from pathlib import Path

import pytest

from lintas.catalogue.office import Office
from lintas.catalogue.problems import CannotBeRead, Problem, line_of, lines_of, read
from tests.catalogue.cast import OFFICE_SOURCE, changed, passport

SLIPS = [
    # what stood there, what was written, the key, where it stands, what to write
    ("version = 2", 'version = "1"', "version", "version", "whole number without quotes"),
    ("version = 2", "version = 1.5", "version", "version", "whole number without quotes"),
    ('family = "paspor"', 'family = "pas"', "family", "family", "'paspor', 'izin-tinggal'"),
    ('family = "paspor"', "family = 3", "family", "family", "'paspor', 'izin-tinggal'"),
    ("valid_from = 2024-12-17", 'valid_from = "17-12"', "valid_from", "valid_from", "2026-11-24"),
    ('kind = "nik"', 'kind = "ktp"', "questions.2.kind", 'kind = "ktp"', "'nik'"),
    (
        ', en = "Intact"',
        "",
        "questions.0.choices.0.label.en",
        'id = "Utuh"',
        "is missing: write it",
    ),
    ("amount_rupiah = 950000", "amount_rupiah = true", "fees.1.amount_rupiah", "true", "number"),
    ("confirmed = true", 'confirmed = "ya"', "promise.confirmed", 'confirmed = "ya"', "true or"),
    ('["nik", "nama"]', "[]", "pages.1.questions", "questions = []", "at least one"),
    ("minutes = 15", "minuts = 15", "visit.minuts", "minuts", "mend its spelling"),
    ("minutes = 15", "", "visit.minutes", "[visit]", "is missing: write it"),
    ('id = "ktp"', 'id = "KTP"', "papers.0.id", '"KTP"', "small letters, digits and hyphens"),
    ('queue = "A"', "queue = 1", "visit.queue", "queue = 1", "a text in quotes"),
]


@pytest.mark.parametrize(("old", "new", "key", "place", "say"), SLIPS)
def test_a_problem_names_its_line_its_key_and_what_to_write(
    old: str, new: str, key: str, place: str, say: str
) -> None:
    text = changed(old, new)
    with pytest.raises(CannotBeRead) as refused:
        passport(text)
    problem = next(p for p in refused.value.problems if p.key == key)
    assert place in text.splitlines()[problem.line - 1]
    assert say in problem.say
    assert str(problem).startswith(f"service.toml:{problem.line}: {key} ")


def test_a_whole_section_that_lacks_is_named() -> None:
    with pytest.raises(CannotBeRead, match=r"service.toml:\d+: outcome is missing: write it"):
        passport(changed('[outcome]\nkind = "passport"\n', "[result]\n"))


def test_every_problem_is_said_at_once() -> None:
    text = changed("minutes = 15", 'minutes = "15"', changed("version = 2", "version = 0"))
    with pytest.raises(CannotBeRead) as refused:
        passport(text)
    assert [p.key for p in refused.value.problems] == ["version", "visit.minutes"]
    assert len(str(refused.value).splitlines()) == 2


def test_a_file_that_is_no_toml_says_its_line() -> None:
    text = changed("version = 2", "version = ")
    with pytest.raises(CannotBeRead) as refused:
        passport(text)
    (problem,) = refused.value.problems
    assert text.splitlines()[problem.line - 1] == "version = "
    assert problem.say.startswith("cannot be read")


def test_a_time_in_an_office_is_written_without_quotes() -> None:
    text = changed("opens = 09:00:00", 'opens = "09:00"', OFFICE_SOURCE)
    with pytest.raises(CannotBeRead) as refused:
        read(Path("office.toml"), Office, text)
    (problem,) = refused.value.problems
    assert problem.key == "outreach.0.stops.0.opens"
    assert problem.say == "must be a time like 08:00:00 without quotes"
    assert 'opens = "09:00"' in text.splitlines()[problem.line - 1]


NESTED = """id = "contoh"
[visit]
minutes = 10
[[questions]]
id = "satu"
[[questions.choices]]
value = "a"
[[questions]]
id = "dua"
[[questions.choices]]
value = "b"
[[questions.choices]]
value = "c"
label.id = "C"
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("id",), 1),
        (("visit",), 2),
        (("visit", "minutes"), 3),
        (("questions", 0), 4),
        (("questions", 0, "choices", 0, "value"), 7),
        (("questions", 1, "id"), 9),
        (("questions", 1, "choices", 0), 10),
        (("questions", 1, "choices", 1, "value"), 13),
        (("questions", 1, "choices", 1, "label", "id"), 14),
    ],
)
def test_a_line_is_found_in_tables_within_tables(where: tuple[str | int, ...], line: int) -> None:
    assert line_of(lines_of(NESTED), where) == line


def test_what_does_not_stand_in_the_file_is_looked_for_around_it() -> None:
    found = lines_of(NESTED)
    assert line_of(found, ("questions", 1, "choices", 1, "hint")) == 12
    assert line_of(found, ("visit", "queue")) == 2
    assert line_of(found, ("standard", "biaya")) == 1


def test_a_problem_reads_as_editors_know_it() -> None:
    problem = Problem(Path("a/service.toml"), 7, "visit.minutes", "is missing: write it")
    assert str(problem) == "a/service.toml:7: visit.minutes is missing: write it"
