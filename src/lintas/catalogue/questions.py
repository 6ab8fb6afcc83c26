"""The questions of a service: their kinds, what each kind needs, and when one is asked."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from lintas.catalogue.answers import Answers, as_chosen, chosen
from lintas.catalogue.words import LISTED, Strict, Words

QuestionKind = Literal[
    "text",
    "name",
    "nik",
    "kk",
    "date",
    "choice",
    "several",
    "money",
    "phone",
    "email",
    "country",
    "passport_number",
    "mrz",
    "village",
    "group",
    "declaration",
]
CHOSEN = ("choice", "several")
ALONE = ("mrz", "group", "declaration")
"""Kinds that no row of a group asks."""


def _slug(value: str) -> str:
    if not value or not all(
        c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in value
    ):
        raise ValueError("write it in small letters, digits and hyphens")
    return value


Slug = Annotated[str, AfterValidator(_slug)]
Slugs = Annotated[tuple[Slug, ...], LISTED]


class Condition(Strict):
    """Holds when the answer to `question`, or one of several chosen, is among `is_in`."""

    question: Slug
    is_in: Annotated[tuple[str, ...], LISTED, Field(min_length=1)]

    def holds(self, answers: Answers) -> bool:
        answer = answers.get(self.question, "")
        return answer in self.is_in or not set(chosen(answer)).isdisjoint(self.is_in)


class Choice(Strict):
    value: Slug
    label: Words


class Fills(Strict):
    """Which questions the lines of a passport answer, where those are still empty."""

    name: Slug | None = None
    number: Slug | None = None
    nationality: Slug | None = None
    birth: Slug | None = None
    expiry: Slug | None = None

    @property
    def named(self) -> dict[str, str]:
        """What the lines say (name, number …) to the question that asks it."""
        return {field: name for field, name in self if name is not None}


class Question(Strict):
    id: Slug
    kind: QuestionKind
    label: Words
    hint: Words | None = None
    choices: Annotated[tuple[Choice, ...], LISTED] = ()
    when: Condition | None = None
    required: bool = True
    longest: int = 150
    agrees_with: Slug | None = None
    """For a NIK: the question that holds the birth date it should agree with."""
    main_name: bool = False
    """The name that stands on the case list and the ticket."""
    fills: Fills = Fills()
    """For the lines of a passport (mrz): what they answer as well."""
    each: Annotated[tuple["Question", ...], LISTED] = ()
    """For a group: what each row asks."""
    row: Words | None = None
    """For a group: what one row is called; a number follows."""
    most: int = Field(default=10, ge=1, le=30)
    """For a group: the most rows it takes."""

    @model_validator(mode="after")
    def _what_its_kind_needs(self) -> "Question":
        if (self.kind in CHOSEN) != bool(self.choices):
            raise ValueError(
                "a choice has [[questions.choices]], and several has; the other kinds have none"
            )
        if (self.kind == "group") != bool(self.each and self.row):
            raise ValueError("a group has [[questions.each]] and row; the other kinds have neither")
        if self.fills.named and self.kind != "mrz":
            raise ValueError("only the lines of a passport (mrz) fill other questions")
        for one in self.each:
            if one.kind in ALONE or one.when or one.main_name or one.agrees_with:
                raise ValueError(
                    f"asks {one.id!r} in a row: rows ask no {', '.join(ALONE)}, "
                    "and know no when, main_name or agrees_with"
                )
        return self

    @property
    def possible(self) -> tuple[str, ...]:
        """Answers a condition may tell apart: each choice alone; of several, all of them too."""
        alone = tuple(choice.value for choice in self.choices)
        return (*alone, as_chosen(alone)) if self.kind == "several" else alone

    def knows(self, answer: str) -> bool:
        """Whether an answer is made of this question's choices."""
        values, known = chosen(answer), {choice.value for choice in self.choices}
        most = len(known) if self.kind == "several" else 1
        return 1 <= len(values) <= most and known.issuperset(values)

    def label_of(self, value: str) -> str:
        """A choice in the reader's language."""
        return next((str(c.label) for c in self.choices if c.value == value), value)
