"""Tables that all services share: one file each under services/, read when asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lintas.catalogue.problems import CannotBeRead, Problem, read
from lintas.catalogue.questions import Condition, Slug
from lintas.catalogue.refund_table import RefundTable
from lintas.catalogue.words import LISTED, Strict, Words


class PauseGround(Strict):
    """Why the days of a promise may stand still; `by` says who may say so."""

    id: Slug
    title: Words
    by: Literal["return", "officer", "head"]
    rule: Slug
    confirmed: bool


class DelayGround(Strict):
    """Why something is late, as the person is told."""

    id: Slug
    title: Words
    rule: Slug


class PromiseTable(Strict):
    pauses: Annotated[tuple[PauseGround, ...], LISTED] = ()
    delays: Annotated[tuple[DelayGround, ...], LISTED] = ()

    def title_of(self, ground: str) -> Words | None:
        """What a ground is called, of a pause or of a delay."""
        titles = {one.id: one.title for one in self.pauses}
        titles |= {one.id: one.title for one in self.delays}
        return titles.get(ground)


class AskedQuestion(Strict):
    id: Slug
    text: Words


class QuestionSet(Strict):
    """What an officer asks; `bap`: no decision before the interview is on record."""

    id: Slug
    services: Annotated[tuple[Slug, ...], LISTED]
    bap: bool = False
    rule: Slug
    questions: Annotated[tuple[AskedQuestion, ...], LISTED, Field(min_length=1)]


class InterviewTable(Strict):
    sets: Annotated[tuple[QuestionSet, ...], LISTED] = ()

    def set_for(self, service: str) -> QuestionSet | None:
        """The set that names the service, else the one for all others."""
        named = next((one for one in self.sets if service in one.services), None)
        return named or next((one for one in self.sets if not one.services), None)


class LetterTemplate(Strict):
    """One letter: paragraphs with {facts}, filled by letters/rules.py."""

    kind: Slug
    title: Words
    paragraphs: Annotated[tuple[Words, ...], LISTED, Field(min_length=1)]


class LetterTable(Strict):
    letters: Annotated[tuple[LetterTemplate, ...], LISTED] = ()

    def template(self, kind: str) -> LetterTemplate | None:
        return next((one for one in self.letters if one.kind == kind), None)


class AppealRule(Strict):
    """Until when an objection is filed after the decision, and by when it is answered."""

    services: Annotated[tuple[Slug, ...], LISTED]
    file_days: int = Field(ge=1)
    file_unit: Literal["working", "calendar"]
    answer_days: int = Field(ge=1)
    answer_unit: Literal["working", "calendar"]
    rule: Slug
    confirmed: bool
    next: Words


class AppealTable(Strict):
    rules: Annotated[tuple[AppealRule, ...], LISTED] = ()

    def rule_for(self, service: str) -> AppealRule | None:
        """The rule that names the service, else the one for all others."""
        named = next((one for one in self.rules if service in one.services), None)
        return named or next((one for one in self.rules if not one.services), None)


class WaiverGround(Strict):
    """Why a fee is set aside or somebody goes first; no `services` means all with a visit."""

    id: Slug
    kind: Literal["fee", "priority"]
    services: Annotated[tuple[Slug, ...], LISTED]
    claimed: Condition | None = None
    title: Words
    rule: Slug
    confirmed: bool


class WaiverTable(Strict):
    grounds: Annotated[tuple[WaiverGround, ...], LISTED] = ()

    def grounds_for(self, service: str) -> tuple[WaiverGround, ...]:
        return tuple(one for one in self.grounds if not one.services or service in one.services)


class Guarantors(Strict):
    """A service has a guarantor when it asks for one of these papers."""

    papers: Annotated[tuple[Slug, ...], LISTED, Field(min_length=1)]
    rule: Slug


class Parents(Strict):
    """For these services a parent or guardian applies for the child, and needs nobody's leave."""

    services: Annotated[tuple[Slug, ...], LISTED, Field(min_length=1)]
    rule: Slug
    confirmed: bool


class PartyTable(Strict):
    guarantor: Guarantors | None = None
    parents: Annotated[tuple[Parents, ...], LISTED] = ()

    def parents_for(self, service: str) -> Parents | None:
        return next((one for one in self.parents if service in one.services), None)


WAIVERS, REFUNDS = "waivers.toml", "refunds.toml"
PARTIES = "parties.toml"
LETTERS, APPEALS = "letters.toml", "appeals.toml"
PROMISES, INTERVIEWS = "promises.toml", "interviews.toml"
TABLES: dict[str, type[Strict]] = {
    PROMISES: PromiseTable,
    INTERVIEWS: InterviewTable,
    LETTERS: LetterTable,
    APPEALS: AppealTable,
    WAIVERS: WaiverTable,
    REFUNDS: RefundTable,
    PARTIES: PartyTable,
}


def table_problems(folder: Path, rules: frozenset[str] | None) -> Iterator[Problem]:
    """What is wrong in the tables of a folder, as far as they are there."""
    for name, model in TABLES.items():
        path = folder / name
        if not path.exists():
            continue
        try:
            table = read(path, model)
        except CannotBeRead as trouble:
            yield from trouble.problems
            continue
        for rule in sorted(rules_in(table.model_dump())):
            if rules is not None and rule not in rules:
                say = f"names the rule {rule!r}: describe it in docs/rules/"
                yield Problem(path, 1, "rule", say)


def rules_in(found: object) -> set[str]:
    """Every `rule` and `…_rule` that stands anywhere inside."""
    if isinstance(found, dict):
        named = {key for key in found if key == "rule" or key.endswith("_rule")}
        own = {found[key] for key in named if isinstance(found[key], str)}
        return own.union(*(rules_in(value) for value in found.values()))
    if isinstance(found, (list, tuple)):
        return set().union(*(rules_in(value) for value in found))
    return set()
