"""What was written, as people read it: for the summary, the case page and the warnings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lintas.applications.cross_checks import beside, findings_of
from lintas.applications.findings import Finding
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Question, Row, Service, chosen, rows_in
from lintas.kernel.money import rupiah


@dataclass(frozen=True)
class AnswerRow:
    question: Question
    page: str
    value: str
    text: str
    findings: tuple[Finding, ...] = ()


def text_of(question: Question, value: str) -> str:
    """An answer in words: the label of a choice, a date in full, a group with a line a row."""
    if not value:
        return ""
    if question.choices:
        return ", ".join(question.label_of(one) for one in chosen(value))
    if question.kind == "date":
        return date_format(date.fromisoformat(value), "j F Y")
    if question.kind == "village":
        place = catalogue.village(value)
        return f"{place.name}, {place.district}" if place else value
    if question.kind == "declaration":
        return _("Ya, saya menyatakan")
    if question.kind == "money":
        return rupiah(int(value))
    if question.kind == "group":
        rows = enumerate(rows_in(value), start=1)
        return "\n".join(f"{question.row} {nth}: {_row_text(question, row)}" for nth, row in rows)
    return value


def _row_text(group: Question, row: Row) -> str:
    said = ((q.label, text_of(q, row.get(q.id, ""))) for q in group.each)
    return "; ".join(f"{label}: {text}" for label, text in said if text)


def answer_rows(service: Service, answers: Mapping[str, str], day: date) -> list[AnswerRow]:
    """Each answer in words, with what does not agree with the rest as of a day."""
    found = beside(findings_of(service, answers, day))
    return [
        AnswerRow(
            question=question,
            page=page.id,
            value=answers.get(question.id, ""),
            text=text_of(question, answers.get(question.id, "")),
            findings=found.get(question.id, ()),
        )
        for page in service.visible_pages(answers)
        for question in service.questions_on(page, answers)
    ]
