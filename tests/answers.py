"""Answers that fit a service's questions, found from its definition alone."""

from collections.abc import Iterator
from datetime import date, timedelta

from lintas.catalogue import public as catalogue
from lintas.catalogue.answers import as_chosen, as_rows
from lintas.catalogue.definition import Service
from lintas.catalogue.questions import Question

BY_KIND = {
    "text": "Contoh",
    "name": "Contoh Pertama",
    "nik": "1309080503909001",
    "kk": "1309081203159001",
    "money": "650.000",
    "phone": "0812 3456 7890",
    "email": "contoh@contoh.example",
    "country": "Utopia",
    "passport_number": "X1234567",
    "village": "13.09.08.2003",
    "declaration": "ya",
}
SPECIMEN = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
"""The passport of ICAO Doc 9303 part 4; nobody's."""
Typed = str | list[str] | list[dict[str, "Typed"]]
"""As a person gives it: on one line, by ticking several, or in rows."""
BIRTHS = (date(1990, 3, 5), date(2018, 3, 5))
AHEAD, BEHIND = (30, 400), (1, 2000)
"""Days from today that a date may lie at: soon or next year, yesterday or years ago."""


def possible_answers(question: Question, today: date) -> list[Typed]:
    """As a person writes them; the first is tried first."""
    if question.kind == "several":
        return [choice.split() for choice in question.possible]
    if question.kind == "group":
        row = {one.id: possible_answers(one, today)[0] for one in question.each}
        return [[row], [row] * question.most]
    if question.kind == "mrz":
        return [SPECIMEN]
    if question.choices:
        return [choice.value for choice in question.choices]
    if question.kind != "date":
        return [BY_KIND[question.kind]]
    if "lahir" in question.id:
        return [written(day) for day in BIRTHS]
    ahead = [written(today + timedelta(days=n)) for n in AHEAD]
    behind = [written(today - timedelta(days=n)) for n in BEHIND]
    return [*ahead, *behind] if "sampai" in question.id else [*behind, *ahead]


def written(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"


def as_kept(question: Question, text: Typed) -> str:
    """What the form makes of it, as far as rules look at it."""
    if question.kind == "group":
        return as_rows({q.id: as_kept(q, row[q.id]) for q in question.each} for row in text)
    if question.kind == "several":
        return as_chosen(text)
    if question.kind != "date":
        return text
    day, month, year = map(int, text.split())
    return date(year, month, day).isoformat()


def unfit(service: Service, answers: dict[str, Typed], today: date) -> int:
    kept = {q.id: as_kept(q, answers[q.id]) for q in service.questions}
    return len(catalogue.may_apply(service, kept, today))


def answers_for(service: Service, today: date) -> dict[str, Typed]:
    """Answers with which this person may apply: one is changed at a time until all fit.

    Raises: AssertionError when nobody could ever apply.
    """
    answers = {q.id: possible_answers(q, today)[0] for q in service.questions}
    for question in service.questions:
        if unfit(service, answers, today) == 0:
            break
        others = [{**answers, question.id: a} for a in possible_answers(question, today)]
        answers = min(others, key=lambda tried: unfit(service, tried, today))
    assert unfit(service, answers, today) == 0, f"nobody may apply for {service.id}"
    return answers


def each_choice(service: Service, today: date) -> Iterator[dict[str, Typed]]:
    """The fitting answers, then once with each other choice of each question."""
    fitting = answers_for(service, today)
    yield fitting
    for question in service.questions:
        for answer in possible_answers(question, today) if question.choices else []:
            if answer != fitting[question.id]:
                yield {**fitting, question.id: answer}
