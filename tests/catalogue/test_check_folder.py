"""`services check` finds what would only fail later: folders, predicates and rules."""

from pathlib import Path

import pytest
from django.core.management import call_command

from lintas.catalogue.public import check_folder, rule_texts
from tests.catalogue.cast import SAMPLE, changed, sample, write


def test_the_services_of_this_office_are_complete() -> None:
    call_command("services", "check")


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    (problem,) = check_folder(tmp_path)
    assert "service.toml: add one" in str(problem)


@pytest.mark.parametrize(
    ("old", "new", "key", "say"),
    [
        (f'id = "{SAMPLE}"', 'id = "paspor"', "id", f"but the folder is '{SAMPLE}'"),
        ('"adult-or-married"', '"adult"', "may_apply", "'adult', which is none of: adult-or-marr"),
        ('"paspor-tidak-diambil"', '"tinggal"', "collection.rule", "the rule 'tinggal'"),
        ('rule = "waktu-paspor"', 'rule = "cepat"', "promise.rule", "the rule 'cepat'"),
        ('"tarif-pp-28-2019"', '"tarif"', "fees.2.rule", "the rule 'tarif': describe it in"),
        ('"syarat-paspor"', '"syarat"', "checks.0.rule", "the rule 'syarat'"),
        ('"pencegahan"', '"cegah"', "refusal_reasons.2.rule", "the rule 'cegah'"),
    ],
)
def test_a_misfit_names_the_line_to_mend(
    tmp_path: Path, old: str, new: str, key: str, say: str
) -> None:
    text = changed(old, new, sample())
    file = write(tmp_path, text)
    (problem,) = check_folder(tmp_path, frozenset(rule_texts()))
    assert (problem.file, problem.key) == (file, key)
    assert new in text.splitlines()[problem.line - 1]
    assert say in problem.say


def test_without_the_list_of_rules_their_names_are_not_judged(tmp_path: Path) -> None:
    write(tmp_path, changed('"waktu-paspor"', '"cepat"', sample()))
    assert check_folder(tmp_path) == []


def test_the_problems_of_all_services_are_said_together(tmp_path: Path) -> None:
    write(tmp_path, "version = ", "yang-lain")
    write(tmp_path, sample(version=0))
    assert [p.key for p in check_folder(tmp_path)] == ["version", "TOML"]
