"""The interview of a case: notes while it goes on, a record before anything is decided."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from lintas.applications.case_commands import CHECKED_WHILE, staff_id
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.queries import answers_of, office_of, service_of
from lintas.applications.rules import By, capacities
from lintas.applications.summary import answer_rows
from lintas.applications.telling import moment
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import QuestionSet
from lintas.interviews import public as interviews
from lintas.kernel.actor import Actor

IN_THE_RECORD = {"name", "nik", "passport_number", "date"}
"""Kinds of answers that say who was asked."""


@transaction.atomic
def take_notes(
    *,
    application: Application,
    notes: Mapping[str, str],
    consent: str,
    who: str,
    relation: str,
    actor: Actor,
    at: datetime,
) -> None:
    """What was said, that it may be put on record, and who was asked by video.

    Raises: ActionNotOpen, RecordConfirmed, NobodyCalled.
    """
    asked = _questions(application, actor)
    known = {question.id for question in asked.questions}
    here = (application.pk, application.office, asked.id)
    interviews.take_notes(
        case=here[0], office=here[1], questions=here[2], actor=actor, at=at,
        notes={question: text for question, text in notes.items() if question in known},
    )  # fmt: skip
    if consent:
        interviews.record_consent(
            case=here[0], office=here[1], questions=here[2], actor=actor, at=at
        )
    if who.strip() or relation.strip():
        interviews.record_video(
            case=here[0], office=here[1], questions=here[2], who=who, relation=relation,
            actor=actor, at=at,
        )  # fmt: skip


@transaction.atomic
def confirm_record(
    *, application: Application, how: str, signed_as: str, actor: Actor, at: datetime
) -> None:
    """The record was read out, and whoever was asked has signed it.

    Raises: ActionNotOpen, ConsentNeeded, AnswersMissing, SignatureNeeded, RecordConfirmed.
    """
    asked = _questions(application, actor)
    with override("id"):
        interviews.confirm_record(
            case=application.pk,
            asked={question.id: str(question.text) for question in asked.questions},
            facts=facts_of(application, actor, at),
            how=how,
            signed_as=signed_as,
            actor=actor,
            at=at,
        )


def facts_of(application: Application, actor: Actor, at: datetime) -> dict[str, str]:
    """The head of the record: who, where, when, before whom."""
    service, office = service_of(application), office_of(application)
    rows = answer_rows(service, answers_of(application), office.today(at))
    named = {str(r.question.label): r.text for r in rows if r.question.kind in IN_THE_RECORD}
    return {
        "Nomor permohonan": application.number,
        "Layanan": str(service.title),
        "Kantor": str(office.name),
        "Waktu": moment(at, office),
        "Petugas": actor.name,
        **{label: text for label, text in named.items() if text},
    }


@transaction.atomic
def correct_record(*, application: Application, text: str, actor: Actor, at: datetime) -> None:
    """An addendum beside the record. Raises: ActionNotOpen, NotConfirmedYet."""
    if not capacities(actor) & {By.OFFICER, By.APPROVER}:
        raise ActionNotOpen
    interviews.add_addendum(case=application.pk, text=text, actor=actor, at=at)


def _questions(application: Application, actor: Actor) -> QuestionSet:
    asked = catalogue.question_set(application.service)
    officer = capacities(actor) & {By.OFFICER, By.APPROVER} and staff_id(actor)
    if asked is None or not officer or application.status not in CHECKED_WHILE:
        raise ActionNotOpen
    return asked
