"""The rules' own words, from docs/rules/: they come with the program and change with it.

Read as strictly as the README there says; what is wrong is said with file and line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from lintas.catalogue.problems import CannotBeRead, Problem
from lintas.catalogue.rule_texts import RuleText, Sure
from lintas.catalogue.words import Words

README = "README.md"
HEADING = re.compile(r"## `([a-z0-9-]+)`")
FIELD = re.compile(r"- ([A-Z][A-Za-z ]*):(.*)")
IN_FORCE = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")
BARE = re.compile(r"(?:^| )(In force|Sumber|Source|Sure|Catatan|Remark): ")
MARKS = re.compile(r"`|\]\(|\*\*")

WORDS, ENGLISH = "Indonesian words", "English"
SHOWN = (WORDS, ENGLISH, "Sumber", "Source", "Catatan", "Remark")
KEYS = (*SHOWN, "In force", "Sure")
NEEDED = {
    WORDS: "has no Indonesian words: write a paragraph of them under its heading",
    ENGLISH: "has no English words: after the Indonesian ones write a paragraph `English: …`",
    "Source": "has no source: write a line `- Source: …`, or `- Source: none.`",
    "Sure": "does not say how sure it is: write a line `- Sure: H`, `M` or `L`",
}
PAIRS = {"Catatan": "Remark", "Remark": "Catatan"}


@dataclass(frozen=True)
class Rules:
    """Those that can be shown; every id that has a section; what is wrong."""

    rules: dict[str, RuleText]
    described: frozenset[str]
    problems: list[Problem]


@dataclass(frozen=True)
class Section:
    id: str
    path: Path
    line: int
    lines: tuple[str, ...]

    def problem(self, say: str, line: int = 0) -> Problem:
        return Problem(self.path, line or self.line, self.id, say)


@dataclass(frozen=True)
class Part:
    key: str
    line: int
    text: str


@cache
def rule_texts() -> Mapping[str, RuleText]:
    """Each rule by its id; one that is not well written is left out (`services check` says why)."""
    return read_rules(settings.RULES_FOLDER).rules


def read_rules(folder: Path) -> Rules:
    """Every rule of a folder, and every problem."""
    rules: dict[str, RuleText] = {}
    described: set[str] = set()
    problems: list[Problem] = []
    for section in _sections(folder):
        if section.id in described:
            problems.append(section.problem("is described twice: keep one of the sections"))
        described.add(section.id)
        try:
            rules.setdefault(section.id, _rule(section))
        except CannotBeRead as trouble:
            problems += trouble.problems
    return Rules(rules, frozenset(described), problems)


def _sections(folder: Path) -> Iterator[Section]:
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text().splitlines()
        starts = [n for n, line in enumerate(lines) if line.startswith("## ")]
        if path.name == README:
            continue
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            heading = HEADING.fullmatch(lines[start].strip())
            name = heading.group(1) if heading else lines[start]
            yield Section(name, path, start + 1, tuple(lines[start + 1 : end]))


def _rule(section: Section) -> RuleText:
    """Raises: CannotBeRead."""
    parts = list(_parts(section))
    said = {part.key: part for part in parts}
    problems = [*_faults(section, parts), *_gaps(section, said)]
    if problems:
        raise CannotBeRead(problems)
    since, until = _days(said["In force"].text) if "In force" in said else (None, None)
    text = {key: part.text for key, part in said.items()}
    source = text["Source"]
    remark = Words(id=text["Catatan"], en=text["Remark"]) if "Remark" in text else None
    return RuleText(
        id=section.id,
        text=Words(id=text[WORDS], en=text[ENGLISH]),
        source=Words(id=text.get("Sumber", source), en=source),
        sure=Sure(text["Sure"]),
        remark=remark,
        since=since,
        until=until,
        subject=section.path.stem,
    )


def _parts(section: Section) -> Iterator[Part]:
    """The paragraphs and the lines of the list, each with the line on which it begins."""
    key, begun, lines = "", 0, list[str]()
    for number, line in enumerate([*section.lines, ""], section.line + 1):
        field = FIELD.fullmatch(line)
        if key and (field or not line.strip()):
            yield Part(key, begun, " ".join(" ".join(lines).split()))
            key = ""
        if field:
            key, begun, lines = field.group(1), number, [field.group(2)]
        elif line.strip() and not key:
            english = line.startswith(f"{ENGLISH}:")
            key, begun = ENGLISH if english else WORDS, number
            lines = [line.removeprefix(f"{ENGLISH}:") if english else line]
        elif line.strip():
            lines.append(line)


def _faults(section: Section, parts: list[Part]) -> Iterator[Problem]:
    """What stands there and should not, or not so."""
    for nth, part in enumerate(parts):
        if part.key not in KEYS:
            say = f"has a line {part.key!r}, which we do not know: {', '.join(KEYS[2:])}"
        elif part.key in {one.key for one in parts[:nth]}:
            say = f"has its {part.key!r} twice: make them one"
        elif part.key == "Sure" and part.text not in set(Sure):
            say = f"is sure {part.text!r}: write H, M or L alone, the rest in Catatan and Remark"
        elif part.key == "In force" and not _days(part.text)[0]:
            say = f"is in force {part.text!r}: write `2024-12-17` or `2019-05-03 to 2024-12-16`"
        elif part.key in NEEDED and (bare := BARE.search(part.text)):
            say = f"has its {bare[1]} among its words: begin that line with `- {bare[1]}:`"
        elif part.key in SHOWN and MARKS.search(part.text):
            say = f"shows people the marks of its {part.key!r}: write it without `, ** and links"
        else:
            continue
        yield section.problem(say, part.line)


def _gaps(section: Section, said: dict[str, Part]) -> Iterator[Problem]:
    """What is missing."""
    if not HEADING.fullmatch(f"## `{section.id}`"):
        yield section.problem("is no heading of a rule: write ## `id-of-the-rule`")
    for key, say in NEEDED.items():
        if key not in said or not said[key].text:
            yield section.problem(say)
    for key, other in PAIRS.items():
        if key in said and other not in said:
            say = f"has a {key} and no {other}: say it in both languages"
            yield section.problem(say, said[key].line)


def _days(text: str) -> tuple[date | None, date | None]:
    """From when, until when; nothing where it is not written as days."""
    found = IN_FORCE.fullmatch(text)
    if not found:
        return None, None
    since, until = found.groups()
    try:
        return date.fromisoformat(since), date.fromisoformat(until) if until else None
    except ValueError:
        return None, None
