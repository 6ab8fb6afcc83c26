"""Keeping what is half typed: as typed, apart from the answers, judged only on "Lanjut"."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from lintas.applications.correction_queries import correctable
from lintas.applications.errors import ActionNotOpen, TooMuchTyped
from lintas.applications.forms import PageForm
from lintas.applications.models import Answers, Application, Typed
from lintas.applications.queries import answers_of, service_of
from lintas.applications.rules import WRITABLE, Status
from lintas.applications.typed_queries import Inputs, values_typed
from lintas.catalogue.public import Page
from lintas.kernel.actor import Actor

MOST_CHARACTERS = 60_000
"""Of one page: more than any form takes, and what a browser still sends while it closes."""


@transaction.atomic
def keep_typed(
    *,
    application: Application,
    page: Page,
    typed: Mapping[str, Inputs],
    since: datetime,
    typed_at: datetime,
    actor: Actor,
    at: datetime,
) -> list[str]:
    """Keep these questions' inputs; gives those that were typed elsewhere after `since`.

    What the person has meanwhile kept as an answer is not half typed any more. No entry is
    written: what is half typed is nobody's statement yet.
    Raises: ActionNotOpen, TooMuchTyped.
    Race: the answers' row is locked, so neither a page saved nor another window is overlooked.
    """
    answers = Answers.objects.select_for_update().get(application=application)
    current = Application.objects.get(pk=application.pk)
    if current.status not in WRITABLE:
        raise ActionNotOpen
    row, _new = Typed.objects.get_or_create(
        answers=answers, page=page.id, defaults={"typed_at": at}
    )
    if row.saved_at is not None and row.saved_at > typed_at:
        return []
    known = _questions_open(current, page)
    elsewhere = [q for q in typed if q in row.data and row.data[q]["at"] > since.isoformat()]
    data = dict(row.data)
    for question, inputs in typed.items():
        data.pop(question, None)
        if question in known and not _is_the_answer(current, question, inputs):
            data[question] = {"at": at.isoformat(), "inputs": inputs}
    if sum(len(str(kept)) for kept in data.values()) > MOST_CHARACTERS:
        raise TooMuchTyped
    row.data, row.typed_at, row.written_by = data, at, actor.id
    row.save()
    Answers.objects.filter(pk=answers.pk).update(written_at=at, warned_days=None)
    return elsewhere


def _questions_open(application: Application, page: Page) -> set[str]:
    if application.status != Status.RETURNED:
        return set(page.questions)
    open_now = correctable(application)
    return {q for q in page.questions if f"question:{q}" in open_now}


def _is_the_answer(application: Application, question: str, inputs: Inputs) -> bool:
    """Whether what was typed says what is kept already."""
    asked = service_of(application).question(question)
    form = PageForm((asked,), values_typed(inputs))
    return form.is_valid() and form.values()[question] == answers_of(application).get(question, "")


def forget_typed(
    *, answers: Answers, page: str, questions: Sequence[str], actor: Actor, at: datetime
) -> None:
    """These questions are answered now. Race: the caller holds the answers' row."""
    row, _new = Typed.objects.get_or_create(answers=answers, page=page, defaults={"typed_at": at})
    row.data = {q: kept for q, kept in row.data.items() if q not in questions}
    row.saved_at, row.written_by = at, actor.id
    row.save()
