"""The rules' own words, read from docs/rules/."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import translation

from lintas.catalogue import public as catalogue
from lintas.catalogue.rule_files import read_rules

WHOLE = """# Contoh

## `tarif-contoh`

Paspor kertas
Rp1.000.

English: A paper passport Rp1.000.

- In force: 2019-05-03 to 2024-12-16
- Sumber: PP 1/2019
  pasal 2.
- Source: PP 1/2019 art. 2.
- Sure: M
- Catatan: Hanya contoh.
- Remark: An example.
"""
ENGLISH_LEFT = re.compile(r"\b(?:the|of|as|and|none|which|our|from)\b")


def written(folder: Path, text: str) -> Path:
    file = folder / "contoh.md"
    file.write_text(text)
    return file


def test_every_rule_is_whole() -> None:
    assert [str(problem) for problem in read_rules(settings.RULES_FOLDER).problems] == []


def test_a_source_in_english_words_has_its_indonesian_beside_it() -> None:
    rules = catalogue.rule_texts().values()
    left = [r.id for r in rules if r.source.id == r.source.en and ENGLISH_LEFT.search(r.source.en)]
    assert left == [], "write a line `- Sumber: …` above `- Source: …` of these rules"


def test_a_rule_has_its_words_its_source_and_its_days() -> None:
    rules = catalogue.rule_texts()
    now, before = rules["tarif-pp-45-2024"], rules["tarif-pp-28-2019"]
    assert (now.since, now.until) == (date(2024, 12, 17), None)
    assert (before.since, before.until) == (date(2019, 5, 3), date(2024, 12, 16))
    assert now.source.en.startswith("PP 45/2024")
    assert "In force:" not in now.text.id + now.text.en


def test_a_day_nobody_knows_is_not_made_up() -> None:
    assert catalogue.rule_texts()["tarif-turunan"].since is None


def test_a_rule_speaks_the_language_of_its_reader(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    rule = read_rules(tmp_path).rules["tarif-contoh"]
    assert (rule.since, rule.until) == (date(2019, 5, 3), date(2024, 12, 16))
    assert rule.text.id == "Paspor kertas Rp1.000."
    said = {"id": ("Hanya contoh.", "PP 1/2019 pasal 2.", "sedang")}
    said["en"] = ("An example.", "PP 1/2019 art. 2.", "medium")
    for language, words in said.items():
        with translation.override(language):
            assert (str(rule.remark), str(rule.source), rule.how_sure) == words


@pytest.mark.parametrize(
    ("old", "new", "line", "say"),
    [
        ("Paspor kertas\nRp1.000.\n\n", "", 3, "has no Indonesian words: write a paragraph"),
        ("English: A paper passport Rp1.000.\n\n", "", 3, "a paragraph `English: …`"),
        ("- Source: PP 1/2019 art. 2.\n", "", 3, "has no source: write a line `- Source: …`"),
        ("- Sure: M\n", "", 3, "write a line `- Sure: H`, `M` or `L`"),
        ("- Sure: M", "- Sure: it is ours", 14, "write H, M or L alone"),
        ("- Sure: M", "- Sure:", 3, "does not say how sure it is"),
        ("2019-05-03 to", "May 2019 to", 10, "write `2024-12-17` or"),
        ("2019-05-03", "2019-05-33", 10, "write `2024-12-17` or"),
        ("- Remark: An example.\n", "", 15, "has a Catatan and no Remark"),
        ("- Catatan: Hanya contoh.\n", "", 15, "has a Remark and no Catatan"),
        ("- Remark", "- Remarks", 16, "'Remarks', which we do not know"),
        ("- Sure: M", "- Sure: M\n- Sure: H", 15, "'Sure' twice"),
        ("English:", "In English:", 8, "'Indonesian words' twice"),
        ("Rp1.000.\n\nE", "Rp1.000. Source: PP 1.\n\nE", 5, "that line with `- Source:`"),
        ("kertas", "`kertas`", 5, "write it without"),
        ("## `tarif-contoh`", "## Tarif contoh", 3, "write ## `id-of-the-rule`"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, say: str
) -> None:
    assert old in WHOLE
    file = written(tmp_path, WHOLE.replace(old, new, 1))
    found = read_rules(tmp_path)
    problem = next(one for one in found.problems if say in one.say)
    assert (problem.file, problem.line) == (file, line)
    assert found.rules == {}


def test_a_rule_described_twice_is_refused_and_its_first_words_hold(tmp_path: Path) -> None:
    again = WHOLE.replace("kertas", "lain").partition("\n\n")[2]
    written(tmp_path, f"{WHOLE}\n{again}")
    found = read_rules(tmp_path)
    assert [one.say for one in found.problems] == ["is described twice: keep one of the sections"]
    assert "kertas" in found.rules["tarif-contoh"].text.id


def test_the_check_of_services_names_the_file_and_the_line(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE.replace("- Sure: M", "- Sure: X"))
    wrong = re.escape(f"{file}:14: tarif-contoh is sure 'X'")
    with override_settings(RULES_FOLDER=tmp_path), pytest.raises(CommandError, match=wrong):
        call_command("services", "check")
