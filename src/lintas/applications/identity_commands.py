"""Whose place it is does not change: name and number of identity after a booking."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.applications.commands import put_down
from lintas.applications.entries import IdentityCorrected
from lintas.applications.errors import ActionNotOpen, AnswerUnfit, ReasonNeeded
from lintas.applications.forms import PageForm
from lintas.applications.identity_queries import bound_questions, is_bound
from lintas.applications.models import Answers, Application, Correction
from lintas.applications.queries import answers_of, service_of
from lintas.applications.rules import By, Status, capacities
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

BOUND_RULE = "nama-terikat-tempat"
OPEN_IN = frozenset(
    {
        Status.PAID,
        Status.VISIT_BOOKED,
        Status.ARRIVED,
        Status.IN_INTERVIEW,
        Status.UNDER_REVIEW,
        Status.RETURNED,
    }
)


@transaction.atomic
def correct_identity(
    *,
    application: Application,
    question: str,
    value: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """An officer puts a slip of the pen right, with the reason; a correction that was asked for
    is done with it. Values and reason stand with the answers, the entry says which question.

    Raises: ActionNotOpen, ReasonNeeded, AnswerUnfit.  Race: the answers' row is locked.
    """
    answers = Answers.objects.select_for_update().get(application=application)
    present = Application.objects.select_related("answers").get(pk=application.pk)
    officer = capacities(actor) & {By.OFFICER, By.APPROVER} and actor.office == present.office
    bound = is_bound(present.pk) and question in bound_questions(present)
    if not officer or actor.id is None or not bound or present.status not in OPEN_IN:
        raise ActionNotOpen
    if not reason.strip():
        raise ReasonNeeded
    clean, before = _clean(present, question, value), answers.data.get(question, "")
    rows = Correction.objects.filter(application=present, item=f"question:{question}")
    rows.filter(done_at=None).update(done_at=at)
    made = Correction.objects.create(
        id=new_id(),
        application=present,
        item=f"question:{question}",
        text=reason.strip()[:300],
        value_before=before,
        asked_at=at,
        asked_by=actor.id,
        done_at=at,
    )
    answers.data = {**answers.data, question: clean}
    put_down(application=present, answers=answers, at=at)
    application.answers = answers
    journal.record(
        IdentityCorrected(question=question, correction=made.pk),
        subject=present.pk,
        case=present.pk,
        actor=actor,
        office=present.office,
        at=at,
        rule=BOUND_RULE,
    )
    return made.pk


def _clean(application: Application, question: str, value: str) -> str:
    """As the form of the site would keep it. Raises: AnswerUnfit."""
    asked = tuple(q for q in service_of(application).questions if q.id == question)
    form = PageForm(asked, {**answers_of(application), question: value})
    if not form.is_valid():
        said = " ".join(str(e) for errors in form.errors.values() for e in errors)
        raise AnswerUnfit(said)
    return form.values()[question]
