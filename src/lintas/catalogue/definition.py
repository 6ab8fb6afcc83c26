"""The shape of a public service: one folder under services/ says all of this."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lintas.catalogue.answers import Answers
from lintas.catalogue.cautions import Advice, PassportLasts, WithoutGap
from lintas.catalogue.misfits import misfits
from lintas.catalogue.questions import Condition, Question, Slug, Slugs
from lintas.catalogue.words import LISTED, Strict, Words

Texts = Annotated[tuple[str, ...], LISTED]


class Page(Strict):
    id: Slug
    title: Words
    questions: Annotated[tuple[Slug, ...], LISTED, Field(min_length=1)]


class Alternative(Strict):
    id: Slug
    title: Words


class Paper(Strict):
    id: Slug
    title: Words
    help: Words | None = None
    any_of: Annotated[tuple[Alternative, ...], LISTED] = ()
    when: Condition | None = None
    required: bool = True
    accepts: Texts = ("photo", "pdf")
    kind: Literal["scan", "face", "signature"] = "scan"
    """What it shows: writing, somebody's face, or somebody's signature."""
    original: bool = True


class Fee(Strict):
    code: str
    title: Words
    amount_rupiah: int = Field(ge=0)
    valid_from: date
    valid_until: date | None = None
    rule: Slug
    confirmed: bool
    when: Condition | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Promise(Strict):
    working_days: int = Field(ge=0)  # 0 is the same day
    counted_from: Literal["submission", "payment", "visit", "approval"]
    rule: Slug
    confirmed: bool
    extension_days: int = Field(default=0, ge=0)
    """Working days by which the law lets the office extend the promise, once, with a notice."""


class Step(Strict):
    title: Words
    text: Words


class Visit(Strict):
    """The person comes; a service without one goes to review by itself once nothing is due."""

    minutes: int = Field(ge=1, le=240)
    queue: str = Field(pattern=r"^[A-Z]$")
    times: int = Field(default=1, ge=1, le=5)  # visits until the decision, collecting aside


class Collection(Strict):
    """How long a finished document waits for its owner. Unit: calendar days since it is ready."""

    days: int = Field(ge=1)
    warn_after: Annotated[tuple[int, ...], LISTED] = ()
    rule: Slug


class Outcome(Strict):
    """`online`: what is given needs no counter, the office can send it and be done."""

    kind: Literal["passport", "permit", "document"]
    title: Words
    online: bool = False
    made: Literal["office", "batches"] | None = None
    """Where it is made; passports come from the passport system in batches unless said."""

    @property
    def in_batches(self) -> bool:
        return (self.made or ("batches" if self.kind == "passport" else "office")) == "batches"


class Proof(Strict):
    """The receipt that somebody sent this, given at once and to print."""

    title: Words
    text: Words
    rule: Slug


class Check(Strict):
    """One point an officer looks at before a case goes to decision."""

    id: Slug
    title: Words
    rule: Slug


class Reason(Strict):
    """A ground on which an application may be refused."""

    id: Slug
    title: Words
    rule: Slug


class Standard(Strict):
    """The fourteen components of a service standard (UU 25/2009, PermenPANRB 15/2014)."""

    persyaratan: Words
    prosedur: Words
    jangka_waktu: Words
    biaya: Words
    produk: Words
    pengaduan: Words
    dasar_hukum: Words
    sarana: Words
    kompetensi: Words
    pengawasan: Words
    jumlah_pelaksana: Words
    jaminan_pelayanan: Words
    jaminan_keamanan: Words
    evaluasi: Words


class Service(Strict):
    """A public service as it stood in one version."""

    id: Slug
    version: int = Field(ge=1)
    valid_from: date
    family: Literal["paspor", "izin-tinggal", "lainnya"]
    applicant: Literal["wni", "wna"]
    title: Words
    summary: Words
    who: Words
    may_apply: Slugs
    aliases: Texts
    papers: Annotated[tuple[Paper, ...], LISTED, Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], LISTED, Field(min_length=1)]
    pages: Annotated[tuple[Page, ...], LISTED, Field(min_length=1)]
    fees: Annotated[tuple[Fee, ...], LISTED]
    promise: Promise
    steps: Annotated[tuple[Step, ...], LISTED, Field(min_length=1)]
    visit: Visit | None = None
    outcome: Outcome
    proof: Proof | None = None
    collection: Collection | None = None
    passport_lasts: PassportLasts | None = None
    without_gap: WithoutGap | None = None
    warnings: Annotated[tuple[Advice, ...], LISTED] = ()
    checks: Annotated[tuple[Check, ...], LISTED, Field(min_length=1)]
    refusal_reasons: Annotated[tuple[Reason, ...], LISTED, Field(min_length=1)]
    standard: Standard

    @model_validator(mode="after")
    def _names_fit_together(self) -> "Service":
        for where, say in misfits(self):
            raise PydanticCustomError("misfit", say, {"where": where})
        return self

    def question(self, question_id: str) -> Question:
        return next(q for q in self.questions if q.id == question_id)

    def page(self, page_id: str) -> Page | None:
        return next((p for p in self.pages if p.id == page_id), None)

    def questions_on(self, page: Page, answers: Answers) -> tuple[Question, ...]:
        """The questions of a page that these answers call for, in its order."""
        asked = (self.question(question_id) for question_id in page.questions)
        return tuple(q for q in asked if q.when is None or q.when.holds(answers))

    def visible_pages(self, answers: Answers) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if self.questions_on(page, answers))

    def visible_questions(self, answers: Answers) -> tuple[Question, ...]:
        return tuple(q for page in self.pages for q in self.questions_on(page, answers))

    def deciding_questions(self, answers: Answers) -> tuple[Question, ...]:
        """The choices on which papers and price depend, as far as these answers call for them."""
        conditions = [*(p.when for p in self.papers), *(f.when for f in self.fees)]
        named = {condition.question for condition in conditions if condition is not None}
        for question in reversed(self.questions):
            if question.id in named and question.when is not None:
                named.add(question.when.question)
        asked = self.visible_questions(answers)
        return tuple(q for q in asked if q.id in named and q.choices)

    def known_choices(self, given: Mapping[str, str]) -> dict[str, str]:
        """Of what an address or a form brings, the choices this service knows."""
        return {
            q.id: given[q.id] for q in self.questions if q.choices and q.knows(given.get(q.id, ""))
        }

    def papers_for(self, answers: Answers) -> tuple[Paper, ...]:
        return tuple(p for p in self.papers if p.when is None or p.when.holds(answers))

    def fees_on(self, day: date, answers: Answers) -> tuple[Fee, ...]:
        """The fees due on a day for these answers."""
        return tuple(
            fee
            for fee in self.fees
            if fee.in_force(day) and (fee.when is None or fee.when.holds(answers))
        )

    def total_on(self, day: date, answers: Answers) -> int:
        """Unit: rupiah."""
        return sum(fee.amount_rupiah for fee in self.fees_on(day, answers))

    def possible_totals(self, day: date) -> tuple[int, int]:
        """The least and the most somebody may have to pay on a day. Unit: rupiah."""
        due = [fee.when.question for fee in self.fees if fee.when and fee.in_force(day)]
        asked = [self.question(question_id) for question_id in sorted(set(due))]
        values = [q.possible or ("",) for q in asked]
        totals = [
            self.total_on(day, {q.id: value for q, value in zip(asked, given, strict=True)})
            for given in product(*values)
        ]
        return (min(totals), max(totals))

    @property
    def main_name(self) -> Question | None:
        return next((q for q in self.questions if q.main_name), None)
